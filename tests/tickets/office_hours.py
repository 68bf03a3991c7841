"""A team with hours, for the stories about business time."""

from datetime import UTC, date, datetime

from support.people.models import Team
from tickets.models import Calendar, Holiday, Routing

FRIDAY_NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # 13:00 in Berlin


def works(team, hours="Mo-Fr 09:00-18:00", zone="Europe/Berlin", *, closed=()):
    """Give a team its calendar, laid out around the time of the stories."""
    calendar = Calendar.objects.create(name=f"{team}: {hours}", hours=hours, zone=zone)
    for day in closed:
        Holiday.objects.create(calendar=calendar, day=date.fromisoformat(day))
    calendar.lay_out(FRIDAY_NOON)
    Routing.objects.update_or_create(team=Team.objects.get(slug=team), defaults={"calendar": calendar})
    return calendar


def ics(*events):
    """A calendar file with these events."""
    body = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\n{event}\r\nEND:VEVENT\r\n" for n, event in enumerate(events))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n{body}END:VCALENDAR\r\n".encode()


def day(start, *more, name="Holiday"):
    """A whole day in it."""
    return "\r\n".join([f"DTSTART;VALUE=DATE:{start}", *more, f"SUMMARY:{name}"])
