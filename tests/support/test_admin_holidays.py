"""Holidays from a file, in the admin."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.office import filled, page
from tests.tickets.office_hours import day, ics
from tickets.models import Calendar


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
