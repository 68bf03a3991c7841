"""Customers' files for agents: only of tickets they may see, always as a download, always written down."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from support.audit import book
from support.people.requests import AgentRequest
from tickets import downloads
from tickets.desk.access import agents_only
from tickets.models import Attachment, Ticket


@agents_only
@require_GET
def attachment(request: AgentRequest, pk: int) -> FileResponse:
    """Download one file; a browser never shows it on our own address."""
    mine = Attachment.objects.filter(message__ticket__in=Ticket.objects.visible_to(request.user))
    file = get_object_or_404(mine, pk=pk)
    response = downloads.send(file)
    book.record("attachment.read", file, by=request.user, sha256=file.sha256)
    return response
