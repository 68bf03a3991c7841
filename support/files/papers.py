"""PDFs that only show something.

Agents open them outside our pages, so what acts is refused: JavaScript, programs started, forms sent, files
carried along. Such names may be written with #xx for a letter and stand in packed object streams; we look
there too (ISO 32000-1: 7.3.5, 7.5.7). What is encrypted cannot be looked into, and is refused as well.
"""

import re
import zlib

from support.files import refusals

# A letter in a name may be written #4A. /AA and /OpenAction alone are harmless: most only set the page shown.
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTING = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|Rendition|GoToE|XFA)(?![A-Za-z])"
)
ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
STREAM = re.compile(rb"stream\r?\n")
LOOKED_BACK = 2048  # bytes of a stream's dictionary
MOST_UNPACKED = 8 * 1024 * 1024  # bytes of all object streams together


def look_through(name: str, raw: bytes) -> None:
    """Raise FileRefused for a PDF that acts, carries files, is locked, or unpacks to more than we look at."""
    if b"%%EOF" not in raw[-2048:] and b"startxref" not in raw:
        raise refusals.lying(name)
    if ENCRYPTED.search(raw):
        raise refusals.locked_paper(name)
    if ACTING.search(_spelled_out(raw)):
        raise refusals.active_paper(name)
    left = MOST_UNPACKED
    for packed, filters in _object_streams(raw):
        if filters not in ([], [b"FlateDecode"]):  # no writer of object streams uses another; a hider would
            raise refusals.locked_paper(name)
        objects = _unpacked(name, packed, left) if filters else packed
        left -= len(objects)
        if ACTING.search(_spelled_out(objects)):
            raise refusals.active_paper(name)


def _spelled_out(raw: bytes) -> bytes:
    return HEX.sub(lambda found: bytes([int(found[1], 16)]), raw)


def _object_streams(raw: bytes) -> list[tuple[bytes, list[bytes]]]:
    """The bytes of each object stream and the filters it went through."""
    found = []
    for mark in STREAM.finditer(raw):
        head = _spelled_out(raw[max(0, mark.start() - LOOKED_BACK) : mark.start()].rpartition(b"obj")[2])
        if b"/ObjStm" in head:
            end = raw.find(b"endstream", mark.end())
            filters = re.findall(rb"/(\w+Decode|LZW|Fl|A85|AHx|RL|Crypt)\b", head)
            found.append((raw[mark.end() : end if end > 0 else len(raw)], filters))
    return found


def _unpacked(name: str, packed: bytes, most: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        objects = unpacking.decompress(packed, most)
    except zlib.error as broken:
        raise refusals.lying(name) from broken
    if unpacking.unconsumed_tail:
        raise refusals.lying(name)
    return objects
