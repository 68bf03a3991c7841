"""Every decision explains itself: a sentence, a cause, a score before and after, the promises in force."""

from datetime import timedelta

import pytest
import time_machine

from support.audit.models import Entry
from support.people.actions import change_tier
from support.people.models import Team, Tier
from tests.tickets.browsing import page
from tests.tickets.office_hours import FRIDAY_NOON, works
from tickets import actions, decisions
from tickets import clock as house_clock
from tickets.decisions import kinds
from tickets.models import Event, Policy, Ticket

HOUR = 3600


@pytest.fixture
def noon():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield travelling


def told(ticket, reader):
    rows = Event.objects.filter(ticket=ticket, kind__in=Event.DECISIONS).order_by("seq")
    return decisions.tell(rows, reader=reader)


def keep(ticket, kind, *, by=None, **detail):
    """An event as an action of another day kept it."""
    ticket.refresh_from_db()
    Ticket.objects.filter(pk=ticket.pk).update(seq=ticket.seq + 1)
    return Event.objects.create(ticket=ticket, seq=ticket.seq + 1, kind=kind, by=by, detail=detail)


# The score.


def test_the_score_is_a_sentence_and_a_bar(sam, carl, says, noon):
    ticket = says(carl)
    noon.shift(timedelta(hours=6))
    actions.reprioritise(ticket, severity=2, by=sam, why="a service fails")
    (one,) = told(ticket, sam)
    assert one.before.words == ("25 % of the 24 h promised to Verified at S3 were used: 6 h, day and night")
    assert one.after.words == "50 % of the 12 h promised to Verified at S2 were used: 6 h, day and night"
    assert (one.before.line.used, one.after.line.used) == (0.25, 0.5)
    assert (one.kind, one.who, one.cause) == ("repriced", "Sam Lead", "S3 → S2. a service fails")
    assert (one.places, one.terms) == ("1 → 1", "Everyone, version 1")


def test_what_was_waited_is_the_same_before_and_after_to_the_minute(root, cleo, says, noon):
    ticket = says(cleo)
    noon.shift(timedelta(hours=6, minutes=59))
    change_tier(cleo, to=Tier.objects.get(slug="business"), by=root)
    (one,) = told(ticket, root)
    for score in (one.before, one.after):
        assert score.words.endswith("were used: 6 h 59 min, day and night")


def test_open_time_names_its_calendar(ada, carl, says, noon):
    works("front-line")
    Policy.objects.get().current.targets.filter(severity=3).update(around_the_clock=False)
    says(carl)
    noon.shift(timedelta(days=3))
    ticket = actions.claim_next(ada)
    (one,) = told(ticket, ada)
    assert one.after.words == (
        "38 % of the 24 h promised to Verified at S3 were used: "
        "9 h of open time (front-line: Mo-Fr 09:00-18:00)"
    )


def test_nobody_waited_is_said_and_draws_no_bar(ada, sam, carl, says, noon):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Which asset?", key="r1")
    actions.reprioritise(ticket, severity=2, by=sam, why="worse")
    (one,) = told(ticket, sam)
    assert one.after.words.startswith("Promised to Verified at S2 within ")
    assert one.after.line is None


# Each kind in words.


def test_taken_in_turn_by_hand_back_and_given(ada, sam, carl, says, noon):
    says(carl)
    ticket = actions.claim_next(ada)
    actions.release(ticket, by=None, cause="unanswered")
    actions.claim(ticket, by=ada)
    actions.assign(ticket, by=sam, to=sam)
    actions.assign(ticket, by=sam, to=ada)
    actions.assign(ticket, by=sam, team=Team.objects.get(slug="payments"))
    assert [(one.kind, one.sentence, one.cause) for one in told(ticket, sam)] == [
        ("next", "It came first among what Ada Desk may serve.", ""),
        (
            "back",
            "It went back into the queue of Front line, with its seniority.",
            "Not answered in the minutes the team has set",
        ),
        ("hand", "Ada Desk chose it by hand.", ""),
        ("assigned", "Sam Lead took it over.", ""),
        ("assigned", "Sam Lead gave it to Ada Desk.", ""),
        ("released", "Sam Lead put it into the queue of Payments and cards, with its seniority.", ""),
    ]


def test_a_changed_tier_says_both_tiers_and_why(root, cleo, says, noon):
    ticket = says(cleo)
    change_tier(cleo, to=Tier.objects.get(slug="plus"), by=root, reason="KYC passed")
    (one,) = told(ticket, root)
    assert one.sentence == "The tier changed from Entry to Plus; what was waited stays waited."
    assert (one.kind, one.cause) == ("tier", "Entry → Plus: KYC passed")
    assert (one.before.tier, one.after.tier) == ("Entry", "Plus")


def test_new_promises_name_who_made_them(root, carl, says, noon):
    from tests.tickets.test_promises import table

    ticket, everyone = says(carl), Policy.objects.get()
    actions.publish(everyone, table(everyone, first_3_2=20 * HOUR), by=root, reason="two more agents")
    house_clock.follow_the_promises()
    (one,) = told(ticket, root)
    assert (one.who, one.cause, one.terms) == ("Root", "New promises", "Everyone, version 2")


def test_out_of_turn_names_what_came_first_to_whom_may_know_it_and_to_nobody_else(ada, ben, sam, carl, says):
    ticket = says(carl)
    secret = says(carl, topic="bank-deposit-missing")  # Ben's team's
    first = {"reference": secret.reference, "used": 0.71}
    keep(ticket, Event.Kind.CLAIMED, by=ada, by_hand=True, used=0.3, target=14400, instead=first)
    (to_sam,), (to_ada,) = told(ticket, sam), told(ticket, ada)
    assert to_sam.sentence == (
        f"Ada Desk chose it by hand. First in turn was {secret.reference}, with 71 % of its promise used."
    )
    assert "First in turn was another ticket, with 71 %" in to_ada.sentence
    assert secret.reference not in to_ada.sentence
    assert to_ada.after.words == "30 % of the 4 h promised were used: 1 h 12 min"


def test_pushed_and_forced_are_said(ada, sam, carl, says):
    ticket = says(carl)
    keep(ticket, Event.Kind.CLAIMED, by=ada, pushed=True, used=0.3)
    keep(
        ticket, Event.Kind.ASSIGNED, by=sam, to=ada.pk, name="Ada Desk", cause="forced", why="only Ada knows"
    )
    pushed, forced = told(ticket, sam)
    assert (pushed.kind, pushed.after.words) == ("pushed", "30 % of the promise were used.")
    assert (forced.kind, forced.cause) == ("assigned", "Forced: only Ada knows")


def test_what_was_merged_tells_the_places_of_the_one_that_stays(ada, sam, carl, cleo, says, noon):
    older, _between = says(carl), says(cleo)
    noon.shift(timedelta(hours=1))
    newer = says(carl, thread="another")
    assert actions.merge(older, into=newer, by=ada) == newer
    (one,) = told(newer, sam)
    assert (one.kind, one.places) == ("merged", "3 → 1")
    assert (one.before.line.used, one.after.line.used) == (0, pytest.approx(1 / 24, abs=0.001))
    assert told(older, sam)[-1].before is None  # it is in no line any more
    actions.unmerge(older, by=ada)
    assert told(newer, sam)[-1].places == "1 → 3"


def test_escalated_tells_the_places_in_both_lines(ada, sam, carl, cleo, says, noon):
    says(cleo)
    noon.shift(timedelta(hours=1))
    ticket, security = says(carl), Team.objects.get(slug="security")
    told_all = {"reason": "Strange sign-ins", "complexity": "investigation"}
    asked = {"checklist": ["locked", "sessions"], "fields": {"seen": "A withdrawal", "lost": "yes"}}
    actions.escalate(ticket, to=security, by=ada, **told_all, **asked)
    (one,) = told(ticket, sam)
    assert (one.kind, one.places) == ("escalated", "2 → 1")


def test_events_of_before_say_what_they_kept_and_guess_nothing(sam, carl, says):
    ticket = says(carl)
    keep(ticket, Event.Kind.CLAIMED, by=sam)
    keep(ticket, Event.Kind.IDENTIFIED, before=172800, after=86400)
    old = {"severity": 3, "target": 172800}
    keep(
        ticket, Event.Kind.REPRIORITISED, before=old, after=old | {"target": 86400}, why="promises, version 2"
    )
    keep(ticket, Event.Kind.RELEASED, cause="something new", name="Front line")
    taken, identified, repriced, back = told(ticket, sam)
    assert (taken.kind, taken.after, taken.terms) == ("next", None, "")
    assert (identified.kind, identified.before.words) == ("tier", "Promised within 48 h.")
    assert (repriced.kind, repriced.cause) == ("repriced", "promises, version 2")
    assert back.cause == "something new"


# Kinds, for Python and the database.


def test_every_decision_is_of_one_kind_and_the_database_agrees(ada, sam, carl, says):
    ticket, K = says(carl), Event.Kind
    for kind, by, detail in [
        (K.CLAIMED, ada, {}),
        (K.CLAIMED, ada, {"by_hand": True}),
        (K.CLAIMED, ada, {"by_hand": False, "pushed": False}),
        (K.CLAIMED, ada, {"pushed": True}),
        (K.ASSIGNED, None, {"pushed": True, "to": ada.pk}),
        (K.ASSIGNED, sam, {"to": ada.pk}),
        (K.RELEASED, sam, {"cause": ""}),
        (K.RELEASED, None, {"cause": "vanished"}),
        (K.REPRIORITISED, None, {"cause": "tier"}),
        (K.REPRIORITISED, None, {"cause": "hours"}),
        (K.REPRIORITISED, None, {}),
        (K.IDENTIFIED, None, {}),
    ]:
        keep(ticket, kind, by=by, **detail)
    rows = list(Event.objects.filter(kind__in=Event.DECISIONS))
    found = {
        name: set(Event.objects.filter(where).values_list("pk", flat=True))
        for name, where in kinds.WHERE.items()
    }
    assert found.keys() == kinds.KINDS.keys()
    assert sum(len(some) for some in found.values()) == len(rows) == 12
    for event in rows:
        assert event.pk in found[kinds.kind_of(event)]


# The page of one ticket.


def test_the_page_tells_the_promises_and_the_decisions_in_order(desk, ada, sam, carl, says, noon):
    ticket = says(carl)
    noon.shift(timedelta(hours=6))
    actions.reprioritise(ticket, severity=2, by=sam, why="a service fails")
    actions.claim(ticket, by=ada)
    shown = page(desk, "decisions", ticket.pk)
    assert shown.index("S3 → S2") < shown.index("Ada Desk chose it by hand")
    for said in (
        "first reply",
        "6 h of 12 h",
        "2026-11-20 18:00:00 UTC",
        "Everyone, version 1",
        'role="meter"',
    ):
        assert said in shown
    assert Entry.objects.get(action="ticket.decisions_read").by == ada
    assert page(desk, "ticket", ticket.pk).count(f"/desk/tickets/{ticket.pk}/decisions/") == 1


def test_a_ticket_without_decisions_says_so(desk, carl, says):
    assert "Nothing was decided yet" in page(desk, "decisions", says(carl).pk)


def test_no_words_of_the_customer_are_in_the_log(desk, ada, carl, says):
    ticket = says(carl, "quince marmalade in my wallet", subject="A question")
    actions.note(ticket, by=ada, body="medlar among us", key="n1")
    actions.reply(ticket, by=ada, body="an apple for you", key="r1")
    shown = page(desk, "decisions", ticket.pk)
    for words in ("quince", "medlar", "apple"):
        assert words not in shown


def test_another_team_finds_no_such_page_and_the_customer_never_reads_a_cause(ben, sam, carl, says, sign_in):
    ticket = says(carl)
    actions.reprioritise(ticket, severity=1, by=sam, why="looks like fraud")
    assert sign_in(ben).get(f"/desk/tickets/{ticket.pk}/decisions/").status_code == 404
    theirs = sign_in(carl.user)
    assert theirs.get(f"/desk/tickets/{ticket.pk}/decisions/").status_code == 404
    assert "fraud" not in theirs.get(f"/tickets/{ticket.reference}/").content.decode()


def test_words_of_colleagues_are_escaped(desk, sam, carl, says):
    ticket = says(carl)
    actions.reprioritise(ticket, severity=1, by=sam, why="<script>alert(1)</script>")
    shown = page(desk, "decisions", ticket.pk)
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert(1)" not in shown
