"""The walk through the web's door: a guest files, an agent answers, the mail's link leads back."""

import re
import uuid

import pytest
from django.test import Client

from support import mailbox
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mail_room(settings, tmp_path):
    """The demo's mailbox, empty."""
    settings.EMAIL_BACKEND = "support.mailbox.Backend"
    settings.VAR_DIR = settings.MEDIA_ROOT = tmp_path
    return mailbox


def words(**more):
    return {"key": uuid.uuid4().hex} | more


def test_a_guests_ticket_goes_all_the_way_and_comes_back(ada, mail_room, carry_out):
    guest, agent = Client(), Client()
    agent.force_login(ada)

    # The guest files from a browser and hears by mail that we have it.
    filed = guest.post(
        "/tickets/new/",
        words(happened="Somebody is in my account", topic="account-takeover", email="gus@guest.example"),
    )
    ticket = Ticket.objects.get()
    assert filed.url == f"/tickets/{ticket.reference}/"
    assert "urgent:acknowledge" in carry_out()  # S0 rides the urgent worker
    [acknowledged] = mail_room.newest()
    assert acknowledged.letter["To"] == "gus@guest.example"

    # The agent presses Next, gets it, answers; the answer is mailed on the same thread.
    assert agent.post("/desk/next/").url.startswith(f"/desk/tickets/{ticket.pk}/")
    agent.post(f"/desk/tickets/{ticket.pk}/note/", words(body="looks real, lock first"))
    agent.post(
        f"/desk/tickets/{ticket.pk}/reply/", words(body="Your account is locked. Is your phone with you?")
    )
    assert "urgent:deliver" in carry_out()
    answer = mail_room.newest()[0]
    assert answer.letter["In-Reply-To"] == acknowledged.letter["Message-ID"]
    assert "Your account is locked." in answer.text
    assert "looks real" not in answer.text + answer.html

    # The link of the mail opens the ticket on another device, where the guest answers.
    phone = Client()
    link = re.search(r"http://[^/]+(/tickets/open/\S+)", answer.text)[1]
    assert "It is mine: open it" in phone.get(link).content.decode()
    page = phone.post(link, follow=True)
    assert page.redirect_chain == [(f"/tickets/{ticket.reference}/", 302)]
    assert "Your account is locked." in page.content.decode()
    assert "looks real" not in page.content.decode()
    phone.post(f"/tickets/{ticket.reference}/reply/", words(body="Yes, it is."))
    assert guest.get(f"/tickets/{ticket.reference}/").status_code == 404  # proven there, not here
    ticket.refresh_from_db()
    assert ticket.waiting_since is not None

    # The agent resolves it; a further word opens it again, and who answered within the day takes it up.
    agent.post(f"/desk/tickets/{ticket.pk}/resolve/", {"after": Ticket.objects.get(pk=ticket.pk).seq})
    ticket.refresh_from_db()
    assert not ticket.is_open
    phone.post(f"/tickets/{ticket.reference}/reply/", words(body="They are in again!"))
    ticket.refresh_from_db()
    assert (ticket.is_open, ticket.assignee, ticket.lane) == (True, ada, None)
    kinds = [event.kind for event in ticket.events.all()]
    assert kinds == [
        "opened",
        "received",
        "claimed",
        "noted",
        "replied",
        "identified",
        "received",
        "resolved",
        "reopened",
        "received",
    ]


def test_nobody_else_walks_along(ada, ben, cleo, mail_room, carry_out):
    guest = Client()
    guest.post(
        "/tickets/new/",
        words(happened="Only for security", topic="account-takeover", email="gus@guest.example"),
    )
    carry_out()
    ticket = Ticket.objects.get()
    stranger, other_team = Client(), Client()
    stranger.force_login(cleo.user)
    other_team.force_login(ben)
    assert stranger.get(f"/tickets/{ticket.reference}/").status_code == 404
    assert stranger.post(f"/tickets/{ticket.reference}/reply/", words(body="me too")).status_code == 404
    assert other_team.get(f"/desk/tickets/{ticket.pk}/").status_code == 404
    assert stranger.get(f"/desk/tickets/{ticket.pk}/").status_code in {302, 403, 404}
    assert ticket.messages.count() == 1
