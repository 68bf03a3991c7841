"""A case goes to specialists: nothing is missing, nobody loses their place, and the customer is owed news."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from support.people.models import Team
from tests.tickets.office_hours import FRIDAY_NOON
from tickets import actions, defaults, queue, standing, story
from tickets.models import Event, Requirement, Specialists, Ticket

HOUR = timedelta(hours=1)
ANSWERS = {"seen": "A withdrawal at 09:12", "lost": "not known"}
DONE = ["locked", "sessions"]


@pytest.fixture
def security(house):
    return Team.objects.get(slug="security")


@pytest.fixture
def escalate(ada, security):
    """`escalate(ticket)`: with everything the team wants, unless said otherwise."""

    def go(ticket, **changed):
        said = {"to": security, "by": ada, "reason": "Strange sign-ins", "complexity": "investigation"}
        said |= {"checklist": DONE, "fields": ANSWERS}
        return actions.escalate(ticket, **said | changed)

    return go


def running(ticket):
    return {row.kind: row for row in ticket.clocks.filter(stopped_at=None)}


def refused(escalate, ticket, **changed):
    with pytest.raises(actions.MayNotEscalate) as refusal:
        escalate(ticket, **changed)
    assert not Event.objects.filter(kind="escalated").exists()
    assert Ticket.objects.get(pk=ticket.pk).team.slug == "front-line"
    return refusal.value.problems


def test_it_waits_with_the_specialists_at_its_old_place(ada, carl, says, clock, escalate, security):
    ticket = says(carl)
    clock(hours=3)
    ticket = escalate(actions.claim(ticket, by=ada))
    assert (ticket.team, ticket.escalated_to, ticket.assignee) == (security, security, None)
    assert ticket.waiting_since == FRIDAY_NOON
    assert ticket.lane.team == security
    assert queue.next_in(security, now=FRIDAY_NOON + 3 * HOUR) == [ticket]
    assert running(ticket)["first"].started_at == FRIDAY_NOON


@pytest.mark.parametrize(("severity", "hours"), [(0, 4), (1, 24), (2, 72)])
def test_an_update_is_owed_from_then_on_by_severity(ada, carl, says, clock, escalate, severity, hours):
    ticket = says(carl)
    actions.reprioritise(ticket, severity=severity, by=ada)
    clock(hours=1)
    ticket = escalate(ticket)
    update = running(ticket)["update"]
    assert (update.started_at, update.due_at) == (FRIDAY_NOON + HOUR, FRIDAY_NOON + (1 + hours) * HOUR)


def test_a_reply_restarts_that_clock_and_solving_stops_it(ada, carl, says, clock, escalate):
    ticket = escalate(says(carl))
    clock(hours=5)
    actions.reply(ticket, by=ada, body="We are comparing the addresses", key="r1")
    assert running(ticket)["update"].started_at == FRIDAY_NOON + 5 * HOUR
    actions.resolve(ticket, by=ada)
    assert "update" not in running(ticket)
    clock(hours=5)
    says(carl, "Not yet", ticket=ticket)
    assert "update" not in running(ticket)


def test_who_was_answered_already_stands_in_their_queue_too(ada, carl, says, clock, escalate, security):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="We hand this to our specialists", key="r1")
    clock(hours=1)
    ticket = escalate(ticket)
    assert ticket.waiting_since == FRIDAY_NOON + HOUR
    assert queue.next_in(security, now=FRIDAY_NOON + 2 * HOUR) == [ticket]


def test_what_was_tried_and_told_is_kept_for_the_specialists_without_secrets(carl, says, escalate):
    told = {"seen": "They have my card 4111 1111 1111 1111", "lost": "yes"}
    ticket = escalate(says(carl), reason="Card 4111 1111 1111 1111 was read out", fields=told)
    event = ticket.events.get(kind="escalated")
    assert event.detail["complexity"] == ticket.complexity == "investigation"
    assert len(event.detail["done"]) == 2
    assert event.detail["answers"][1] == ["Has money left the account?", "yes"]
    assert "4111 1111" not in str(event.detail)


def test_a_transaction_is_no_secret(ada, carl, says, escalate):
    txid = "5f2c" * 16
    told = {"network": "Tron", "txid": txid, "amount": "200.5"}
    crypto = Team.objects.get(slug="crypto-operations")
    ticket = escalate(says(carl), to=crypto, checklist=["explorer", "node"], fields=told)
    assert ["Transaction ID", txid] in ticket.events.get(kind="escalated").detail["answers"]


def test_everything_that_is_missing_is_named_at_once_and_nothing_is_stored(carl, says, escalate):
    ticket = says(carl)
    said = {"reason": "  ", "complexity": "", "checklist": ["locked"], "fields": {"lost": "maybe"}}
    problems = refused(escalate, ticket, **said)
    assert set(problems) == {"reason", "complexity", "sessions", "seen", "lost"}
    assert "update" not in running(ticket)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"reason": ""}, "reason"),
        ({"complexity": "simple"}, "complexity"),
        ({"complexity": "nonsense"}, "complexity"),
        ({"checklist": []}, "locked"),
        ({"fields": {"lost": "yes"}}, "seen"),
        ({"fields": ANSWERS | {"seen": "x" * 501}}, "seen"),
        ({"fields": ANSWERS | {"lost": "half of it"}}, "lost"),
    ],
)
def test_each_of_them_alone_is_enough_to_refuse(carl, says, escalate, changed, named):
    assert named in refused(escalate, says(carl), **changed)


@pytest.mark.parametrize("amount", ["much", "NaN", "1,5,0", "Infinity"])
def test_a_number_is_a_number(carl, says, escalate, amount):
    told = {"network": "Tron", "txid": "5f2c", "amount": amount}
    crypto = Team.objects.get(slug="crypto-operations")
    assert set(refused(escalate, says(carl), to=crypto, checklist=["explorer", "node"], fields=told)) == {
        "amount"
    }


def test_not_to_a_team_that_takes_none_nor_to_where_it_is_nor_when_it_is_solved(ada, carl, says, escalate):
    ticket = says(carl)
    assert set(refused(escalate, ticket, to=Team.objects.get(slug="social"))) == {"to"}
    Specialists.objects.create(team=ticket.team)
    assert "to" in refused(escalate, ticket, to=ticket.team)
    actions.resolve(ticket, by=ada)
    assert "" in refused(escalate, ticket)


def test_sent_twice_it_is_heard_once(carl, says, escalate):
    ticket = escalate(says(carl))
    escalate(ticket)
    assert ticket.events.filter(kind="escalated").count() == 1


def test_what_a_second_person_says_is_refused_and_not_dropped(ada, sam, carl, says, escalate):
    ticket = escalate(says(carl))
    for changed in ({"by": sam}, {"reason": "And they rang him"}):
        with pytest.raises(actions.MayNotEscalate) as refusal:
            escalate(ticket, **changed)
        assert refusal.value.problems["to"] == "Account security has it already."
    assert ticket.events.filter(kind="escalated").count() == 1


def test_the_customer_reads_where_it_is_and_when_they_hear_from_us(ada, carl, says, sign_in, escalate):
    ticket = says(carl)
    actions.reprioritise(ticket, severity=1, by=ada)
    ticket = escalate(ticket, reason="smells of a takeover")
    actions.reply(ticket, by=ada, body="Our specialists look at your sign-ins", key="r1")
    shown = sign_in(carl.user).get(reverse("tickets:show", args=[ticket.reference])).content.decode()
    assert "Now with our specialists: Account security" in shown
    assert "With our specialists: Account security" in shown
    assert re.search(r"you hear from us by (today|tomorrow) \d\d:\d\d", shown)
    assert "smells" not in shown
    assert "A withdrawal at 09:12" not in shown
    assert "With our specialists" in sign_in(carl.user).get(reverse("tickets:mine")).content.decode()


def test_in_the_customers_language(carl, says, escalate):
    from django.utils import translation

    ticket = escalate(says(carl, language="de"))
    with translation.override("de"):
        assert "Kontosicherheit" in story.words(ticket.events.get(kind="escalated"))
        assert "Kontosicherheit" in standing.in_short(ticket).words


def test_given_back_to_another_team_it_is_no_longer_with_the_specialists(ada, carl, says, escalate):
    ticket = escalate(says(carl))
    ticket = actions.assign(ticket, by=ada, team=Team.objects.get(slug="front-line"))
    assert "specialists" not in standing.in_short(ticket).words


def test_complexity_changes_with_a_reason_and_never_the_order(ada, carl, says, clock):
    ticket = says(carl)
    before = (ticket.lane, ticket.due_at, ticket.waiting_since)
    ticket = actions.classify(ticket, complexity="needs-data", by=ada, why="no txid yet")
    assert (ticket.lane, ticket.due_at, ticket.waiting_since) == before
    event = ticket.events.last()
    assert (event.kind, event.is_internal) == ("classified", True)
    assert event.detail == {"before": "simple", "after": "needs-data", "why": "no txid yet"}
    actions.classify(ticket, complexity="needs-data", by=ada, why="again")
    assert ticket.events.filter(kind="classified").count() == 1
    with pytest.raises(ValueError, match="hard"):
        actions.classify(ticket, complexity="hard", by=ada, why="x")


def test_a_promised_update_has_a_clock_and_the_customer_reads_of_it(ada, carl, says, clock):
    ticket = actions.promise_update(says(carl), by=ada)
    actions.promise_update(ticket, by=ada)
    assert running(ticket)["update"].due_at == FRIDAY_NOON + 72 * HOUR
    event = ticket.events.get(kind="promised")
    assert story.words(event).startswith("We promised to write again by")


def test_what_admins_changed_of_the_requirements_stays(house):
    Requirement.objects.filter(specialists__team__slug="security", key="seen").delete()
    defaults.prepare()
    assert not Requirement.objects.filter(specialists__team__slug="security", key="seen").exists()
