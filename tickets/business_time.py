"""Business time inside SQL: text for a query, over the openings that tickets.models.Calendar laid out.

Where a calendar is NULL, every second counts. The same as support.hours in Python; tests hold them together.
"""

# Seconds that were open in a calendar until an instant, counted from where its openings were laid out;
# date_part answers with a float, and extract with a numeric, which a thousand waiting tickets feel.
_MARK = """(SELECT o.before + date_part('epoch', least({at}, o.ends_at) - o.starts_at)
             FROM tickets_opening o WHERE o.calendar_id = {calendar} AND o.starts_at <= {at}
            ORDER BY o.starts_at DESC LIMIT 1)"""


def open_seconds(calendar: str, since: str, until: str) -> str:
    """SQL for the open seconds between two instants."""
    marks = _MARK.format(at=until, calendar=calendar), _MARK.format(at=since, calendar=calendar)
    return (
        f"CASE WHEN {calendar} IS NULL THEN date_part('epoch', {until} - {since})"
        f" ELSE {marks[0]} - coalesce({marks[1]}, 0) END"
    )


def open_since(calendar: str, seconds: str, until: str) -> str:
    """SQL for the instant since which so many seconds were open until another one."""
    mark = _MARK.format(at=until, calendar=calendar)
    return f"""CASE WHEN {calendar} IS NULL THEN {until} - make_interval(secs => {seconds})
             ELSE (SELECT o.starts_at + make_interval(secs => {mark} - ({seconds}) - o.before)
                     FROM tickets_opening o
                    WHERE o.calendar_id = {calendar} AND o.before < {mark} - ({seconds})
                    ORDER BY o.before DESC LIMIT 1) END"""  # noqa: S608  (texts of this house, never of a request)


def opening_after(calendar: str, at: str) -> str:
    """SQL for the next opening after an instant at which it is closed, else for that instant itself."""
    return f"""coalesce((
               SELECT min(o.starts_at) FROM tickets_opening o
                WHERE o.calendar_id = {calendar} AND o.starts_at >= {at} AND NOT EXISTS (
                      SELECT 1 FROM tickets_opening now_open
                       WHERE now_open.calendar_id = {calendar} AND now_open.starts_at <= {at}
                         AND now_open.ends_at > {at} + interval '1 millisecond')), {at})"""  # noqa: S608  (as above)
