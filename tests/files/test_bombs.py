"""What asks for more than it brings is refused with words, fast, and without filling our memory."""

import io
import random
import resource
import struct
import time
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import psutil
import pytest
from PIL import Image

from support import files
from tests.files.made import (
    box,
    chunk,
    gif_of,
    heic_that_says,
    moving,
    packed,
    pdf,
    png_that_says,
    saved,
    upload,
    webp_of,
)

MOST_GROWTH = 50 * 1024 * 1024  # bytes (security.md, FILE-06)
MOST_SECONDS = 2.0


def gif_canvas():
    """A frame that lies far outside of its canvas, which grows to hold it."""
    raw = bytearray(gif_of(1)[:-1] + gif_of(1)[19:])
    second = raw.rindex(b"\x2c")
    raw[second + 5 : second + 9] = struct.pack("<HH", 60_000, 60_000)
    return bytes(raw)


def jpeg_of_many_scans():
    """A progressive JPEG that paints itself thousands of times."""
    raw = saved("JPEG", progressive=True)
    at = raw.rindex(b"\xff\xda")
    return raw[:at] + raw[at:-2] * 3000 + raw[-2:]


def moving_png(frames):
    raw = moving("PNG")
    at = raw.index(b"acTL")
    return raw[: at - 4] + chunk(b"acTL", struct.pack(">II", frames, 0)) + raw[at + 16 :]


def zipped(size):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../zeros", bytes(size))
    return made.getvalue()


BOMBS = {
    "wide.png": lambda: png_that_says(60_000, 60_000),
    "tall.png": lambda: png_that_says(1, 2_000_000_000),
    "text.png": lambda: png_that_says(
        8, 8, before=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200_000_000), 9))
    ),
    "colours.png": lambda: png_that_says(
        8, 8, before=chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(200_000_000), 9))
    ),
    "wide.heic": lambda: heic_that_says(60_000, 60_000),
    "just.heic": lambda: heic_that_says(8_000, 8_000),
    "many.gif": lambda: gif_of(600_000),
    "large.gif": lambda: gif_of(150, 60_000, 60_000),
    "outside.gif": gif_canvas,
    "many.webp": lambda: webp_of(5_000),
    "many.png": lambda: moving_png(1_000_000),
    "scans.jpg": jpeg_of_many_scans,
    "zeros.zip": lambda: zipped(100_000_000),
    "zeros.docx": lambda: zipped(100_000_000),
    "zeros.pdf": lambda: zipped(100_000_000),
    "zeros.png": lambda: zipped(100_000_000),
    "objects.pdf": lambda: pdf(packed(bytes(300_000_000))),
    "boxes.mp4": lambda: box(b"ftyp", b"isom\0\0\0\0") + struct.pack(">I4sQ", 1, b"moov", 2**62),
    "deep.mp4": lambda: box(b"ftyp", b"isom\0\0\0\0") + struct.pack(">I4s", 0, b"moov") * 50_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_by_name_within_two_seconds_and_little_memory(name):
    raw = BOMBS[name]()
    assert len(raw) < 10 * 1024 * 1024
    process = psutil.Process()
    before, peak = process.memory_info().rss, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tracemalloc.start()
    begun = time.perf_counter()
    try:
        with pytest.raises(files.FileRefused) as refused:
            files.check(upload(name, raw))
        took = time.perf_counter() - begun
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert name in str(refused.value)
    assert took < MOST_SECONDS * 2  # tracing itself costs as much again
    assert most < MOST_GROWTH + len(raw)
    assert process.memory_info().rss - before < MOST_GROWTH
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) * 1024 < MOST_GROWTH


def test_a_large_honest_photo_is_taken_and_made_smaller():
    """The positive control: a phone's fifty megapixels are no bomb."""
    photo = Image.effect_noise((816, 612), 30).convert("RGB").resize((8160, 6120), Image.Resampling.NEAREST)
    checked = files.check(upload("photo.jpg", saved("JPEG", photo, quality=40)))
    with Image.open(checked.content) as kept:
        assert kept.size == (4080, 3060)


@pytest.mark.parametrize("seed", range(40))
def test_garbage_behind_an_honest_beginning_is_refused_and_never_breaks_us(seed):
    chance = random.Random(seed)
    film = box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", box(b"trak"))
    name, raw = chance.choice(
        [
            ("a.png", saved("PNG")),
            ("a.jpg", saved("JPEG")),
            ("a.gif", moving("GIF")),
            ("a.webp", moving("WEBP")),
            ("a.pdf", pdf(packed(b"1 0 << >>"))),
            ("a.mp4", film),
        ]
    )
    broken = bytearray(raw)
    for _n in range(20):
        broken[chance.randrange(12, len(broken))] = chance.randrange(256)
    with suppress(files.FileRefused):
        assert files.check(upload(name, bytes(broken))).size
