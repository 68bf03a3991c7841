"""A subject line is shown as its words are: what was hidden says what it was, and no mark stands anywhere."""

import re

import pytest

from support.shield.marks import mark
from tests.tickets.browsing import HTMX, page
from tickets import actions, delivery

pytestmark = pytest.mark.django_db
SECRET = "my password is Tr0ub4dor&3zebra"
WORDS = "[password hidden]"


@pytest.fixture
def ticket(carl, says):
    """A ticket whose subject held a password."""
    ticket = says(carl, subject=f"Locked out, {SECRET}")
    assert mark("password") in ticket.subject
    return ticket


def whole(answer) -> str:
    return answer.content.decode()


def test_the_desk_says_in_words_what_a_subject_hid(desk, ticket, carl, says):
    other = says(carl, subject="Another")
    places = {
        "title": re.search(r"<title>(.*?)</title>", page(desk, "ticket", ticket.pk))[1],
        "title of a fragment": whole(desk.get(f"/desk/tickets/{ticket.pk}/", headers=HTMX)),
        "head": page(desk, "head", ticket.pk),
        "queue": page(desk, "queue"),
        "the customer's other tickets": page(desk, "ticket", other.pk),
    }
    for place, shown in places.items():
        assert WORDS in shown, place
        assert "⟦" not in shown, place


def test_the_customer_s_pages_say_it_too(carl, ticket, sign_in):
    browser = sign_in(carl.user)
    for address in ("/tickets/", f"/tickets/{ticket.reference}/"):
        shown = whole(browser.get(address))
        assert WORDS in shown
        assert "⟦" not in shown


def test_a_mail_says_it_in_its_subject(ada, ticket, valkey, mailoutbox):
    delivery.attempt(actions.reply(ticket, by=ada, body="Try now.", key="k").pk)
    [letter] = mailoutbox
    assert WORDS in letter.subject
    assert "⟦" not in letter.subject + letter.body + letter.alternatives[0][0]


def test_a_subject_without_secrets_is_untouched_and_still_only_text(desk, carl, says):
    ticket = says(carl, subject="⟦<b>my coins</b>⟧ & [this]")
    for shown in (page(desk, "ticket", ticket.pk), page(desk, "head", ticket.pk), page(desk, "queue")):
        assert "⟦&lt;b&gt;my coins&lt;/b&gt;⟧ &amp; [this]" in shown
        assert "<b>my coins" not in shown
        assert "hidden]" not in shown
