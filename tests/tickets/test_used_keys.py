"""One key is one message, and whatever else comes under it is told, never swallowed."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.tickets.said import filled
from tickets import actions
from tickets.models import Message, Ticket, Topic

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


@pytest.mark.parametrize("other", [{"subject": "It is urgent now"}, {"topic": "fees"}, {"topic": ""}])
def test_another_subject_or_topic_under_a_used_key_is_not_swallowed(as_carl, other):
    form = {"happened": "My deposit is missing", "key": uuid.uuid4().hex, "topic": "feedback"}
    as_carl.post(NEW, form)
    assert as_carl.post(NEW, form).status_code == 302
    page = as_carl.post(NEW, form | other)
    assert page.status_code == 409
    assert Ticket.objects.get().reference in page.content.decode()


def test_a_ticket_that_was_filed_under_another_topic_since_is_known_again(as_carl, ada):
    form = {"happened": "My deposit is missing", "key": uuid.uuid4().hex, "topic": "feedback"}
    as_carl.post(NEW, form)
    actions.refile(Ticket.objects.get(), topic=Topic.objects.get(slug="fees"), by=ada)
    assert as_carl.post(NEW, form).status_code == 302


def test_what_was_added_to_another_ticket_is_known_again(as_carl):
    as_carl.post(NEW, filled())
    added = filled(key="k2", happened="Is there news?") | {"repeats": Ticket.objects.get().reference}
    assert [as_carl.post(NEW, added).status_code for _again in range(2)] == [302, 302]
    assert Message.objects.count() == 2


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
