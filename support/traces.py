"""Pictures tell where and when they were taken, and with which camera. We take that out before we keep one.

Losslessly: only the parts that hold it are left out, the picture's own data stays as it is. HEIC keeps
everything, because it cannot be taken apart without painting it anew.
"""

import struct
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image

ORIENTATION = 0x0112
UPRIGHT = 1
# JPEG segments (ITU T.81 B.1.1.3) that say how to paint: JFIF, colour profile, Adobe's colour transform.
JPEG_KEPT = {0xE0: b"", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
PNG_DROPPED = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
WEBP_DROPPED = {b"EXIF", b"XMP "}
WEBP_FLAGS = 0x08 | 0x04  # "there is EXIF", "there is XMP" in VP8X


def without_traces(content_type: str, raw: bytes) -> bytes:
    """The same picture without place, time, camera and comments; other types come back as they are.

    Raises ValueError when the file is not built as its type is.
    """
    taking_out = TAKING_OUT.get(content_type)
    try:
        return taking_out(raw) if taking_out else raw
    except (struct.error, IndexError) as broken:
        raise ValueError("cut short") from broken


def _jpeg(raw: bytes) -> bytes:
    turned = Image.open(BytesIO(raw)).getexif().get(ORIENTATION, UPRIGHT)
    kept = [raw[:2]]
    if turned in range(2, 9):
        kept.append(_orientation(turned))
    for marker, start, end in _segments(raw):
        if marker == 0xDA:  # the picture itself, to the end
            return b"".join([*kept, raw[start:]])
        is_note = marker == 0xFE or 0xE0 <= marker <= 0xEF
        if not is_note or (marker in JPEG_KEPT and raw[start + 4 : end].startswith(JPEG_KEPT[marker])):
            kept.append(raw[start:end])
    raise ValueError("no picture in it")


def _segments(raw: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of each segment of a JPEG's head."""
    at = 2
    while at < len(raw):
        if raw[at] != 0xFF:
            raise ValueError("no marker")
        if raw[at + 1] == 0xFF:  # fill
            at += 1
            continue
        (length,) = struct.unpack_from(">H", raw, at + 2)
        yield raw[at + 1], at, at + 2 + length
        at += 2 + length


def _orientation(turned: int) -> bytes:
    """An EXIF segment that says which side is up, and nothing else."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif


def _png(raw: bytes) -> bytes:
    kept, at = [raw[:8]], 8
    while at < len(raw):
        length, kind = struct.unpack_from(">I4s", raw, at)
        if kind not in PNG_DROPPED:
            kept.append(raw[at : at + 12 + length])
        at += 12 + length
        if kind == b"IEND":  # whatever is hung on behind is no picture
            break
    return b"".join(kept)


def _webp(raw: bytes) -> bytes:
    kept, at = [], 12
    while at < len(raw):
        kind, length = struct.unpack_from("<4sI", raw, at)
        end = at + 8 + length + length % 2
        part = bytearray(raw[at:end])
        if kind == b"VP8X":
            part[8] &= ~WEBP_FLAGS
        if kind not in WEBP_DROPPED:
            kept.append(bytes(part))
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


TAKING_OUT: dict[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
}
