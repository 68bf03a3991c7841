"""A customer takes their tickets along: one of them or all, as a page to print or as JSON."""

import json
from collections.abc import Iterator
from datetime import tzinfo

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from support.look import cities
from tickets import export, guests
from tickets.models.ticket import TicketQuerySet
from tickets.views import theirs

TYPES = {"html": "text/html; charset=utf-8", "json": "application/json"}


@never_cache
@require_safe
def ticket(request: HttpRequest, reference: str, form: str) -> HttpResponseBase:
    """One ticket, whole."""
    one = theirs.or_404(request, reference)
    if form not in TYPES:
        raise Http404
    rows = guests.visible_to(request.user, request.session).filter(pk=one.pk)
    answer = HttpResponse("".join(_parts(rows, form)), content_type=TYPES[form])
    return _to_keep(answer, f"{one.reference}.{form}")


@never_cache
@require_safe
def everything(request: HttpRequest, form: str) -> HttpResponseBase:
    """All of the reader's tickets, streamed: the first is on its way before the last is read."""
    rows = guests.visible_to(request.user, request.session)
    if form not in TYPES or request.user.is_staff or not rows.exists():
        raise Http404
    spoken = _as_asked(
        _parts(rows, form),
        language=translation.get_language() or "en",
        zone=timezone.get_current_timezone(),
    )
    answer = StreamingHttpResponse(spoken, content_type=TYPES[form])
    return _to_keep(answer, f"tickets-{timezone.localdate():%Y-%m-%d}.{form}")


def _parts(rows: TicketQuerySet, form: str) -> Iterator[str]:
    """The document piece by piece: a head, one piece a ticket, an end."""
    head = export.header()
    if form == "html":
        yield render_to_string("tickets/export_head.html", head | _reader())
        for facts in export.entries(rows):
            yield render_to_string("tickets/export_ticket.html", {"ticket": facts})
        yield "</main></body></html>\n"
        return
    yield f'{_json(head)[:-1]}, "tickets": ['
    before = ""
    for facts in export.entries(rows):
        yield f"{before}\n{_json(facts)}"
        before = ","
    yield "\n]}\n"


def _reader() -> dict[str, str]:
    """In whose language and time a page is written."""
    name = timezone.get_current_timezone_name()
    return {"language": translation.get_language() or "en", "zone": cities.city(name)}


def _json(facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False, cls=DjangoJSONEncoder)


def _as_asked(parts: Iterator[str], *, language: str, zone: tzinfo) -> Iterator[str]:
    """The pieces in the reader's language and time, long after the request's own have ended."""
    while True:
        with translation.override(language), timezone.override(zone):
            part = next(parts, None)
        if part is None:
            return
        yield part


def _to_keep(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    """As a file of its own: it asks no other address, runs nothing, and stays in no cache on the way."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
