"""What Take next would open comes ahead, and leaves no trace until it is pressed."""

import pytest
from django.urls import reverse

from support.audit.models import Entry
from support.people.models import Agent
from tickets import actions
from tickets.models import Event, Ticket


@pytest.fixture
def desk(ada, sign_in):
    """Ada's browser."""
    return sign_in(ada)


def ask(desk, **headers):
    return desk.get(reverse("desk:ahead"), headers={"HX-Request": "true"} | headers)


def take(desk, **said):
    return desk.post(reverse("desk:next"), said, follow=True)


def test_what_comes_first_is_ready_and_nothing_was_taken_read_or_written_down(desk, ada, carl, cleo, says):
    says(cleo, "Feedback", topic="fees")
    first = says(carl, "Money is leaving", topic="account-takeover")
    before = Event.objects.count()
    page = ask(desk)
    assert f'data-ticket="{first.pk}"' in page.content.decode()
    assert "Money is leaving" in page.content.decode()
    assert (Ticket.objects.exclude(assignee=None).count(), Event.objects.count()) == (0, before)
    assert not Entry.objects.filter(action="ticket.viewed").exists()


def test_what_another_team_has_never_comes_ahead(desk, carl, says):
    says(carl, "bank", topic="bank-deposit-missing")
    assert ask(desk).status_code == 204


def test_nothing_comes_ahead_to_who_saves_data_or_is_away(desk, ada, carl, says):
    says(carl)
    assert ask(desk, **{"Save-Data": "on"}).status_code == 204
    Agent.objects.filter(user=ada).update(availability="away")
    assert ask(desk).status_code == 204


def test_a_faster_colleague_is_named_and_what_was_seen_is_written_down(desk, sam, carl, cleo, says):
    shown, other = says(carl, "The first"), says(cleo, "The second")
    actions.claim(shown, by=sam)
    page = take(desk, shown=shown.pk)
    assert page.redirect_chain[0][0] == reverse("desk:ticket", args=[other.pk])
    assert f"Sam was faster with {shown.reference}. This one is yours." in page.content.decode()
    seen = Entry.objects.filter(action="ticket.viewed").values_list("object_id", flat=True)
    assert sorted(seen) == sorted([str(shown.pk), str(other.pk)])


def test_what_was_shown_and_taken_is_written_down_once_and_nothing_is_said(desk, carl, says):
    shown = says(carl, "The first")
    page = take(desk, shown=shown.pk)
    assert Entry.objects.filter(action="ticket.viewed").count() == 1
    assert "comes first now" not in page.content.decode()


@pytest.mark.parametrize("shown", ["", "x", "-1", "9" * 30])
def test_a_page_that_names_no_ticket_takes_the_next_as_ever(desk, carl, says, shown):
    ticket = says(carl)
    assert take(desk, shown=shown).redirect_chain[0][0] == reverse("desk:ticket", args=[ticket.pk])


def test_a_ticket_of_another_team_is_not_spoken_of(desk, ben, carl, cleo, says):
    theirs = actions.claim(says(carl, "bank", topic="bank-deposit-missing"), by=ben)
    says(cleo)
    page = take(desk, shown=theirs.pk)
    assert theirs.reference not in page.content.decode()
    assert not Entry.objects.filter(object_id=str(theirs.pk)).exists()
