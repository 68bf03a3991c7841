"""What the scanner finds is seen at once by whoever has the ticket open; strangers hear nothing of it."""

import pytest
from django.test import Client

from support import files
from tests.fakes.clamd import BAD, Clamd, listening
from tests.tickets.lines import do, line, opened, silent
from tests.tickets.test_files import upload
from tickets import actions, tasks
from tickets import clock as because_time_passed
from tickets.models import Attachment, Event

pytestmark = pytest.mark.usefixtures("somewhere")


@pytest.fixture
def scanned(settings):
    with listening(Clamd()) as there:
        settings.CLAMD_URL = there.url
        yield there


@pytest.fixture
def sends(carl, says):
    """`sends(content)`: a ticket of Carl's with one file, and the file."""

    def send(content=b"hello", **more):
        checked = files.check(upload("log.txt", content))
        ticket = says(carl, "See", files=[checked], **more)
        return ticket, Attachment.objects.get(message__ticket=ticket)

    return send


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_the_customer_s_open_page_hears_that_a_file_was_decided(scanned, carl, cleo, says, sends):
    ticket, _file = await do(sends)()
    other = await do(says)(cleo)
    event = await do(Event.objects.get)(ticket=ticket, kind="received")
    async with (
        line(carl.user, f"/ws/tickets/{ticket.reference}/") as customer,
        line(cleo.user, f"/ws/tickets/{other.reference}/") as stranger,
    ):
        await opened(customer)
        await opened(stranger)
        await do(tasks.scan_files)(event.pk)
        assert await customer.receive_json_from(timeout=5) == {"type": "files"}
        await do(tasks.scan_files)(event.pk)
        assert await silent(customer)
        assert await silent(stranger)


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_of_a_note_s_file_it_hears_nothing(scanned, ada, carl, says):
    ticket = await do(says)(carl)
    async with line(carl.user, f"/ws/tickets/{ticket.reference}/") as customer:
        await opened(customer)
        inside = files.check(upload("inside.txt"))
        await do(actions.note)(ticket, by=ada, body="see", key="n", files=[inside])
        await do(tasks.scan_files)((await do(Event.objects.get)(kind="noted")).pk)
        assert (await do(Attachment.objects.get)()).state == "clean"
        assert await silent(customer)


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_a_page_of_what_it_was_merged_into_hears_it_from_the_clock(
    scanned, settings, ada, carl, says, sends, clock
):
    url, settings.CLAMD_URL = settings.CLAMD_URL, "tcp://127.0.0.1:9"
    part, _file = await do(sends)()
    whole = await do(says)(carl, "Another", topic="fees")
    await do(actions.merge)(part, into=whole, by=ada)
    settings.CLAMD_URL = url
    clock(minutes=2)
    async with line(carl.user, f"/ws/tickets/{whole.reference}/") as customer:
        await opened(customer)
        assert await do(because_time_passed.scan_the_waiting)() == 1
        assert await customer.receive_json_from(timeout=5) == {"type": "files"}


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "found"), [(b"hello", "log.txt</a>"), (BAD, "held a virus; deleted")])
def test_its_line_says_how_it_stands_now(scanned, sends, carl, sign_in, content, found):
    ticket, file = sends(content)
    mine, address = sign_in(carl.user), f"/tickets/files/{file.key}/line/"
    for page in (mine.get(f"/tickets/{ticket.reference}/"), mine.get(address)):
        assert f'data-again="{address}"' in page.content.decode()
        assert "being checked for viruses" in page.content.decode()
    tasks.scan_files(Event.objects.get(ticket=ticket, kind="received").pk)
    now = mine.get(address).content.decode()
    assert found in now
    assert "data-again" not in now


@pytest.mark.django_db
def test_a_stranger_is_told_nothing(sends, cleo, ada, sign_in):
    _ticket, file = sends()
    for stranger in (Client(), sign_in(cleo.user), sign_in(ada)):
        assert stranger.get(f"/tickets/files/{file.key}/line/").status_code == 404
