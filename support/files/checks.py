"""One upload, looked into from its name to its last byte."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from support.files import content, films, papers, pictures, refusals, texts, unwanted
from support.files.names import ending_of, safe_name, with_ending

# Endings we take, and the type we will call the file whatever the sender said.
IMAGES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".heif": "image/heic",
    ".hif": "image/heic",
}
# Built of the same boxes: a camera or a chat may have called one by the name of the other.
BOXED = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".3gp": "video/3gpp",
    ".3g2": "video/3gpp2",
}
OTHERS = {".pdf": "application/pdf", ".webm": "video/webm", **BOXED}
TEXTS = {".txt": "text/plain", ".csv": "text/csv", ".log": "text/plain", ".eml": "text/plain"}
ACCEPTED = [*IMAGES, *OTHERS, *TEXTS]
ENDINGS = {content_type: ending for ending, content_type in reversed([*IMAGES.items(), *OTHERS.items()])}
FILMS: dict[str, Callable[[bytes], bytes]] = {
    "video/webm": films.webm,
    **dict.fromkeys(BOXED.values(), films.boxed),
}


@dataclass(frozen=True)
class Checked:
    """What may be kept: a safe name, its true type, its size in bytes, its hash (of `content`).

    `kind` is what the sender calls it, and `upload` the token it came under, when it came ahead of its form.
    """

    name: str
    content_type: str
    size: int
    sha256: str
    content: IO[bytes]
    kind: str = ""
    upload: str = ""


def check(upload: UploadedFile) -> Checked:
    """Look into an upload. Raises FileRefused when it is too large, unwanted, lying or dangerous."""
    name = wanted_name(upload.name or "")
    if not upload.size or upload.file is None:
        raise refusals.empty(name)
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise refusals.too_large(name, settings.UPLOAD_MAX_BYTES)
    upload.seek(0)
    raw = upload.read()
    name, content_type, raw = _looked_into(name, ending_of(name), raw)
    return Checked(name, content_type, len(raw), hashlib.sha256(raw).hexdigest(), BytesIO(raw))


def wanted_name(name: str) -> str:
    """The safe name of a file we may take. Raises FileRefused for an ending we never need, with advice."""
    name = safe_name(name)
    ending = ending_of(name)
    if ending in unwanted.ADVICE:
        raise unwanted.ADVICE[ending](name)
    if ending and ending not in ACCEPTED:
        raise refusals.unwanted(name)
    return name


def _looked_into(name: str, ending: str, raw: bytes) -> tuple[str, str, bytes]:
    """Name, type and bytes to keep, by what the content is."""
    found = content.type_of(raw[: content.HEAD])
    if found in pictures.FORMATS and (not ending or ending in IMAGES):
        kept, raw = pictures.painted_anew(name, found, raw)
        known = IMAGES.get(ending) == kept
        return name if known else with_ending(name, ENDINGS[kept]), kept, raw
    if found in ENDINGS and (not ending or _may_be_called(ending, found)):
        known = OTHERS.get(ending) == found
        named = name if known else with_ending(name, ENDINGS[found])
        return named, found, _paper_or_film(name, found, raw)
    if found is None and ending in TEXTS:
        texts.look_through(name, raw)
        return name, TEXTS[ending], raw
    raise refusals.lying(name) if ending else refusals.unwanted(name)


def _may_be_called(ending: str, found: str) -> bool:
    """Whether a paper or a film of this type may have this ending, or that of its kin."""
    return OTHERS.get(ending) == found or (ending in BOXED and found in BOXED.values())


def _paper_or_film(name: str, content_type: str, raw: bytes) -> bytes:
    if content.hides_a_zip(raw):
        raise refusals.two_in_one(name)
    if content_type == "application/pdf":
        papers.look_through(name, raw)
        return raw
    try:
        return FILMS[content_type](raw)
    except ValueError as broken:
        raise refusals.lying(name) from broken
