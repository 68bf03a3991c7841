"""One more line of a chat is kept in one statement: by the one way in, and as the ordinary way keeps it."""

import pytest
import time_machine
from django.db import connection
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext

from livechat.actions import begin, say
from livechat.models import Visit
from support import shield
from tests import source
from tickets import actions
from tickets.models import Event, Message, Outgoing, Ticket

QUICK, MADE = "tickets/actions/quick.py", "tickets/migrations/0033_further_line.py"
TXID = "0x" + "ab" * 32


def further(ticket, body="And where is it now?", key="line-0002", **more):
    """Ask the quick way alone."""
    words = {"thread": ticket.thread, "customer": ticket.customer, "language": "en"} | more
    return actions.receive_further(external_id=key, body=shield.masked(body), **words)


def rows(ticket):
    """Everything a line leaves behind, without what names this ticket and its rows."""
    own = {"id", "ticket", "message", "external_id", "thread", "reference", "customer", "subject"}

    def told(row):
        return {name: value for name, value in model_to_dict(row).items() if name not in own}

    times = [(event.at, event.announced_at) for event in ticket.events.all()]
    return {
        "ticket": told(Ticket.objects.get(pk=ticket.pk)),
        "messages": [told(row) | {"at": row.created_at} for row in ticket.messages.order_by("seq")],
        "events": [told(row) for row in ticket.events.order_by("seq")],
        "times": times,
        "words": {word for word in found(ticket) if not is_number(word, ticket)},
    }


def is_number(word, ticket):
    """Whether it is the ticket's own number, or what the search makes of it, who takes an S for an ending."""
    whole = ticket.reference.lower()
    return any(
        part.removesuffix("s") == word.strip("-").removesuffix("s") for part in (whole, *whole.split("-"))
    )


def found(ticket):
    """The words a ticket is found by."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(vector) FROM tickets_words WHERE ticket_id = %s", [ticket.pk]
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "body", ["And where is it now?", "my password is hunter2hunter2 ok", "日本語 <b>and</b> ünï\ncode 👍"]
)
def test_both_ways_leave_the_same_rows(gus, carl, says, committed, carry_out, body):
    with time_machine.travel("2026-11-23 10:00:00+00:00", tick=False), committed():
        tickets = [says(who, "Hello", channel="chat", language="en") for who in (gus, gus)]
    with time_machine.travel("2026-11-23 10:05:00+00:00", tick=False), committed():
        quick = further(tickets[0], body)
        ordinary = actions.receive(
            channel="chat",
            external_id="line-0003",
            thread=tickets[1].thread,
            customer=gus,
            body=body,
            language="en",
        )
    carry_out()
    assert rows(tickets[0]) == rows(tickets[1])
    for name in ("seq", "body", "created_at"):
        assert getattr(quick.message, name) == getattr(ordinary.message, name)
    assert quick.masked == ordinary.masked


def test_the_usual_line_takes_one_statement_to_keep(gus, says):
    ticket = says(gus, channel="chat")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert further(ticket)
    assert len(asked) == 1


@pytest.mark.parametrize("change", ["answered", "resolved", "closed", "merged", "waits to leave"])
def test_whatever_is_not_usual_is_left_to_the_ordinary_way(gus, ada, says, change):
    ticket = says(gus, channel="chat")
    before = ticket.messages.count()
    match change:
        case "answered":
            actions.reply(actions.claim(ticket, by=ada), by=ada, body="We look", key="r")
            before += 1
        case "resolved" | "closed":
            actions.resolve(ticket, by=ada)
            if change == "closed":
                actions.close(Ticket.objects.get(pk=ticket.pk))
        case "merged":
            actions.merge(ticket, into=says(gus), by=ada)
        case _:
            times = dict.fromkeys(("made_at", "leaves_at"), ticket.opened_at)
            Outgoing.objects.create(ticket=ticket, by=ada, key="o", body="Later", later=True, **times)
    assert further(ticket) is None
    assert ticket.messages.count() == before


def test_a_repeat_a_transaction_and_somebody_else_are_left_to_the_ordinary_way(gus, cleo, says):
    ticket = says(gus, channel="chat")
    assert further(ticket, key="once")
    assert further(ticket, key="once") is None
    assert further(ticket, f"It is {TXID}", key="other") is None
    assert further(ticket, key="theirs", customer=cleo) is None
    assert further(ticket, key="no such", thread="nowhere") is None
    assert ticket.messages.count() == 2


def test_what_a_visitor_says_is_kept_once_whichever_way_it_goes(db, house):
    visit = begin(None, language="en")
    say(visit, body="Hello", key="line-0001")
    visit = Visit.objects.select_related("customer").get(pk=visit.pk)
    for _ in range(2):
        for key in ("line-0001", "line-0002"):
            say(visit, body="Hello again", key=key)
    assert [row.body for row in Message.objects.order_by("seq")] == ["Hello", "Hello again"]
    assert list(Event.objects.order_by("seq").values_list("kind", flat=True)) == [
        *("opened", "received", "received"),
    ]


def test_only_the_one_way_in_asks_the_database_for_it():
    named = {str(path) for path in source.modules() if "tickets_further_line" in path.read_text()}
    asking = {str(path) for path in source.modules() if "quick.further" in path.read_text()}
    assert named - {MADE} == {QUICK}
    assert asking == {"tickets/actions/intake.py"}
