"""Is this upload what it says it is? Content is asked, never the name alone."""

import codecs
import hashlib
import re
import unicodedata
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import IO

import pillow_heif
import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from support import shield, traces

pillow_heif.register_heif_opener()
warnings.simplefilter("error", Image.DecompressionBombWarning)

# Endings we take, and the type we will call the file whatever the sender said.
IMAGES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".heic": "image/heic",
}
OTHERS = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".mp4": ("video/mp4", None),
    ".webm": ("video/webm", b"\x1a\x45\xdf\xa3"),
}
TEXTS = {".txt": "text/plain", ".csv": "text/csv", ".log": "text/plain", ".eml": "text/plain"}
ACCEPTED = [*IMAGES, *OTHERS, *TEXTS]
LARGEST_PICTURE = 50_000_000  # pixels
LONGEST_TEXT = 2 * 1024 * 1024  # bytes; every one of them is looked through for secrets


class FileRefused(Exception):
    """The upload cannot be taken; the text says why and what to do, in the reader's language."""


@dataclass(frozen=True)
class Checked:
    """An upload that is what it says: a safe name, its true type, its size in bytes and its hash."""

    name: str
    content_type: str
    size: int
    sha256: str
    content: IO[bytes]


def check(upload: UploadedFile) -> Checked:
    """Look into an upload. Raises FileRefused when it is too large, of no accepted type, or lying."""
    name = safe_name(upload.name or "")
    if not upload.size or upload.file is None:
        raise FileRefused(_("“%(name)s” is empty. Choose the file again.") % {"name": name})
    if upload.size > settings.UPLOAD_MAX_BYTES:
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        raise FileRefused(
            _("“%(name)s” is larger than %(most)d MB. Send a smaller one.") % {"name": name, "most": most}
        )
    content_type = _type(name, upload)
    upload.seek(0)
    if content_type in traces.TAKING_OUT:
        return _bare(name, content_type, upload.read())
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    upload.seek(0)
    return Checked(name, content_type, upload.size, digest, upload.file)


def _bare(name: str, content_type: str, raw: bytes) -> Checked:
    """A picture without the place, time and camera it was taken with."""
    try:
        raw = traces.without_traces(content_type, raw)
    except ValueError as broken:
        raise _lying(name) from broken
    return Checked(name, content_type, len(raw), hashlib.sha256(raw).hexdigest(), BytesIO(raw))


def safe_name(name: str) -> str:
    """A name that can be shown and saved anywhere: no path, no control or direction marks, 100 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    name = shield.readable(shield.mask(name).text)
    name = re.sub(r'[<>:"|?*%;]+', "_", name).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:90]}{dot}{ending[:9]}" if dot else name[:100]


def _type(name: str, upload: UploadedFile) -> str:
    ending = "." + name.rpartition(".")[2].lower()
    if ending in IMAGES:
        return _picture(name, IMAGES[ending], upload)
    if ending in OTHERS:
        return _by_magic(name, *OTHERS[ending], upload)
    if ending in TEXTS:
        return _text(name, TEXTS[ending], upload)
    raise FileRefused(
        _("We cannot take “%(name)s”. Send one of these: %(types)s.")
        % {"name": name, "types": ", ".join(e.lstrip(".") for e in ACCEPTED)}
    )


def _picture(name: str, content_type: str, upload: UploadedFile) -> str:
    try:
        with Image.open(upload) as picture:
            pixels, found = picture.width * picture.height, picture.format or ""
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        pixels, found = 0, ""
    same = {"image/jpeg": "JPEG", "image/heic": "HEIF"}.get(
        content_type, content_type.partition("/")[2].upper()
    )
    if not 0 < pixels <= LARGEST_PICTURE or found != same:
        raise _lying(name)
    return content_type


def _by_magic(name: str, content_type: str, magic: bytes | None, upload: UploadedFile) -> str:
    upload.seek(0)
    start = upload.read(2048)
    if magic is not None and start.startswith(magic):
        return content_type
    if magic is None and start[4:8] == b"ftyp":
        return content_type
    raise _lying(name)


def _text(name: str, content_type: str, upload: UploadedFile) -> str:
    if (upload.size or 0) > LONGEST_TEXT:
        raise FileRefused(
            _("“%(name)s” is a very long text. Send the part around the error, up to %(most)d MB.")
            % {"name": name, "most": LONGEST_TEXT >> 20}
        )
    upload.seek(0)
    raw = upload.read()
    words = _decoded(raw)
    looks_binary = any(
        m.confidence > 0.8 and m.extension in {".exe", ".elf", ".zip"} for m in _magic(raw[:65_536])
    )
    if "\0" in words or looks_binary:
        raise _lying(name)
    if kinds := shield.mask(words).kinds:
        raise FileRefused(
            _("“%(name)s” holds a secret (%(what)s). Nobody here needs it: take it out, then send the file.")
            % {"name": name, "what": shield.words(kinds[0])}
        )
    return content_type


def _decoded(raw: bytes) -> str:
    """The text of a file: UTF-16 when it begins like that, else UTF-8 as far as it goes."""
    coding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    return raw.decode(coding, errors="replace")


def _magic(start: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return list(puremagic.magic_string(start))
    except (puremagic.PureError, ValueError):
        return []


def _lying(name: str) -> FileRefused:
    return FileRefused(
        _("“%(name)s” is not what its name says, or it is damaged. Open it, save it again, and send that.")
        % {"name": name}
    )
