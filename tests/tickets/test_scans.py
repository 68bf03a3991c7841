"""Files wait for the scanner, and nobody opens one before it is found clean, whatever the scanner does."""

import socket
import uuid

import pytest
from django.urls import reverse

from support.files import scanning
from tests.fakes.clamd import BAD, Clamd, listening
from tests.tickets.arriving import begin, piece, sent
from tests.tickets.test_files import picture, upload
from tickets import actions
from tickets import clock as because_time_passed
from tickets.models import Attachment, Event, Message, Upload

pytestmark = pytest.mark.django_db
MOODS = ["hanging", "garbled", "silent", "hasty"]


@pytest.fixture(autouse=True)
def somewhere(settings, tmp_path):
    """Files of one story lie in folders of their own, and clamd is given little time."""
    settings.MEDIA_ROOT, settings.VAULT_ROOT = tmp_path / "media", tmp_path / "vault"
    settings.CLAMD_TIMEOUT = 0.3


@pytest.fixture
def clamd(settings):
    with listening(Clamd()) as there:
        settings.CLAMD_URL = there.url
        yield there


@pytest.fixture
def away(settings):
    """A clamd that is configured and not there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CLAMD_URL = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    return settings


@pytest.fixture
def as_carl(carl, valkey, sign_in):
    return sign_in(carl.user)


@pytest.fixture
def file(as_carl, committed):
    """`file(content)`: a text of Carl's on a ticket of Ada's team."""

    def send(content=b"hello", name="log.txt", **more):
        said = {"happened": "See", "key": uuid.uuid4().hex, "topic": "feedback"} | more
        with committed():
            as_carl.post("/tickets/new/", said | {"files": [upload(name, content)]})
        return Attachment.objects.select_related("message__ticket").get()

    return send


def opens_for(file, *browsers):
    """Who gets the bytes, of the customer and the agents."""
    found = []
    for browser, address in zip(
        browsers,
        [f"/tickets/files/{file.key}/", *[reverse("desk:attachment", args=[file.key])] * 2],
        strict=False,
    ):
        found.append(browser.get(address).status_code)
    return found


def later(clock):
    """The clock comes round again."""
    clock(minutes=2)
    return because_time_passed.scan_the_waiting()


# Without a scanner.


def test_where_nobody_scans_a_file_opens_at_once_and_agents_read_that_it_was_not_checked(
    settings, file, as_carl, ada, sign_in
):
    assert settings.CLAMD_URL == ""
    mine = file()
    assert (mine.state, mine.scanned_at) == ("clean", None)
    assert opens_for(mine, as_carl, sign_in(ada)) == [200, 200]
    ticket = mine.message.ticket
    assert "not checked for viruses" in sign_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert "viruses" not in as_carl.get(f"/tickets/{ticket.reference}/").content.decode()


# With one.


def test_a_file_is_shut_until_it_is_found_clean_and_both_sides_read_why(
    clamd, file, as_carl, ada, sam, sign_in, carry_out
):
    mine = file()
    assert mine.state == "scanning"
    assert opens_for(mine, as_carl, sign_in(ada), sign_in(sam)) == [404, 404, 404]
    ticket = mine.message.ticket
    for browser, address in (
        (as_carl, f"/tickets/{ticket.reference}/"),
        (sign_in(ada), f"/desk/tickets/{ticket.pk}/"),
    ):
        assert "being checked for viruses" in browser.get(address).content.decode()
    assert "bulk:scan_files" in carry_out()
    mine.refresh_from_db()
    assert (mine.state, mine.scan_at) == ("clean", None)
    assert mine.scanned_at
    assert clamd.seen == [b"hello"]
    assert opens_for(mine, as_carl, sign_in(ada), sign_in(sam)) == [200, 200, 200]
    assert "not checked for viruses" not in sign_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()


def test_what_holds_a_virus_is_deleted_unopened_and_its_sender_is_told(
    clamd, file, as_carl, ada, sign_in, carry_out, settings
):
    mine = file(b"see: " + BAD, "report.txt")
    carry_out()
    mine.refresh_from_db()
    assert (mine.state, mine.found, mine.file.name) == ("infected", "Eicar-Test-Signature", "")
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert opens_for(mine, as_carl, sign_in(ada)) == [404, 404]
    assert because_time_passed.tell_of_viruses() == 1
    assert because_time_passed.tell_of_viruses() == 0
    ticket = mine.message.ticket
    told = as_carl.get(f"/tickets/{ticket.reference}/").content.decode()
    assert "“report.txt” held a virus. We deleted it" in told
    assert "held a virus; deleted before anybody opened it" in told
    desk = sign_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert "“report.txt” held a virus and was deleted; the customer was told" in desk


def test_a_passport_with_a_virus_leaves_the_vault_and_its_name_is_said_nowhere(
    clamd, file, as_carl, ada, sign_in, carry_out, settings
):
    mine = file(b"see: " + BAD, "passport-miller.txt", files_kind="identity")
    carry_out()
    because_time_passed.tell_of_viruses()
    assert not [path for path in settings.VAULT_ROOT.rglob("*") if path.is_file()]
    for browser, address in (
        (as_carl, f"/tickets/{mine.message.ticket.reference}/"),
        (sign_in(ada), f"/desk/tickets/{mine.message.ticket_id}/"),
    ):
        shown = browser.get(address).content.decode()
        assert "held a virus" in shown
        assert "miller" not in shown


def test_of_an_agent_s_own_file_the_customer_hears_nothing(
    clamd, as_carl, ada, carl, says, committed, carry_out
):
    from support.files import check

    ticket = says(carl)
    with committed():
        bad = check(upload("inside.txt", BAD))
        actions.note(ticket, by=ada, body="see", key="n", files=[bad])
    carry_out()
    assert Attachment.objects.get().state == "infected"
    assert because_time_passed.tell_of_viruses() == 0
    assert not Event.objects.filter(kind=Event.Kind.QUARANTINED).exists()
    assert "inside.txt" not in as_carl.get(f"/tickets/{ticket.reference}/").content.decode()


# When it fails.


def test_while_the_scanner_is_away_files_wait_and_are_looked_at_when_it_is_back(
    clock, away, file, as_carl, ada, sign_in, carry_out, settings
):
    mine = file()
    carry_out()
    assert later(clock) == 0
    mine.refresh_from_db()
    assert mine.state == "scanning"
    assert opens_for(mine, as_carl, sign_in(ada)) == [404, 404]
    with listening(Clamd()) as back:
        settings.CLAMD_URL = back.url
        assert later(clock) == 1
    mine.refresh_from_db()
    assert mine.state == "clean"
    assert opens_for(mine, as_carl, sign_in(ada)) == [200, 200]


@pytest.mark.parametrize("mood", MOODS)
def test_a_scanner_that_hangs_or_talks_nonsense_lets_nothing_through(
    clock, clamd, mood, file, as_carl, ada, sign_in, carry_out
):
    clamd.mood = mood
    mine = file(b"x" * 100_000)
    carry_out()
    assert later(clock) == 0
    mine.refresh_from_db()
    assert mine.state == "scanning"
    assert opens_for(mine, as_carl, sign_in(ada)) == [404, 404]
    clamd.mood = "honest"
    assert later(clock) == 1


@pytest.mark.parametrize("mood", ["error", "full"])
def test_what_it_will_not_look_at_stays_shut_says_so_and_is_tried_again_the_next_day(
    clock, clamd, mood, file, as_carl, ada, sign_in, carry_out
):
    clamd.mood = mood
    mine = file()
    carry_out()
    mine.refresh_from_db()
    assert mine.state == "unscanned"
    assert opens_for(mine, as_carl, sign_in(ada)) == [404, 404]
    shown = as_carl.get(f"/tickets/{mine.message.ticket.reference}/").content.decode()
    assert "could not be checked for viruses" in shown
    clamd.mood = "honest"
    assert later(clock) == 0
    clock(days=1)
    assert because_time_passed.scan_the_waiting() == 1
    mine.refresh_from_db()
    assert mine.state == "clean"


def test_one_silence_ends_the_run_so_that_a_hanging_scanner_costs_one_patience(
    clock, clamd, file, carl, says
):
    from support.files import check

    clamd.mood = "hanging"
    says(carl, files=[check(upload(f"{n}.txt", b"x")) for n in range(5)])
    clock(minutes=2)
    because_time_passed.scan_the_waiting()
    assert clamd.asked == 1


def test_by_a_unix_socket_as_well(settings, tmp_path):
    with listening(Clamd(), str(tmp_path / "clamd.sock")) as there:
        settings.CLAMD_URL = there.url
        with (tmp_path / "x").open("wb+") as content:
            content.write(BAD)
            content.seek(0)
            assert scanning.scan(content).virus == "Eicar-Test-Signature"


# Ahead of the form.


def test_a_file_that_came_ahead_is_scanned_before_its_form_and_not_again(
    clamd, as_carl, committed, carry_out
):
    with committed():
        token = sent(as_carl, "a.txt", b"hello")
    assert as_carl.get(f"/tickets/uploads/{token}/").json()["state"] == "scanning"
    assert carry_out() == ["bulk:scan_upload"]
    assert as_carl.get(f"/tickets/uploads/{token}/").json()["state"] == "clean"
    with committed():
        as_carl.post("/tickets/new/", {"happened": "See", "key": "k", "uploads": [token]})
    kept = Attachment.objects.get()
    assert (kept.state, bool(kept.scanned_at)) == ("clean", True)
    assert len(clamd.seen) == 1


def test_sent_with_the_form_before_it_was_scanned_it_is_scanned_there(clamd, as_carl, committed, carry_out):
    with committed():
        token = sent(as_carl, "a.txt", BAD)
        as_carl.post("/tickets/new/", {"happened": "See", "key": "k", "uploads": [token]})
    carry_out()
    assert Attachment.objects.get().state == "infected"


def test_one_with_a_virus_is_refused_in_its_sender_s_language(clamd, as_carl, committed, carry_out):
    as_carl.cookies["django_language"] = "en"
    with committed():
        address = begin(as_carl, "a.txt", len(BAD))["Location"]
        piece(as_carl, address, BAD)
    carry_out()
    told = as_carl.get(address).json()
    assert told["state"] == "refused"
    assert "“a.txt” holds a virus" in told["reason"]
    token = address.rstrip("/").rpartition("/")[2]
    page = as_carl.post("/tickets/new/", {"happened": "See", "key": "k", "uploads": [token]})
    assert page.status_code == 422
    assert "holds a virus" in page.content.decode()
    assert not Message.objects.exists()
    assert not Upload.objects.get().file


def test_a_picture_is_scanned_as_it_is_kept(clamd, file, carry_out):
    mine = file(picture(), "shot.png")
    carry_out()
    mine.refresh_from_db()
    assert clamd.seen == [mine.file.read()]
