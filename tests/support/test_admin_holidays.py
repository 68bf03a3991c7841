"""Hours, and holidays from a file, in the admin."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from support.audit.models import Entry
from support.people.models import Agent, Team
from tests.support.office import filled, page
from tests.tickets.office_hours import day, ics
from tickets import clock
from tickets.models import Calendar, Routing


def test_an_admin_loads_a_file_and_its_days_are_closed(office, house):
    calendar = Calendar.objects.create(name="Office", hours="Mo-Fr 09:00-18:00", zone="Europe/Berlin")
    upload = SimpleUploadedFile("days.ics", ics(day("20261225", name="Christmas")), "text/calendar")
    assert filled(office, page("tickets_calendar_change", calendar.pk), file=upload).status_code == 302
    calendar.refresh_from_db()
    assert calendar.closed == [date(2026, 12, 25)]
    assert calendar.holidays.get().name == "Christmas"


def test_a_wrong_file_is_told_beside_its_field_and_changes_nothing(office, house):
    calendar = Calendar.objects.create(name="Office", hours="Mo-Fr 09:00-18:00", zone="Europe/Berlin")
    upload = SimpleUploadedFile("days.ics", b"no calendar", "text/calendar")
    answer = filled(office, page("tickets_calendar_change", calendar.pk), name="Other", file=upload)
    assert answer.status_code == 200
    assert "This is no calendar file we can read" in answer.content.decode()
    calendar.refresh_from_db()
    assert (calendar.name, calendar.closed) == ("Office", [])


def test_a_teams_hours_move_its_promises(office, root, carl, says):
    ticket = says(carl)
    team = ticket.team
    hours = {"name": "Office", "hours": "Mo-Fr 09:00-10:00", "zone": "Europe/Berlin"}
    assert filled(office, page("tickets_calendar_add"), **hours).status_code == 302
    calendar = Calendar.objects.get()
    assert calendar.openings.count() > 500
    assert filled(office, page("tickets_routing_add"), team=team.pk, calendar=calendar.pk).status_code == 302
    clock.follow_the_promises()
    ticket.refresh_from_db()
    assert ticket.calendar == calendar
    assert ticket.due_at - ticket.waiting_since > timedelta(days=28)
    assert {entry.action for entry in Entry.objects.all()} == {"calendar.changed", "routing.changed"}


def test_a_reserve_that_leaves_nobody_room_is_refused_with_what_fits(office, ada, sam):
    team = Team.objects.get(slug="front-line")
    Agent.objects.filter(user__in=[ada, sam]).update(capacity=6)
    whole = {"team": team.pk, "ticket_units": 2}
    refused = filled(office, page("tickets_routing_add"), **whole, reserved_units=5)
    assert (refused.status_code, Routing.objects.count()) == (200, 0)
    assert "keep at most 4 free" in refused.content.decode()
    assert filled(office, page("tickets_routing_add"), **whole, reserved_units=4).status_code == 302


def test_a_team_without_anybody_may_be_prepared(office, house):
    team = Team.objects.get(slug="staking")
    sent = filled(office, page("tickets_routing_add"), team=team.pk, reserved_units=50)
    assert sent.status_code == 302


def test_hours_nobody_can_read_are_refused_with_words(office, house):
    wrong = {"name": "Office", "hours": "nine to five", "zone": "Europe/Berlin"}
    answer = filled(office, page("tickets_calendar_add"), **wrong)
    assert answer.status_code == 200
    assert "opening hours not understood" in answer.content.decode()
    assert not Calendar.objects.exists()
