"""The whole conversation as a plain file its visitor keeps: what they may read, and nothing else."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from livechat import access
from livechat.access import by_token_too
from support import shield
from support.look import times
from tickets import shown, story
from tickets.models import Message, Ticket


@never_cache
@by_token_too
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The file, by session or token; 404 before anything was said and for whoever's chat it is not."""
    visit = access.visit_or_404(request)
    if visit.ticket is None:
        raise Http404
    zone = ZoneInfo(visit.zone) if visit.zone else None
    with translation.override(visit.language), timezone.override(zone):
        answer = HttpResponse(text(visit.ticket), "text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{visit.ticket.reference}.txt"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def text(ticket: Ticket) -> str:
    """A conversation in the language and the zone in force, its lines in order."""
    head = [f"{settings.EXCHANGE_NAME}, {ticket.reference}", _moment(timezone.now())]
    return "\n\n".join(["\n".join(head), *_told(ticket)]) + "\n"


def _told(ticket: Ticket) -> Iterator[str]:
    for line in story.whole(ticket):
        if line.message:
            yield f"[{_moment(line.event.at)}] {_who(line)}\n{_said(line.message)}"
        elif line.words:
            yield f"[{_moment(line.event.at)}] {line.words}"
        if line.part:
            yield from _told(line.part)


def _said(message: Message) -> str:
    """The words, then the names of the files; of a line that was taken back that it was."""
    if message.is_withdrawn:
        return _("You took this message back.")
    lines = [shown.for_customer(file) for file in shown.of(message)]
    files = [f"+ {line.name} ({line.note})" if line.note else f"+ {line.name}" for line in lines]
    return "\n".join(filter(None, [shield.readable(message.as_it_reads), *files]))


def _who(line: story.Line) -> str:
    house = settings.EXCHANGE_NAME.split()[0]
    if line.is_theirs:
        return _("You")
    author = line.message.author if line.message else None
    return _("%(name)s, %(house)s") % {"name": author.first_name, "house": house} if author else house


def _moment(moment: datetime) -> str:
    """ "18 November 2026, 13:31 (UTC+01:00)": read on another day, perhaps elsewhere."""
    local = timezone.localtime(moment)
    return f"{times.day_of_a_year(local)}, {times.clock(moment)} (UTC{local.isoformat()[-6:]})"
