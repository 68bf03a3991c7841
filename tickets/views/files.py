"""A customer's files, for whoever may see the ticket."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tickets import downloads, guests, shown
from tickets.models import Attachment, FileKind, Message


@require_safe
def download(request: HttpRequest, key: UUID) -> FileResponse | HttpResponse:
    """Send one file of a ticket, never one of a note; agents are taken to the desk, which writes it down.

    An identity document is not handed out again: whoever gets into a mailbox or a session must not find a
    passport there, and its owner has the original.
    """
    if request.user.is_staff:
        return redirect("desk:attachment", key)
    file = get_object_or_404(_theirs(request).exclude(kind=FileKind.IDENTITY), key=key)
    return downloads.send(file)


@never_cache
@require_safe
def line(request: HttpRequest, key: UUID) -> HttpResponse:
    """How a file stands now, for a page that is open: its line, as a fragment."""
    file = get_object_or_404(_theirs(request), key=key)
    return render(request, "tickets/_file.html", {"file": shown.for_customer(file)})


def _theirs(request: HttpRequest) -> QuerySet[Attachment]:
    """The files of the tickets this customer may see; agents have the desk."""
    tickets = guests.visible_to(request.user, request.session)
    rows = Attachment.objects.filter(message__ticket__in=tickets).exclude(message__kind=Message.Kind.NOTE)
    rows = rows.exclude(message__corrected="")
    return rows.none() if request.user.is_staff else rows
