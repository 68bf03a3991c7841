"""Nothing an agent sends or solves goes over what somebody else has said, decided or may not see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.audit.models import Entry
from support.people.models import Team
from tests.tickets.browsing import HTMX, text
from tests.tickets.leaving import call_back, replies, send
from tickets import actions
from tickets import clock as house_clock
from tickets.models import Macro, Outgoing


@pytest.fixture
def ticket(carl, says, clock):
    return says(carl)


def test_a_reply_for_later_waits_for_its_writer_when_a_colleague_decided_otherwise(desk, sam, ticket, clock):
    send(desk, ticket, later="at", at=(timezone.now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"))
    actions.note(ticket, by=sam, body="STOP", key="n")
    actions.resolve(ticket, by=sam)
    clock(hours=3)
    house_clock.send_what_is_due()
    assert replies(ticket) == []
    assert Outgoing.objects.get().end == Outgoing.End.OVERTAKEN


def test_nothing_leaves_a_ticket_that_its_writer_may_not_see_any_more(desk, ticket, slow, clock):
    send(desk, ticket)
    actions.assign(ticket, by=None, team=Team.objects.get(slug="payments"))
    clock(seconds=20)
    house_clock.send_what_is_due()
    assert replies(ticket) == []


@pytest.mark.parametrize("seen", [True, False])
def test_a_note_solves_over_no_unread_word(ada, desk, carl, says, ticket, seen):
    macro = Macro.objects.create(name="Done", kind="note", bodies={"en": "Done"}, solves=True)
    upto = ticket.seq
    says(carl, "Somebody is stealing my money", ticket=ticket)
    said = {"body": "Checked", "key": "n", "do": f"{macro.pk}:solve", "macro": macro.pk}
    said |= {"after": ticket.events.last().seq if seen else upto}
    answer = desk.post(reverse("desk:note", args=[ticket.pk]), said)
    ticket.refresh_from_db()
    assert (answer.status_code, bool(ticket.resolved_at)) == ((302, True) if seen else (422, False))
    assert ticket.messages.filter(kind="note").exists() == seen
    assert seen or "Checked</textarea>" in answer.content.decode()


@pytest.mark.parametrize("first", ["left", "waits", "called back"])
def test_another_text_in_a_used_form_is_kept_and_told(desk, ticket, clock, slow, first):
    send(desk, ticket, "First words", key="k")
    if first == "left":
        clock(seconds=20)
        house_clock.send_what_is_due()
    elif first == "called back":
        call_back(desk)
    second = send(desk, ticket, "Quite different", key="k")
    assert second.status_code == 422
    assert "Quite different</textarea>" in second.content.decode()
    assert "sent before with other words" in text(second)
    assert 'name="key" value="k"' not in second.content.decode()


def test_the_same_words_by_another_form_are_asked_about(desk, ticket, quick):
    assert send(desk, ticket, "Hello Carl").status_code == 302
    again = send(desk, ticket, "Hello Carl")
    assert "You have sent just these words here already" in text(again)
    assert replies(ticket) == ["Hello Carl"]


def test_who_fetches_a_conversation_by_its_parts_is_written_down_once(ada, desk, ticket):
    for part in ("after", "before", "near", "after"):
        desk.get(reverse(f"desk:{part}", args=[ticket.pk, 1]), headers=HTMX)
    assert Entry.objects.filter(action="ticket.viewed", by=ada).count() == 1
