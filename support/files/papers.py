"""PDFs that only show something.

Agents open them outside our pages, so what acts is refused: JavaScript, programs started, forms sent, files
carried along. Such names may be written with #xx for a letter and stand in packed object streams; we look
there too (ISO 32000-1: 7.3.5, 7.5.7). What is encrypted cannot be looked into, and is refused as well.
"""

import re
import zlib

from support.files import refusals

# A letter in a name may be written #4A. /AA and /OpenAction alone are harmless: most only set the page shown.
# What opens a file elsewhere tells that computer who opened it, and so does a page of the web that opens by
# itself; /URI alone stands in every honest paper with a link in it.
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTING = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|Rendition|GoTo[ER]|XFA)(?![A-Za-z])"
    rb"|/S\s*/Thread(?![A-Za-z])"
)
OPENING = re.compile(rb"/(?:OpenAction|AA)\s*(<<|(\d+)\s+(\d+)\s+R)")
GOES_OUT = re.compile(rb"/S\s*/URI(?![A-Za-z])")
HEAD = re.compile(
    rb"\s*(?:\d{1,10}\s+\d{1,10}\s+)+"
)  # of a packed stream: numbers of objects and their places
LONGEST_ACTION = 2048  # bytes of what happens by itself
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
    parts, left = [_spelled_out(raw)], MOST_UNPACKED
    for packed, filters in _object_streams(raw):
        if filters not in ([], [b"FlateDecode"]):  # no writer of object streams uses another; a hider would
            raise refusals.locked_paper(name)
        objects = _unpacked(name, packed, left) if filters else packed
        left -= len(objects)
        parts.append(_spelled_out(objects))
    if any(ACTING.search(part) for part in parts) or _goes_out_by_itself(parts):
        raise refusals.active_paper(name)


def _goes_out_by_itself(parts: list[bytes]) -> bool:
    """Whether a page of the web opens when the paper or one of its pages does."""
    begun = [(part, mark) for part in parts for mark in OPENING.finditer(part)]
    for part, mark in begun:
        told = part[mark.end() : mark.end() + LONGEST_ACTION]
        places = [_dictionary(told)] if mark[2] is None else [_object(mark[2], one) for one in parts]
        if any(GOES_OUT.search(place) for place in places):
            return True
    return False


def _object(number: bytes, part: bytes) -> bytes:
    """An object by its number, where it stands in this part: written out, or as a row of a packed stream."""
    if there := re.search(rb"(?<!\d)%s\s+\d+\s+obj\b" % number, part):
        return part[there.end() : there.end() + LONGEST_ACTION].partition(b"endobj")[0]
    head = HEAD.match(part)
    numbers = head[0].split() if head else []
    places = dict(zip(numbers[::2], numbers[1::2], strict=False))
    if head is None or number not in places:
        return b""
    begins = head.end() + int(places[number])
    later = [int(place) + head.end() for place in places.values() if int(place) + head.end() > begins]
    return part[begins : min(later, default=begins + LONGEST_ACTION)]


def _dictionary(begun: bytes) -> bytes:
    """Up to where the dictionary that has begun ends."""
    depth = 1
    for mark in re.finditer(rb"<<|>>", begun):
        depth += 1 if mark[0] == b"<<" else -1
        if not depth:
            return begun[: mark.start()]
    return begun


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
