"""Customers' files for agents: only of tickets they may see, always as a download, always written down."""

from uuid import UUID

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from support.audit import book
from support.people.requests import AgentRequest
from tickets import downloads
from tickets.desk.access import agents_only, readable_as
from tickets.models import Attachment


@agents_only
@require_GET
def attachment(request: AgentRequest, key: UUID) -> FileResponse:
    """Download one file; a browser never shows it on our own address.

    An identity document is there only for members of a team that may see one, whatever else they are.
    """
    file = get_object_or_404(Attachment.objects.select_related("message__ticket"), key=key)
    ticket = file.message.ticket
    if not readable_as(ticket, request.user).exists():
        raise Http404
    if file.is_identity and not Attachment.may_see_identity(request.user):
        raise Http404
    response = downloads.send(file)
    what = "identity.read" if file.is_identity else "attachment.read"
    book.record(what, file, by=request.user, ticket=ticket.reference, sha256=file.sha256)
    return response
