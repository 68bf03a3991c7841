"""A customer's files, for whoever may see the ticket."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from tickets import downloads, guests
from tickets.models import Attachment, FileKind, Message


@require_safe
def download(request: HttpRequest, key: UUID) -> FileResponse | HttpResponse:
    """Send one file of a ticket, never one of a note; agents are taken to the desk, which writes it down.

    An identity document is not handed out again: whoever gets into a mailbox or a session must not find a
    passport there, and its owner has the original.
    """
    if request.user.is_staff:
        return redirect("desk:attachment", key)
    theirs = guests.visible_to(request.user, request.session)
    rows = Attachment.objects.filter(message__ticket__in=theirs).exclude(message__kind=Message.Kind.NOTE)
    file = get_object_or_404(rows.exclude(kind=FileKind.IDENTITY), key=key)
    return downloads.send(file)
