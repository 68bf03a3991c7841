"""The last seven days replayed: what an admin learns of a table before saving it; nothing is changed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache

from support.people.models import Agent, AgentSkill, Skill, Team, Tier
from tests.conftest import _agent
from tests.tickets.office_hours import FRIDAY_NOON, works
from tickets import actions, queue
from tickets.models import Clock, Event, Policy, Routing, Target, Topic, Version
from tickets.replay import roster, runs, week
from tickets.replay.comparison import compare
from tickets.tables import Table

MINUTE, HOUR = 60, 3600


def table(**seconds):
    """The table in force with S3 promised otherwise, by rank: `table(r1=12 * HOUR)`."""
    cells = dict(Target.table(Policy.objects.get().current_id).cells)
    for rank, value in seconds.items():
        for clock in ("first", "next"):
            key = (clock, 3, int(rank[1:]), "")
            cells[key] = replace(cells[key], seconds=value)
    return Table(cells.values())


def replayed(**seconds):
    return compare(Policy.objects.get().pk, table(**seconds), now=FRIDAY_NOON)


@pytest.fixture
def plus(cleo):
    """Cleo is of a higher tier than Carl."""
    cleo.tier = Tier.objects.get(slug="plus")
    cleo.save()
    return cleo


@pytest.fixture
def arrives(says, ada):
    """`arrives(carl, hours=5, works=30)`: a fee question before noon, and how long Ada worked on it."""

    def arrive(who, *, hours, works=None, topic="fees", **more):
        with time_machine.travel(FRIDAY_NOON - timedelta(hours=hours), tick=False) as clock:
            ticket = says(who, topic=topic, **more)
            if works:
                actions.claim(ticket, by=ada)
                clock.shift(timedelta(minutes=works))
                actions.reply(ticket, by=ada, body="Here is why.", key=f"r{ticket.pk}")
        return ticket

    return arrive


@pytest.fixture
def busy_morning(arrives, ada, carl, plus):
    """Eight questions at once, of both tiers in turn, ten minutes each, and Ada is alone."""
    for n in range(8):
        arrives((carl, plus)[n % 2], hours=100 - n / 60)


def of(found, tier):
    return next(row for row in found.rows if row.tier == tier)


def test_a_table_that_is_slower_for_plus_shows_a_longer_wait_for_plus(busy_morning):
    found = replayed(r3=47 * HOUR, r2=48 * HOUR, r1=48 * HOUR)
    assert found.many == 8
    plus, verified = of(found, "Plus"), of(found, "Verified")
    assert plus.after.median > plus.before.median
    assert verified.after.median < verified.before.median
    faster = replayed(r3=1 * HOUR)
    assert of(faster, "Plus").after.median <= plus.before.median


def test_the_table_in_force_changes_nothing_and_the_same_week_gives_the_same_answer(busy_morning):
    found, again = replayed(), replayed()
    assert all(row.before == row.after and row.change == 0 for row in found.rows)
    assert replace(found, took=0) == replace(again, took=0)


def test_fewer_promises_are_kept_under_a_shorter_one(arrives, ada, carl):
    for n in range(6):
        arrives(carl, hours=50 - n / 60)
    row = of(replayed(r2=20 * MINUTE), "Verified")  # nothing measured: ten minutes each, one after the other
    assert (row.before.percent, row.after.percent, row.change) == (100, 33, -67)
    assert row.after.bounds[0] < 33 < row.after.bounds[1]


def test_nobody_on_the_roster_is_said_and_nothing_arrived_is_said(arrives, ada, carl):
    assert (replayed().many, replayed().people, replayed().rows) == (0, ["Ada Desk"], [])
    arrives(carl, hours=5)
    Agent.objects.update(availability="offline")
    found = replayed()
    assert (found.people, found.many, found.rows, found.blocked) == ([], 0, [], [])


def test_who_has_vanished_is_not_on_the_roster(arrives, ada, sam, carl):
    Agent.objects.filter(user=sam).update(vanished_at=FRIDAY_NOON)
    arrives(carl, hours=5)
    assert replayed().people == ["Ada Desk"]


def test_what_nobody_there_may_answer_is_said_and_counts_as_broken(arrives, ada, sam, carl):
    Routing.objects.create(team=Team.objects.get(slug="front-line"), widen_minutes=0)
    futures = Skill.objects.create(name="Futures", slug="futures")
    AgentSkill.objects.create(agent=sam.agent, skill=futures)
    Topic.objects.filter(slug="fees").update(skill=futures)
    arrives(carl, hours=5), arrives(carl, hours=6), arrives(carl, hours=6, topic="")
    assert replayed().blocked == []
    Agent.objects.filter(user=sam).update(availability="offline")
    found = replayed()
    (blocked,) = found.blocked
    assert (blocked.skill, blocked.language, blocked.many) == ("Futures", "en", 2)
    assert (found.before.many, found.before.kept, found.before.ninth) == (3, 1, None)


def test_older_waits_are_not_replayed_and_what_waited_when_the_week_began_is_served_but_not_counted(
    arrives, ada, carl
):
    arrives(carl, hours=9 * 24, works=10)
    arrives(carl, hours=8 * 24)
    arrives(carl, hours=5)
    found = replayed()
    assert (found.many, found.backlog, found.cut) == (1, 1, False)


def test_business_hours_keep_agents_home_and_the_promise_waits_with_them(arrives, ada, carl):
    works("front-line")
    arrives(carl, hours=16)  # Thursday, 21:00 in Berlin: until nine o'clock nobody is there
    row = of(replayed(), "Verified")
    assert row.before.median == 12 * HOUR + 10 * MINUTE  # nothing measured: ten minutes of work
    assert row.before.percent == 100
    assert of(replayed(r2=10 * MINUTE), "Verified").after.percent == 100  # only the work was in open hours
    assert of(replayed(r2=9 * MINUTE), "Verified").after.percent == 0


def severe_chats(says, ada, carl, *, works):
    """Three chats of S0, promised an answer in two minutes: taken at once, answered after so many seconds."""
    for n in range(3):
        with time_machine.travel(FRIDAY_NOON - timedelta(hours=9 - n), tick=False) as clock:
            ticket = says(carl, topic="account-takeover", channel="chat")
            actions.claim(ticket, by=ada)
            clock.shift(timedelta(seconds=works))
            actions.reply(ticket, by=ada, body="We have locked it.", key=f"r{n}")


def test_a_promise_is_kept_by_the_reply_not_by_beginning_to_work_on_it(says, ada, carl):
    severe_chats(says, ada, carl, works=10 * MINUTE)
    found = replayed()
    (row,) = found.rows
    assert (row.severity, row.before.many, row.before.kept, found.works) == (0, 3, 0, {"measured": 3})
    assert row.before.median == row.before.ninth == pytest.approx(10 * MINUTE)


def test_a_reply_within_the_promise_keeps_it(says, ada, carl):
    severe_chats(says, ada, carl, works=110)
    (row,) = replayed().rows
    assert (row.before.kept, row.before.median) == (3, pytest.approx(110))


def test_severe_cases_go_first_under_any_table(arrives, ada, carl):
    for _ in range(3):
        arrives(carl, hours=20)
    arrives(carl, hours=20 - 1 / 60, topic="account-takeover")
    found = replayed(r2=10 * MINUTE)
    severe, question = found.rows
    assert (severe.severity, question.severity) == (0, 3)
    assert severe.after.median < question.after.ninth


def test_works_are_measured_and_the_rest_is_filled_in(arrives, ada, carl):
    for n in range(6):
        arrives(carl, hours=60 - n, works=5)
    arrives(carl, hours=20)
    found = replayed()
    assert found.works == {"measured": 6, "topic": 1}
    assert found.typical == pytest.approx(5 * MINUTE)
    assert found.measured == pytest.approx(5 * MINUTE)
    assert 0 < found.busy < 0.01


def test_nothing_is_changed_by_looking(busy_morning):
    def rows():
        return list(Clock.objects.order_by("pk").values()), Event.objects.count(), Version.objects.count()

    before = rows()
    replayed(r3=47 * HOUR)
    assert rows() == before


# On its way.


@pytest.fixture
def asked(valkey, arrives, ada, carl):
    """A replay somebody has asked for, and watches."""
    arrives(carl, hours=5)
    with time_machine.travel(FRIDAY_NOON, tick=False):
        yield actions.replay(Policy.objects.get(), table(r2=10 * HOUR))


def test_a_worker_plays_it_where_it_holds_nobody_up(asked, carry_out):
    assert runs.look(asked.key).state == "waiting"
    assert "bulk:replay" in carry_out()
    done = runs.look(asked.key)
    assert (done.state, done.is_over, done.result.many) == ("done", True, 1)
    runs.carry_out(asked.key)  # twice is safe
    assert runs.look(asked.key) == done


def test_nobody_plays_what_nobody_watches(asked, carry_out):
    cache.delete(f"replay-watched:{asked.key}")
    carry_out()
    assert runs.look(asked.key).state == "left"


def test_what_breaks_off_says_so(asked, carry_out, caplog):
    broken = replace(asked, cells=["no cell"])
    cache.set(f"replay:{asked.key}", broken)
    carry_out()
    assert runs.look(asked.key).state == "failed"
    assert asked.key in caplog.text


def test_without_news_it_is_called_stale(asked):
    assert not runs.look(asked.key).is_over
    with time_machine.travel(FRIDAY_NOON + timedelta(minutes=1), tick=False):
        assert runs.look(asked.key).is_stale
        assert runs.look(asked.key).is_over


def test_what_was_forgotten_stays_forgotten(valkey, house):
    runs.carry_out("0" * 32)
    assert runs.look("0" * 32) is None


def test_the_roster_gives_everybody_what_the_queue_would_give_them(ada, ben, carl, cleo, says):
    """Every mix of language, skill and seniority: the same answers from SQL and from the replay."""
    futures = Skill.objects.create(name="Futures", slug="futures")
    Topic.objects.filter(slug="fees").update(skill=futures)
    Tier.objects.filter(slug="verified").update(senior_only=True)
    uma = _agent("uma@meridian.example", "Uma", "front-line", "payments", "security", languages=["en", "fr"])
    AgentSkill.objects.create(agent=uma.agent, skill=futures)
    AgentSkill.objects.create(agent=ben.agent, skill=futures, expires_on=FRIDAY_NOON.date())
    AgentSkill.objects.create(agent=ada.agent, skill=futures, expires_on=date(2026, 11, 1))
    Agent.objects.filter(user=ada).update(senior=True)
    Routing.objects.create(team=Team.objects.get(slug="front-line"), widen_minutes=30)
    with time_machine.travel(FRIDAY_NOON - timedelta(hours=1), tick=False):
        for language in ("en", "de", "fr", "tr"):
            for who in (carl, cleo):
                for topic in ("", "fees", "card-payment", "account-takeover"):
                    says(who, topic=topic, language=language)
    people = roster.read(FRIDAY_NOON.date())
    waits = week.read(now=FRIDAY_NOON).waits
    for number, (name, user) in enumerate(sorted({"Ada Desk": ada, "Ben Pay": ben, "Uma": uma}.items())):
        assert people.here[number].name == name
        served = [people.served(roster.Need.of(wait.sort)).get(number, 1e9) <= HOUR for wait in waits]
        given = {ticket.pk for ticket in queue.next_for(user, now=FRIDAY_NOON, limit=100)}
        assert given == {wait.ticket for wait, mine in zip(waits, served, strict=True) if mine}
        assert given


def test_a_wait_that_goes_on_in_another_ticket_is_one_wait(arrives, ada, carl):
    older, younger = arrives(carl, hours=5), arrives(carl, hours=4)
    assert replayed().many == 2
    with time_machine.travel(FRIDAY_NOON - timedelta(hours=3), tick=False):
        actions.merge(older, into=younger, by=ada)
    (wait,) = week.read(now=FRIDAY_NOON).waits
    assert (wait.ticket, wait.came) == (younger.pk, FRIDAY_NOON - timedelta(hours=5))
    assert replayed().many == 1


def test_a_wait_answered_before_its_ticket_was_merged_is_one_of_its_own(arrives, ada, carl):
    older, younger = arrives(carl, hours=5, works=10), arrives(carl, hours=4)
    actions.merge(older, into=younger, by=ada)
    assert len(week.read(now=FRIDAY_NOON).waits) == 2


def test_what_was_really_answered_leaves_out_what_was_solved_without_a_word(arrives, ada, carl):
    arrives(carl, hours=9, works=30)
    silent = [arrives(carl, hours=9) for _ in range(2)]
    with time_machine.travel(FRIDAY_NOON - timedelta(hours=9, minutes=-5), tick=False):
        for ticket in silent:
            actions.resolve(ticket, by=ada)
    found = replayed()
    assert (found.many, found.measured) == (3, 30 * MINUTE)
