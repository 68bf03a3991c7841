"""Customers' files for agents: only of tickets they may see, always as a download, always written down."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from support.audit import book
from support.people.requests import AgentRequest
from tickets import actions, downloads
from tickets.desk.access import agents_only, readable_as
from tickets.models import Attachment, Message


@agents_only
@require_GET
def attachment(request: AgentRequest, key: UUID) -> FileResponse:
    """Download one file; a browser never shows it on our own address.

    An identity document is there only for members of a team that may see one, whatever else they are.
    """
    file = get_object_or_404(Attachment.objects.select_related("message__ticket"), key=key)
    ticket = file.message.ticket
    if not readable_as(ticket, request.user).exists() or file.message.is_withdrawn:
        raise Http404
    if file.is_identity and not Attachment.may_see_identity(request.user):
        raise Http404
    response = downloads.send(file)
    what = "identity.read" if file.is_identity else "attachment.read"
    book.record(what, file, by=request.user, ticket=ticket.reference, sha256=file.sha256)
    return response


@agents_only
@require_POST
def seal(request: AgentRequest, key: UUID) -> HttpResponse:
    """Say of a customer's file that it is an identity document; nobody at the desk takes that back."""
    theirs = Attachment.objects.filter(message__kind=Message.Kind.CUSTOMER).select_related("message__ticket")
    file = get_object_or_404(theirs, key=key)
    ticket = file.message.ticket
    if not readable_as(ticket, request.user).exists():
        raise Http404
    if actions.seal(file, by=request.user):
        messages.success(request, _("Locked away. Only teams that check identity open it from now on."))
    return redirect("desk:ticket", ticket.survivor().pk)
