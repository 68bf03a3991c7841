"""One key is one message, and whatever else comes under it is told, never swallowed."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.tickets.said import filled
from tickets.models import Message, Ticket

NEW = "/tickets/new/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]


@pytest.fixture
def as_carl(browser, carl, clock):
    """Carl's browser, on Friday at noon."""
    return browser(carl)


def test_another_answer_under_a_used_key_is_not_swallowed(as_carl):
    as_carl.post(NEW, filled())
    assert as_carl.post(NEW, filled()).status_code == 302
    assert as_carl.post(NEW, filled(amount="99.5")).status_code == 409
    assert Ticket.objects.count() == 1


def test_a_file_added_under_a_used_key_of_a_form_is_not_swallowed(as_carl):
    form = {"happened": "My deposit is missing", "key": uuid.uuid4().hex}
    as_carl.post(NEW, form | {"files": SimpleUploadedFile("a.txt", b"one", "text/plain")})
    again = form | {"files": SimpleUploadedFile("a.txt", b"one", "text/plain")}
    assert as_carl.post(NEW, again).status_code == 302
    more = form | {"files": SimpleUploadedFile("b.txt", b"two", "text/plain")}
    page = as_carl.post(NEW, more)
    assert page.status_code == 409
    assert Ticket.objects.get().reference in page.content.decode()
    assert Message.objects.count() == 1


def test_a_file_added_under_a_used_key_of_an_answer_is_not_swallowed(as_carl, carl, says):
    ticket, said = says(carl), {"body": "Here it is", "key": uuid.uuid4().hex}
    as_carl.post(f"/tickets/{ticket.reference}/reply/", said)
    assert as_carl.post(f"/tickets/{ticket.reference}/reply/", said).status_code == 302
    more = said | {"files": SimpleUploadedFile("b.txt", b"two", "text/plain")}
    answer = as_carl.post(f"/tickets/{ticket.reference}/reply/", more)
    assert answer.status_code == 409
    assert "Here it is" in answer.content.decode()
    assert ticket.messages.filter(body="Here it is").count() == 1
