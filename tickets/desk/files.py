"""Customers' files for agents: only of tickets they may see, always as a download, always written down."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from support.audit import book
from support.people.requests import AgentRequest
from tickets.desk.access import agents_only
from tickets.models import Attachment, Ticket


@agents_only
@require_GET
def attachment(request: AgentRequest, pk: int) -> FileResponse:
    """Download one file; a browser never shows it on our own address."""
    mine = Attachment.objects.filter(message__ticket__in=Ticket.objects.visible_to(request.user))
    file = get_object_or_404(mine, pk=pk)
    try:
        content = file.file.open()
    except FileNotFoundError as lost:
        raise Http404 from lost
    book.record("attachment.read", file, by=request.user, sha256=file.sha256)
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_type)
