"""Many hands on one upload, over real lines: no byte is lost or mixed, and a file goes with one ticket."""

import re
import uuid

import httpx
import pytest
from django.test import Client

from tests.tickets.arriving import TUS, metadata
from tests.together import at_once
from tickets.models import Attachment, Ticket, Upload

pytestmark = pytest.mark.django_db(transaction=True)
LINES = b"".join(b"line %06d of a log\n" % number for number in range(30_000))  # 630 kB: three pieces


@pytest.fixture(autouse=True)
def somewhere(settings, tmp_path):
    """Files of one story lie in folders of their own."""
    settings.MEDIA_ROOT, settings.VAULT_ROOT = tmp_path / "media", tmp_path / "vault"


@pytest.fixture
def web(live_server, settings, carl, valkey):
    """Carl's browser at the running house; `web.token` is what its forms carry."""
    with httpx.Client(base_url=live_server.url, trust_env=False, timeout=60) as browser:
        client = Client()
        client.force_login(carl.user)
        browser.cookies.set(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
        page = browser.get("/tickets/new/").text
        browser.headers["X-CSRFToken"] = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)[1]
        yield browser


def begin(web, size, name="log.txt"):
    told = {"Upload-Length": str(size), "Upload-Metadata": metadata(filename=name)}
    return web.post("/tickets/uploads/", headers=TUS | told)


def piece(web, address, content, at=0):
    headers = TUS | {"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"}
    return web.patch(address, content=content, headers=headers)


def test_two_who_send_the_same_piece_at_once_leave_it_there_once(web):
    address = begin(web, len(LINES)).headers["Location"]
    found = at_once(6, lambda _: piece(web, address, LINES))
    assert sorted({answer.status_code for answer in found}) in ([204, 409], [204])
    assert web.get(address).json()["state"] == "clean"
    assert Upload.objects.get().file.read() == LINES


def test_pieces_of_two_senders_never_mix(web):
    """The slower of the two may go on where the faster stopped, but never writes over what counts."""
    for _round in range(4):
        address = begin(web, len(LINES)).headers["Location"]
        upper, lower = LINES.upper(), LINES
        at_once(4, lambda number, a=address, b=(upper, lower): piece(web, a, b[number % 2]))
        row = Upload.objects.latest("pk")
        kept = row.file.read()
        assert len(kept) == row.received == len(LINES)
        assert kept.lower() == LINES
        switched = sum(
            kept[at : at + 262_144] not in (upper[at : at + 262_144], lower[at : at + 262_144])
            for at in range(0, len(kept), 262_144)
        )
        assert not switched


def test_a_line_that_breaks_leaves_what_came_and_the_rest_is_sent_afterwards(web):
    address = begin(web, len(LINES)).headers["Location"]

    def breaking():
        yield LINES[:300_000]
        raise httpx.WriteError("the line broke")

    headers = TUS | {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    with pytest.raises(httpx.WriteError):
        web.patch(address, content=breaking(), headers=headers | {"Content-Length": str(len(LINES))})
    for _try in range(200):
        at = int(web.head(address, headers=TUS).headers["Upload-Offset"])
        if at:
            break
    assert 0 < at <= 300_000
    answer = piece(web, address, LINES[at:], at)
    while answer.status_code == 409:  # the last of the broken line was still being kept
        at = int(answer.headers["Upload-Offset"])
        answer = piece(web, address, LINES[at:], at)
    assert answer.status_code == 204
    assert Upload.objects.get().file.read() == LINES


def test_a_file_named_in_two_forms_sent_at_once_goes_with_one_of_them(web):
    address = begin(web, 5).headers["Location"]
    piece(web, address, b"hello")
    token = address.rstrip("/").rpartition("/")[2]

    def send(number):
        said = {"happened": f"See {number}", "key": uuid.uuid4().hex, "uploads": token}
        return web.post("/tickets/new/", data=said).status_code

    assert sorted(at_once(6, send)) == [302, 422, 422, 422, 422, 422]
    assert Ticket.objects.count() == Attachment.objects.count() == 1


def test_one_form_with_a_file_sent_many_times_at_once_is_one_ticket_with_one_file(web):
    address = begin(web, 5).headers["Location"]
    piece(web, address, b"hello")
    said = {"happened": "See", "key": "k1", "uploads": address.rstrip("/").rpartition("/")[2]}
    found = at_once(10, lambda _: web.post("/tickets/new/", data=said))
    assert {answer.status_code for answer in found} == {302}
    assert len({answer.headers["Location"] for answer in found}) == 1
    assert Attachment.objects.get().file.read() == b"hello"


def test_so_many_begun_at_once_are_no_more_than_so_many(web):
    found = at_once(40, lambda _: begin(web, 5).status_code)
    assert sorted(found) == [201] * 20 + [429] * 20
    assert Upload.objects.count() == 20
