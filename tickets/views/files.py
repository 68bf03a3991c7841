"""A customer's files, for whoever may see the ticket."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from tickets import downloads, guests
from tickets.models import Attachment, Message


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """Send one file of a ticket, never one of a note; agents are taken to the desk, which writes it down."""
    if request.user.is_staff:
        return redirect("desk:attachment", pk)
    theirs = guests.visible_to(request.user, request.session)
    rows = Attachment.objects.filter(message__ticket__in=theirs).exclude(message__kind=Message.Kind.NOTE)
    return downloads.send(get_object_or_404(rows, pk=pk), may_paint=True)
