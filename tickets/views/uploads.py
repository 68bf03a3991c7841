"""Files sent ahead of their form, and resumed where the line broke: tus 1.0.0, with creation and termination.

https://tus.io/protocols/resumable-upload. Refusals say why in plain words of the reader's language.
"""

from collections.abc import Callable

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from support.files import FileRefused, wanted_name
from support.look.times import duration
from tickets import actions, uploads
from tickets.models import Upload
from tickets.views import tus

OFFSET_BODY = "application/offset+octet-stream"
PIECE = 256 * 1024  # bytes; so much is kept at once, whatever becomes of the line afterwards


@never_cache
@require_http_methods(["POST", "OPTIONS"])
def begin(request: HttpRequest) -> HttpResponse:
    """Make room for a file: 201 and its address. OPTIONS says what we speak."""
    return begun(request, owner=uploads.owner, route="tickets:upload")


def begun(request: HttpRequest, *, owner: Callable[[HttpRequest], str], route: str) -> HttpResponse:
    """The same for another door: who the file will belong to, and where its pieces go."""
    if request.method == "OPTIONS":
        most = {"Tus-Max-Size": str(settings.UPLOAD_MAX_BYTES), "Tus-Extension": "creation,termination"}
        return tus.said(204, headers={"Tus-Version": tus.VERSION, **most})
    if request.headers.get("Tus-Resumable") != tus.VERSION:
        return tus.said(412, headers={"Tus-Version": tus.VERSION})
    try:
        size, told = tus.number(request, "Upload-Length"), tus.metadata(request)
        name = wanted_name(told["filename"])
    except tus.Unreadable as why:
        return tus.said(422, str(why))
    except FileRefused as why:
        return tus.said(415, str(why))
    if size > settings.UPLOAD_MAX_BYTES:
        words = _("“%(name)s” is larger than %(most)d MB. Send a smaller picture or a shorter recording.")
        return tus.said(413, words % {"name": name, "most": settings.UPLOAD_MAX_BYTES >> 20})
    sender = owner(request)
    if wait := uploads.seconds_to_wait(request, sender):
        words = _("Many files came from here within the hour. Send this one in %(time)s.")
        wait_words = words % {"time": duration(wait, rounding="up")}
        return tus.said(429, wait_words, headers={"Retry-After": str(wait)})
    try:
        upload = actions.begin_upload(
            owner=sender, form=told.get("form", ""), name=name, kind=told["kind"], size=size
        )
    except actions.TooManyUploads as many:
        return tus.said(413 if many.too_large else 429, str(many))
    return tus.said(201, headers={"Location": reverse(route, args=[upload.token])})


@never_cache
@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
def one(request: HttpRequest, token: str) -> HttpResponse:
    """How far a file is, its next piece, or its end; to everybody but its sender it is not there."""
    return went_on(request, uploads.of(request), token)


def went_on(request: HttpRequest, theirs: QuerySet[Upload], token: str) -> HttpResponse:
    """The same for another door, whose sender has these uploads."""
    upload = get_object_or_404(theirs.filter(used_at=None), token=token.replace("\0", ""))
    match request.method:
        case "HEAD":
            far = {"Upload-Offset": str(upload.received), "Upload-Length": str(upload.size)}
            return tus.said(200, headers=far)
        case "PATCH":
            return _take(request, upload)
        case "DELETE":
            actions.forget_upload(upload)
            return tus.said(204)
    return _outcome(upload)


def _outcome(upload: Upload) -> HttpResponse:
    """What became of it. A check that was cut short is made up for here."""
    if upload.state == Upload.State.RECEIVING and upload.has_arrived:
        actions.finish_upload(upload)
        upload.refresh_from_db()
    told = {name: getattr(upload, name) for name in ("state", "name", "size", "kind", "reason")}
    return JsonResponse(told, headers={"Tus-Resumable": tus.VERSION})


def _take(request: HttpRequest, upload: Upload) -> HttpResponse:
    """The next piece of a file. What came before a line broke is kept, and told by HEAD."""
    if request.content_type != OFFSET_BODY:
        return tus.said(415, _("A piece of a file is sent as %(type)s.") % {"type": OFFSET_BODY})
    try:
        at = tus.number(request, "Upload-Offset")
    except tus.Unreadable as why:
        return tus.said(422, str(why))
    if int(request.META.get("CONTENT_LENGTH") or 0) > upload.size - at:
        words = _("“%(name)s” is larger than it said. Choose it again.")
        return tus.said(413, words % {"name": upload.name})
    try:
        at = _pieces(request, upload, at)
    except actions.WrongOffset:
        upload.refresh_from_db()
        words = _("This piece does not go on where the last one ended.")
        return tus.said(409, words, headers={"Upload-Offset": str(upload.received)})
    if at == upload.size:
        actions.finish_upload(upload)
    return tus.said(204, headers={"Upload-Offset": str(at)})


def _pieces(request: HttpRequest, upload: Upload, at: int) -> int:
    """Keep the body piece by piece; where it ended. Nothing is held while a slow line sends."""
    if upload.received != at:
        raise actions.WrongOffset
    while at < upload.size:
        try:
            piece = request.read(min(PIECE, upload.size - at))
        except UnreadablePostError:
            break
        if not piece:
            break
        at = actions.append(upload, piece, at=at)
    return at
