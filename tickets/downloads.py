"""How a file leaves for a browser: as something that cannot act, and that nobody keeps on the way."""

from django.http import FileResponse, Http404

from tickets.models import Attachment

PAINTED = {"image/png", "image/jpeg", "image/webp", "image/gif"}  # a browser only paints these


def send(file: Attachment, *, may_paint: bool = False) -> FileResponse:
    """A file as a download; pictures may be painted.

    Raises Http404 when it is not found clean, by whoever asks, or when its bytes are gone.
    """
    if not file.is_open:
        raise Http404
    try:
        content = file.content.open("rb")
    except (FileNotFoundError, ValueError) as gone:
        raise Http404 from gone
    apart = not (may_paint and file.content_type in PAINTED)
    response = FileResponse(content, as_attachment=apart, filename=file.name, content_type=file.content_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
