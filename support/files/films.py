"""Recordings: built as their type is, and without the place they were taken at.

Phones write place, owner and device into boxes of an MP4, MOV or 3GP (`udta`, `meta`, `uuid`). Those become
`free` boxes of the same length, filled with zeros: no offset in the file changes, and no picture is touched.
A film that fetches its pictures from elsewhere is none (QuickTime's reference movies, `dref` to an address).
"""

import struct
from collections.abc import Iterator

TELLING = {b"udta", b"meta", b"uuid"}
DEEPEST = 8  # boxes within boxes; films have five
NESTED = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"moof", b"traf"}
ELSEWHERE = {b"rmra", b"cmov"}  # a list of addresses; a packed `moov`, into which nobody has looked
TOP = {
    b"ftyp",
    b"styp",
    b"moov",
    b"moof",
    b"mdat",
    b"sidx",
    b"ssix",
    b"mfra",
    b"free",
    b"skip",
    b"wide",
    b"emsg",
}
TOP |= {b"prft", b"pdin", *TELLING}


def boxed(raw: bytes) -> bytes:
    """The same film without telling boxes. Raises ValueError when it is not built so, or is elsewhere."""
    film = bytearray(raw)
    kinds = {kind for kind, _start, _inner, _after in _boxes(film, 0, len(film))}
    if not kinds <= TOP or b"moov" not in kinds:
        raise ValueError("not built as a film")
    _quiet(film, 0, len(film))
    return bytes(film)


def webm(raw: bytes) -> bytes:
    """The same bytes. Raises ValueError when the head says another document type (RFC 8794, RFC 9559)."""
    if b"\x42\x82\x84webm" not in raw[:4096]:
        raise ValueError("not a WebM")
    return raw


def _quiet(film: bytearray, start: int, end: int, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise ValueError("boxes without end")
    for kind, box, inner, after in list(_boxes(film, start, end)):
        if kind in TELLING:
            film[box + 4 : box + 8] = b"free"
            film[inner:after] = bytes(after - inner)
        elif kind in ELSEWHERE or (kind == b"dref" and _leads_away(film, inner, after)):
            raise ValueError("a film that is elsewhere")
        elif kind in NESTED:
            _quiet(film, inner, after, depth + 1)


def _leads_away(film: bytearray, inner: int, after: int) -> bool:
    """Whether a `dref` names a place outside this file: an entry with words and without flag 1 (8.7.2)."""
    for _kind, _start, entry, end in _boxes(film, inner + 8, after):
        if end - entry > 4 and not film[entry + 3] & 1:
            return True
    return False


def _boxes(film: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Each box's kind, where it and its content begin, and where both end (ISO/IEC 14496-12, 4.2)."""
    while start < end:
        if end - start < 8:
            raise ValueError("cut short")
        length, kind = struct.unpack_from(">I4s", film, start)
        head = 8
        if length == 1 and end - start >= 16:
            (length,), head = struct.unpack_from(">Q", film, start + 8), 16
        elif length == 0:  # to the end
            length = end - start
        if length < head or start + length > end:
            raise ValueError("a box longer than what holds it")
        yield kind, start, start + head, start + length
        start += length
