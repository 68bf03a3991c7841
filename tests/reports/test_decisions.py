"""The log a regulator could read: everything asked for, page by page, as a sheet, and who read it."""

from datetime import timedelta

import pytest

from support.audit.models import Entry
from support.people.models import Team
from tests.tickets.office_hours import FRIDAY_NOON
from tickets import actions
from tickets.models import Event

LOG = "/desk/reports/decisions/"


@pytest.fixture
def story(ada, sam, carl, cleo, says, noon):
    """One ticket taken in turn, one by hand and made more severe, one sent to another team."""
    first = says(carl)
    actions.claim_next(ada)
    noon.shift(timedelta(minutes=1))
    second = says(cleo)
    actions.claim(second, by=sam)
    noon.shift(timedelta(minutes=1))
    actions.reprioritise(second, severity=1, by=sam, why="locked out")
    third = says(cleo)
    noon.shift(timedelta(minutes=1))
    actions.assign(third, by=sam, team=Team.objects.get(slug="payments"))
    return [one.reference for one in (first, second, third)]


def found(reports, **asked):
    """The kinds of decisions on the page, in order."""
    answer = reports.get(LOG, asked)
    assert answer.status_code == 200
    return [one.kind for one in answer.context["decisions"]]


def test_everything_newest_first(reports, story):
    assert found(reports) == ["released", "repriced", "hand", "next"]


def test_what_is_asked_for_and_nothing_else(reports, story, ada, sam):
    first, second, _third = story
    team = {team.slug: team.pk for team in Team.objects.all()}
    assert found(reports, kind="hand") == ["hand"]
    assert found(reports, kind="back") == []
    assert found(reports, agent=ada.pk) == ["next"]
    assert found(reports, agent=sam.pk) == ["released", "repriced", "hand"]
    assert found(reports, reference=f" {second.lower()} ") == ["repriced", "hand"]
    assert found(reports, reference=first, kind="hand") == []
    assert found(reports, team=team["payments"]) == ["released"]
    assert found(reports, team=team["front-line"]) == ["released", "repriced", "hand", "next"]
    assert found(reports, days="dates", since="2026-11-19", until="2026-11-19") == []
    assert found(reports, days="dates", since="2026-11-20", until="2026-11-20") == [
        "released",
        "repriced",
        "hand",
        "next",
    ]


@pytest.mark.parametrize(
    "asked",
    ["kind=x", "agent=x", "team=0", "days=dates", "days=1000", f"reference={'x' * 21}"],
)
def test_what_cannot_be_asked_is_refused_and_not_in_the_book(reports, asked):
    for page in (LOG, "/desk/reports/decisions.csv"):
        answer = reports.get(f"{page}?{asked}")
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
    assert not Entry.objects.exists()


def test_customers_are_no_choice_among_people(reports, carl):
    assert reports.get(LOG, {"agent": carl.user.pk}).status_code == 422


def test_reading_and_taking_along_are_written_down(reports, sheet, story, sam):
    reports.get(LOG, {"kind": "hand"})
    sheet("decisions", reference=story[0])
    read, taken = Entry.objects.filter(action__startswith="decisions.").order_by("at", "pk")
    assert (read.action, read.by, read.detail) == ("decisions.read", sam, {"days": "28", "kind": "hand"})
    assert (taken.action, taken.detail["reference"]) == ("decisions.taken_along", story[0])


def test_a_long_log_goes_on_where_it_ended_and_doubles_nothing(reports, carl, says, sam, noon):
    """Sixty decisions of one instant and sixty later ones: order and pages hold, also while new ones come."""
    ticket = says(carl)
    for number in range(120):
        Event.objects.create(
            ticket=ticket,
            seq=100 + number,
            kind="claimed",
            by=sam,
            at=FRIDAY_NOON - timedelta(seconds=number // 60),
        )
    seen, place = [], ""
    for size in (50, 50, 20):
        answer = reports.get(LOG, {"after": place} if place else {})
        rows = answer.context["decisions"]
        assert len(rows) == size
        seen += [one.event.pk for one in rows]
        place = answer.context["older"]
        actions.reprioritise(ticket, severity=(ticket.severity + len(seen)) % 5, by=sam, why="meanwhile")
    assert place == ""
    assert len(set(seen)) == 120


@pytest.mark.parametrize("place", ["x", "1", "-1-1", "9" * 19 + "-1", "1-" + "9" * 18, "0-0"])
def test_a_place_nobody_gave_breaks_nothing(reports, story, place):
    assert reports.get(f"{LOG}?after={place}").status_code == 200


def test_the_sheet_tells_the_same_in_utc_seconds_and_shares(sheet, story):
    head, *rows = sheet("decisions")
    rows = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["decision"] for row in rows] == [
        "Put into a queue by somebody",
        "Priority changed",
        "Taken by hand",
        "Taken by Next",
    ]
    repriced = rows[1]
    assert repriced["time, UTC"] == "2026-11-20T12:02:00.000+00:00"
    assert (repriced["ticket"], repriced["decided by"]) == (story[1], "Sam Lead")
    assert (repriced["cause"], repriced["tier"], repriced["severity"]) == (
        "S3 → S1. locked out",
        "Entry",
        "1",
    )
    assert int(repriced["promise before, s"]) > int(repriced["promise, s"])
    assert float(repriced["used before"]) < float(repriced["used"])
    assert (repriced["policy"], repriced["version"]) == ("Everyone", "1")


def test_a_reason_like_a_formula_stays_words(sheet, sam, carl, says, noon):
    actions.reprioritise(says(carl), severity=3, by=sam, why="nothing")
    ticket = says(carl)
    actions.release(actions.claim(ticket, by=sam), cause='=HYPERLINK("x")')
    assert sheet("decisions", kind="back")[1][6] == '\'=HYPERLINK("x")'


def test_agents_and_customers_find_no_log(ada, carl, client):
    for user in (ada, carl.user):
        client.force_login(user)
        assert client.get(LOG).status_code == 404
        assert client.get("/desk/reports/decisions.csv").status_code == 404


def test_the_desk_leads_supervisors_to_the_reports_and_nobody_else(reports, ada, client):
    assert "/desk/reports/" in reports.get("/desk/").content.decode()
    client.force_login(ada)
    assert "/desk/reports/" not in client.get("/desk/").content.decode()
