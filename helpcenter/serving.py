"""Files of the help center, a part at a time where a film is asked for by parts (RFC 9110, 14)."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from helpcenter import media, reach
from helpcenter.models import Picture, Video

A_PART = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
LARGEST_PART = 4 * 1024 * 1024  # bytes of one answer
FOREVER = "public, max-age=31536000, immutable"  # the address names the content
FOR_THEM = "private, max-age=600"  # may be closed to them, or opened to all, any moment
KINDS: dict[str, type[Picture] | type[Video]] = {"picture": Picture, "video": Video}


@require_safe
def serve(request: HttpRequest, name: str, file: str) -> HttpResponse | FileResponse:
    """A picture, a film or its captions; Http404 for what is not there, or not for this reader.

    What stands in a text for everybody is the same for all, and nobody's session is asked.
    """
    for kind, model in KINDS.items():
        row = model.objects.filter(name=name).first()
        shown = media.file_of(row, file) if row else None
        if shown is None:
            continue
        names = reach.of(f"{kind}:{name}")
        is_for_all = reach.is_open_to(None, names)
        if not is_for_all and not reach.is_open_to(request.user, names):
            raise Http404
        response = _answer(request, shown)
        response["Cache-Control"] = FOREVER if is_for_all else FOR_THEM
        response["Content-Security-Policy"] = "default-src 'none'"
        return response
    raise Http404


def _answer(request: HttpRequest, shown: media.Shown) -> HttpResponse | FileResponse:
    if shown.words:
        return HttpResponse(shown.words, content_type=f"{shown.content_type}; charset=utf-8")
    if not default_storage.exists(shown.path):
        raise Http404
    asked = A_PART.fullmatch(request.headers.get("Range", ""))
    if asked is None or not shown.content_type.startswith("video/"):
        response = FileResponse(default_storage.open(shown.path), content_type=shown.content_type)
        response["Accept-Ranges"] = "bytes"
        return response
    return _part(shown, asked[1], asked[2])


def _part(shown: media.Shown, first: str, last: str) -> HttpResponse:
    """Bytes `first` to `last`; without `first`, the last so many."""
    size = default_storage.size(shown.path)
    start = int(first) if first else max(0, size - int(last or 0))
    end = min(int(last) if first and last else size - 1, size - 1, start + LARGEST_PART - 1)
    if start >= size or end < start:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with default_storage.open(shown.path) as file:
        file.seek(start)
        part = file.read(end - start + 1)
    told = {"Content-Range": f"bytes {start}-{end}/{size}", "Accept-Ranges": "bytes"}
    return HttpResponse(part, status=206, content_type=shown.content_type, headers=told)
