"""Is everybody served alike? The worst first, nobody left out, nothing judged that is too small."""

from datetime import timedelta

import pytest

from support.people.actions import change_tier
from support.reports import facts, fairness
from tests.tickets.office_hours import FRIDAY_NOON, works
from tickets import actions
from tickets.models import Clock, Policy

WEEK = timedelta(days=7)
pytestmark = pytest.mark.django_db


def report(*, fewest=20, **asked):
    return fairness.report(
        facts.Asked(**({"since": FRIDAY_NOON - WEEK, "until": FRIDAY_NOON} | asked)), fewest=fewest
    )


def names(rows):
    return [row.name for row in rows]


def test_the_worst_come_first_and_only_who_is_surely_worse_is_called_so(carl, cleo, answers):
    answers(carl, kept=190, missed=10)
    answers(cleo, kept=60, missed=40)
    answers(cleo, kept=21, missed=1, language="de")
    found = report()
    assert names(found.rows) == ["Entry, English, Web", "Verified, English, Web", "Entry, Deutsch, Web"]
    assert [row.verdict for row in found.rows] == ["worse", "better", "like"]
    assert (found.everybody.group.kept, found.everybody.group.cases) == (271, 322)
    assert found.rows[0].high < found.everybody.share < found.rows[1].low


def test_the_view_collapses_to_one_dimension(carl, cleo, answers):
    answers(carl, kept=20)
    answers(cleo, kept=20, channel="chat")
    answers(cleo, kept=20, language="de")
    assert names(report(apart=["tier"]).rows) == ["Verified", "Entry"]
    assert set(names(report(apart=["language"]).rows)) == {"English", "Deutsch"}
    assert set(names(report(apart=["channel"]).rows)) == {"Web", "Chat"}


def test_small_groups_are_not_judged_but_listed_and_counted_together(carl, cleo, answers):
    answers(carl, kept=20)
    answers(cleo, kept=1, missed=18)
    answers(cleo, kept=3, language="de", waits=[10, 20, 40])
    found = report()
    assert names(found.rows) == ["Verified, English, Web"]
    assert [(row.name, row.group.cases) for row in found.small] == [
        ("Entry, English, Web", 19),
        ("Entry, Deutsch, Web", 3),
    ]
    assert (found.together.group.kept, found.together.group.cases) == (4, 22)
    assert found.together.group.median == 90 * 60
    assert names(report(fewest=19).rows) == ["Entry, English, Web", "Verified, English, Web"]


def test_waits_are_the_median_and_the_ninth_decile(carl, answers):
    answers(carl, kept=20, waits=list(range(1, 21)))
    (row,) = report().rows
    assert (row.group.median, row.group.ninth) == (10.5 * 60, pytest.approx(18.1 * 60))


def test_the_waits_of_small_groups_are_measured_as_the_database_would(carl, cleo, answers):
    answers(carl, kept=7, waits=[3, 1, 4, 15, 9, 2, 6])
    answers(cleo, kept=5, waits=[5, 35, 8, 9, 7])
    found = report()
    for name in ("cases", "kept", "median", "ninth"):
        assert getattr(found.together.group, name) == pytest.approx(getattr(found.everybody.group, name))


def test_who_still_waits_past_the_promise_is_a_missed_case_with_what_they_have_waited(carl, answers):
    answers(carl, kept=20, late=20)
    (row,) = report().rows
    assert (row.group.cases, row.group.kept, row.group.late) == (40, 20, 20)
    assert row.group.ninth == 2 * 3600


def test_solving_without_a_word_is_no_answer_and_hides_no_broken_promise(carl, answers):
    answers(carl, kept=20, solved=5)
    (broken,) = answers(carl, solved=1)
    Clock.objects.filter(pk=broken.pk).update(due_at=FRIDAY_NOON - timedelta(minutes=5))
    found = report()
    assert (found.rows[0].group.cases, found.rows[0].group.kept) == (21, 20)
    assert found.unanswered == 5


def test_two_that_became_one_break_one_promise(ada, sam, carl, says, noon):
    older, newer = says(carl), says(carl, thread="another")
    noon.shift(timedelta(hours=25))
    actions.merge(older, into=newer, by=ada)
    until = FRIDAY_NOON + timedelta(hours=26)
    assert report(until=until).everybody.group.cases == 1
    actions.reply(newer, by=ada, body="Done", key="r1")
    broken = report(until=until).everybody.group
    assert (broken.cases, broken.kept) == (1, 0)


def test_what_was_answered_before_it_was_merged_counts(ada, carl, says, noon):
    older, newer = says(carl), says(carl, thread="another")
    actions.reply(older, by=ada, body="Done", key="r1")
    actions.merge(older, into=newer, by=ada)
    actions.reply(newer, by=ada, body="Done", key="r2")
    both = report(until=FRIDAY_NOON + timedelta(hours=1)).everybody.group
    assert (both.cases, both.kept) == (2, 2)


def test_who_waits_within_the_promise_is_not_decided_yet(ada, carl, says, noon):
    says(carl)
    assert (report(until=FRIDAY_NOON + timedelta(hours=1)).still_waiting) == 1
    assert report(until=FRIDAY_NOON + timedelta(hours=1)).everybody is None
    assert report(until=FRIDAY_NOON + timedelta(hours=25)).everybody.group.late == 1


def test_a_period_that_is_over_is_told_as_it_stood_at_its_end(ada, carl, says, noon):
    """Answered after 30 hours of 24: on Saturday noon and a bit it was late, and stays so in that report."""
    ticket = says(carl)
    noon.shift(timedelta(hours=30))
    actions.reply(ticket, by=ada, body="Done", key="r1")
    then = report(since=FRIDAY_NOON, until=FRIDAY_NOON + timedelta(hours=25)).everybody.group
    assert (then.late, then.kept, then.median) == (1, 0, 25 * 3600)
    now = report(since=FRIDAY_NOON, until=FRIDAY_NOON + timedelta(hours=31)).everybody.group
    assert (now.late, now.kept, now.median) == (0, 0, 30 * 3600)


def test_before_and_after_the_period_nothing_counts(carl, answers):
    answers(carl, kept=20)
    assert report(until=FRIDAY_NOON - timedelta(hours=3)).everybody is None
    assert report(since=FRIDAY_NOON, until=FRIDAY_NOON + WEEK).everybody is None


def test_whoever_is_promoted_later_counts_where_they_waited(root, carl, tiers, answers):
    answers(carl, kept=20)
    change_tier(carl, to=tiers["business"], by=root)
    assert names(report(apart=["tier"]).rows) == ["Verified"]


def test_waits_count_the_hours_the_promise_counts_in(ada, carl, says, noon):
    works("front-line")
    Policy.objects.get().current.targets.filter(severity=3).update(around_the_clock=False)
    ticket = says(carl)
    noon.shift(timedelta(days=3))  # five hours on Friday, four on Monday until 13:00 in Berlin
    late = report(until=FRIDAY_NOON + timedelta(days=3), fewest=1)
    actions.reply(ticket, by=ada, body="Done", key="r1")
    (row,) = report(until=FRIDAY_NOON + timedelta(days=4), fewest=1).rows
    assert (row.group.median, row.group.kept) == (9 * 3600, 1)
    assert late.everybody is None  # nine of 24 hours: within the promise, whatever the wall clock says


def test_team_severity_and_kind_of_promise_choose(carl, answers):
    answers(carl, kept=20)
    answers(carl, kept=3, severity=1, team="payments")
    Clock.objects.filter(severity=1).update(kind="next")
    team = Clock.objects.filter(severity=1).first().ticket.team_id
    assert report(team=team).everybody.group.cases == 3
    assert report(severity=1).everybody.group.cases == 3
    assert report(severity=0).everybody is None
    assert report(kinds=["next"]).everybody.group.cases == 3
    assert report().everybody.group.cases == 23


# The page.


def test_the_page_says_what_it_found_and_how(reports, carl, cleo, answers, noon):
    answers(carl, kept=190, missed=10)
    answers(cleo, kept=60, missed=40, late=1)
    page = reports.get("/desk/reports/fairness/").content.decode()
    for said in ("Everybody: <b>83 %</b> of 301", "worse", "1 still waits", "Wilson"):
        assert said in page
    assert page.index("Entry") < page.index("Verified")


def test_an_empty_period_says_so(reports):
    assert "No promise fell into this period" in reports.get("/desk/reports/fairness/").content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "days=dates",
        "days=dates&since=2026-11-20&until=2026-11-01",
        "days=dates&since=2020-01-01&until=2026-11-01",
        "days=dates&since=x&until=2026-11-01",
        "days=6",
        "team=999999",
        "team=x",
        "severity=9",
        "fewest=1",
        "fewest=x",
        "promise=update",
        "by=name",
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_was_typed(reports, asked):
    for page in ("fairness/", "fairness.csv"):
        answer = reports.get(f"/desk/reports/{page}?{asked}")
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()


def test_dates_choose_their_days_with_the_last_one(reports, carl, answers):
    answers(carl, kept=20)
    for days, there in (
        ("since=2026-11-20&until=2026-11-20", True),
        ("since=2026-11-18&until=2026-11-19", False),
    ):
        page = reports.get(f"/desk/reports/fairness/?days=dates&{days}").content.decode()
        assert ("Everybody:" in page) is there


def test_the_sheet_holds_every_group_and_everybody(sheet, carl, cleo, answers, noon):
    answers(carl, kept=20)
    answers(cleo, kept=2, missed=1)
    head, *rows = sheet("fairness", by="tier")
    assert head[:4] == ["group", "judged", "cases", "kept"]
    assert [row[:4] for row in rows] == [
        ["Verified", "no difference seen", "20", "20"],
        ["Entry", "too small", "3", "2"],
        ["Too small, together", "", "3", "2"],
        ["Everybody", "", "23", "22"],
    ]


def test_a_tier_named_like_a_formula_stays_words(sheet, carl, answers, tiers, noon):
    tiers["verified"].name = "=cmd()"
    tiers["verified"].save()
    answers(carl, kept=20)
    assert sheet("fairness", by="tier")[1][0] == "'=cmd()"


def test_two_statements_tell_it_whatever_the_number_of_groups(
    reports, carl, cleo, answers, django_assert_max_num_queries, noon
):
    answers(carl, kept=20)
    answers(cleo, kept=20, language="de")
    with django_assert_max_num_queries(14):
        reports.get("/desk/reports/fairness/")
