"""A view, or what was found, as a table to take along: what its reader may see; who took it is kept."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from support import sheets, shield
from support.audit import book
from support.people.requests import AgentRequest
from tickets import rows
from tickets.desk import whole_view, words
from tickets.desk.access import agents_only
from tickets.models import Ticket
from tickets.states import words as state_words

MOST, AT_ONCE = 10_000, 500


@agents_only
@require_GET
def sheet(request: AgentRequest) -> HttpResponseBase:
    """The rows of `?view=` with its filters or of `?q=`, as CSV, at most MOST."""
    whole = whole_view.of(request, most=MOST + 1)
    rows = min(len(whole.ids), MOST)
    book.record("tickets.taken_along", request.user, by=request.user, rows=rows, **whole.told)
    return sheets.download(f"{whole.name}-{timezone.localdate()}", _rows(whole.ids))


def _rows(ids: Sequence[int]) -> Iterator[Sequence[object]]:
    yield (
        *(_("Case number"), _("Subject"), _("State"), _("Severity"), _("Tier"), _("Topic"), _("Team")),
        *(_("Agent"), _("Channel"), _("Language"), _("Customer"), _("Opened"), _("Waiting since")),
        *(_("Promised by"), _("First answered"), _("Solved")),
    )
    for first in range(0, min(len(ids), MOST), AT_ONCE):
        some = ids[:MOST][first : first + AT_ONCE]
        yield from (_row(ticket) for ticket in rows.read(some, "team", "topic"))
    if len(ids) > MOST:
        yield (_("Cut after %(most)d rows. Narrow the view to take along the others.") % {"most": MOST},)


def _row(ticket: Ticket) -> Sequence[Any]:
    times = [
        ticket.opened_at,
        ticket.waiting_since,
        ticket.due_at,
        ticket.first_replied_at,
        ticket.resolved_at,
    ]
    return (
        ticket.reference,
        shield.readable(ticket.subject),
        state_words(ticket),
        f"S{ticket.severity}",
        ticket.customer.tier.name if ticket.customer.is_tier_known else "",
        ticket.topic.name if ticket.topic else "",
        ticket.team.spoken,
        str(ticket.assignee or ""),
        words.door(ticket.channel, public=ticket.public)[1],
        ticket.get_language_display(),
        shield.readable(str(ticket.customer)),
        *(_minute(at) for at in times),
    )


def _minute(at: datetime | None) -> str:
    """In the reader's zone, as every spreadsheet reads it."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
