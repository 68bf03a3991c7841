"""How a file leaves for a browser: as something to save, that cannot act and that nobody keeps on the way."""

from django.http import FileResponse, Http404

from tickets.models import Attachment


def send(file: Attachment) -> FileResponse:
    """A file as a download; a page's own <img> would paint a picture all the same.

    Raises Http404 when it is not found clean, by whoever asks, or when its bytes are gone.
    """
    if not file.is_open:
        raise Http404
    try:
        content = file.content.open("rb")
    except (FileNotFoundError, ValueError) as gone:
        raise Http404 from gone
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
