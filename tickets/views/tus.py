"""How tus 1.0.0 is spoken: headers in, headers out."""

import binascii
from base64 import b64decode
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tickets.models import FileKind

VERSION = "1.0.0"


class Unreadable(Exception):
    """The headers do not say what they must."""


def number(request: HttpRequest, header: str) -> int:
    """A header's count of bytes; a length is more than none. Raises Unreadable."""
    said = request.headers.get(header, "")
    if not said.isdecimal() or len(said) > 15 or (header == "Upload-Length" and int(said) == 0):
        raise Unreadable(_("This file does not say how large it is, or it is empty. Choose it again."))
    return int(said)


def metadata(request: HttpRequest) -> dict[str, str]:
    """`filename`, `kind` and whatever else was told, each as `name base64`, by comma. Raises Unreadable."""
    told: dict[str, str] = {}
    try:
        for pair in request.headers.get("Upload-Metadata", "").split(","):
            name, _space, coded = pair.strip().partition(" ")
            told[name] = b64decode(coded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as garbled:
        raise Unreadable(_("We could not read the name of this file. Choose it again.")) from garbled
    kind = told.setdefault("kind", FileKind.OTHER) or FileKind.OTHER
    if not told.get("filename"):
        raise Unreadable(_("We could not read the name of this file. Choose it again."))
    if kind not in FileKind.values:
        raise Unreadable(_("Say what kind of file this is: choose one of the list."))
    return {name: value.replace("\0", "") for name, value in told.items()} | {"kind": str(kind)}


def said(status: int, words: str = "", headers: dict[str, Any] | None = None) -> HttpResponse:
    """An answer in plain words, or none, with the protocol's own headers."""
    answer = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    for name, value in ({"Tus-Resumable": VERSION} | (headers or {})).items():
        answer[name] = value
    return answer
