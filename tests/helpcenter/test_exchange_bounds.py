"""However a file lies about itself, reading it takes little memory and little time."""

import io
import struct
import tracemalloc
import zipfile
from dataclasses import replace

import pytest

from helpcenter.exchange import archives, folders, lines, reading
from helpcenter.exchange.manuscripts import MOST_PROBLEMS, MOST_TEXTS, Manuscript

GOOD = b"---\ntitle: T\ncategory: s\n---\n\nWords.\n"
ZEROS = 60 << 20  # bytes
MOST = 8 << 20  # bytes of memory, for a file that says it is small


def zipped(packed_as: int, *, lying: bool = False) -> bytes:
    """A zip of zeros; a lying one names ten bytes as their size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packed_as) as archive:
        archive.writestr("a/en.md", bytes(ZEROS))
    raw = packed.getvalue()
    return raw.replace(struct.pack("<I", ZEROS), struct.pack("<I", 10)) if lying else raw


@pytest.mark.parametrize("packed_as", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_lies_about_its_size_is_refused_before_it_unfolds(packed_as: int) -> None:
    raw = zipped(packed_as, lying=True)
    tracemalloc.start()
    (said,) = reading.read("all.zip", raw).problems
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "damaged" in said
    assert peak < MOST


def test_what_comes_out_is_counted_over_all_files(monkeypatch) -> None:
    raw = archives.write([(f"a{number}/en.md", bytes(700)) for number in range(3)])
    assert len(archives.read(raw)[0]) == 3
    monkeypatch.setattr(archives, "MOST_BYTES", 2000)
    (said,) = reading.read("all.zip", raw).problems
    assert "unpacks to more than" in said


@pytest.mark.parametrize("packed_as", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_honest_zip_is_read(packed_as: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packed_as) as archive:
        archive.writestr("a/en.md", GOOD)
    assert archives.read(packed.getvalue()) == ({"a/en.md": GOOD}, [])


@pytest.mark.parametrize("line", [b"x\n", b"\n", b'{"slug":"a"}\n'])
def test_junk_is_not_read_to_its_end(line: bytes) -> None:
    raw = line * ((1 << 20) // len(line))
    found = lines.read("all.jsonl", raw)
    assert len(found.problems) <= MOST_PROBLEMS + 1
    assert len(found.manuscripts) <= MOST_TEXTS + 1


def test_a_summary_has_the_same_bound_at_both_doors() -> None:
    one = Manuscript("a", "a", "en", "T", "Words.", "s", summary="x" * 2001)
    assert "“summary” has 2001 letters" in one.problems()[0]
    longest = replace(one, summary="x" * 2000, notice="x" * 10_000)
    assert not longest.problems()
    assert folders.read(dict(folders.write([], [], [longest]))).problems == []


def test_too_many_shelves_are_refused_like_too_many_texts() -> None:
    line = b'{"shelf": {"slug": "s", "names": {"en": "S"}}}\n'
    (said,) = reading.read("all.jsonl", line * (MOST_TEXTS + 1)).problems
    assert "at most 20000" in said
    assert not reading.read("all.jsonl", line * 3).problems
