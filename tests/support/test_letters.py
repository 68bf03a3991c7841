"""Bytes that are no letters: told at once, nothing stored; a letter that only looks broken is a letter."""

import pytest

from tickets.models import Ticket

BROKEN = b"Where is my \xff\xfe deposit"
FORM = "application/x-www-form-urlencoded"


def parts(name, value):
    """One multipart field, and the content type that says so."""
    body = b'--edge\r\nContent-Disposition: form-data; name="' + name + b'"\r\n\r\n' + value
    return body + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"happened=" + BROKEN, FORM),
        (b"happened=%ED%A0%80", FORM),  # half a surrogate pair
        parts(b"happened", BROKEN),
    ],
)
def test_a_form_with_broken_letters_is_refused_whole(client, house, body, kind):
    answer = client.post("/tickets/new/", body, content_type=kind)
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "letters", ["Wo ist meine Überweisung?", "我的充值在哪里？", "copied \ufffd from a mail"]
)
def test_real_letters_are_kept_with_what_is_missing_told(client, house, letters):
    for body, kind in [(f"happened={letters}".encode(), FORM), parts(b"happened", letters.encode())]:
        answer = client.post("/tickets/new/", body, content_type=kind)
        assert answer.status_code == 422
        assert letters in answer.content.decode()


def test_an_unsigned_webhook_stays_refused_whatever_it_says_it_is(client, house):
    for kind, status in (("multipart/form-data; boundary=edge", 403), (FORM, 400)):
        assert client.post("/hooks/x/", BROKEN, content_type=kind).status_code == status


@pytest.mark.parametrize("address", ["/tickets/new/", "/hooks/facebook/", "/api/v1/tickets/"])
def test_a_body_that_does_not_say_how_long_it_is_is_told_so(client, house, address):
    """Behind WSGI it would be read as empty, and its signature as wrong."""
    answer = client.generic("POST", address, b"", headers={"Transfer-Encoding": "chunked"}, CONTENT_LENGTH="")
    assert answer.status_code == 411
    assert "Content-Length" in answer.json()["detail"]
