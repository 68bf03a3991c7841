"""A visitor's files: they arrive ahead of the line that names them, and are handed out to nobody else."""

from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from livechat import access
from livechat.access import by_token_too
from livechat.lines import Line
from livechat.models import Visit
from support.files import Checked, FileRefused
from tickets import downloads
from tickets.files_field import FilesField
from tickets.models import Attachment, FileKind, Message, Upload
from tickets.sent_files import Sent
from tickets.views import uploads


def owner(visit: Visit) -> str:
    """Whose an upload of this visit is, in any of its windows."""
    return f"visit:{visit.pk}"


def taken(visit: Visit, line: Line) -> list[Checked]:
    """The files a line names, each this visit's own. Raises FileRefused, in the visitor's language."""
    if not line.files:
        return []
    field = FilesField()
    field.arrived = Upload.objects.filter(owner=owner(visit))
    with translation.override(visit.language):
        try:
            return field.clean(Sent(ahead=dict(line.files)))
        except forms.ValidationError as why:
            raise FileRefused(" ".join(why.messages)) from why


def of(visit: Visit) -> QuerySet[Attachment]:
    """The files in this visit's conversations that its visitor may see: of no note, of no line taken back."""
    said_here = Q(message__ticket=visit.ticket_id) | Q(
        message__ticket__channel="chat", message__ticket__thread=str(visit.pk)
    )
    shown = Attachment.objects.exclude(message__kind=Message.Kind.NOTE).exclude(message__corrected="")
    return shown.filter(said_here)


@never_cache
@by_token_too
@require_http_methods(["POST", "OPTIONS"])
def begin(request: HttpRequest) -> HttpResponse:
    """Make room for a file of this browser's visit (see tickets.views.uploads)."""
    visit = access.visit_or_404(request)
    return uploads.begun(request, owner=lambda _request: owner(visit), route="livechat:upload")


@never_cache
@by_token_too
@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
def piece(request: HttpRequest, token: str) -> HttpResponse:
    """How far one is, its next piece, or its end; 404 for whoever's it is not."""
    visit = access.visit_or_404(request)
    return uploads.went_on(request, Upload.objects.filter(owner=owner(visit)), token)


@by_token_too
@require_safe
def send(request: HttpRequest, key: UUID) -> FileResponse:
    """One file of the conversation. An identity document is not handed out again."""
    visit = access.visit_or_404(request)
    return downloads.send(get_object_or_404(of(visit).exclude(kind=FileKind.IDENTITY), key=key))
