"""What cannot be taken in is said with file, line and how to mend it, all at once; nothing of it is kept."""

import json
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from helpcenter.exchange import folders, lines, reading
from helpcenter.exchange.taking_in import Refused, take_in, try_out
from helpcenter.models import Article, Category, Revision

SHELF = json.dumps([{"slug": "s", "names": {"en": "S"}}]).encode()
GOOD = b"---\ntitle: T\ncategory: s\n---\n\nWords.\n"
BOMB = "\n".join(
    [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
)
LINE = {"slug": "a", "language": "en", "title": "A", "category": "s", "body": "Words."}


def problems(**files: bytes) -> list[str]:
    """What is wrong with a folder in which all else is well; nothing of it is kept."""
    brought = folders.read({"categories.json": SHELF, "good/en.md": GOOD} | files)
    with pytest.raises(Refused) as refused:
        take_in(brought, why="x")
    assert not Article.objects.exists()
    assert not Category.objects.exists()
    assert try_out(brought, why="x")[1] == refused.value.problems
    return refused.value.problems


def text(front: str, body: str = "Words.") -> bytes:
    return f"---\n{front}\n---\n\n{body}\n".encode()


@pytest.mark.parametrize(
    ("raw", "where", "words"),
    [
        (GOOD.decode().encode("utf-16"), "a/en.md", "written in UTF-16. Save it as UTF-8"),
        (GOOD.decode().encode("utf-16-le"), "a/en.md", "written in UTF-16"),
        (text("title: T\ncategory: s", "x\né").decode().encode("cp1252"), "a/en.md, line 7", "0xE9"),
        (text("title: T\ncategory: s", "x\n\0"), "a/en.md, line 7", "NUL character here. Delete it"),
        (b"Words.", "a/en.md, line 1", "begins with front matter"),
        (b"---\ntitle: T\nWords.", "a/en.md, line 1", "begins with front matter"),
        (text("title: One: two\ncategory: s"), "a/en.md, line 2", "must stand in quotes"),
        (text("category: s\ntitle: 'open"), "a/en.md, line 3", "not YAML"),
        (text("category: s\ntitle: T\ntitle: U"), "a/en.md, line 4", "“title” stands here twice"),
        (text("category: s\ntitle: {a: b}"), "a/en.md, line 3", "nothing inside it"),
        (text("- a\n- b"), "a/en.md, line 2", "lines as “title: Lost my phone”"),
        (text(f"a: &a [x]\n{BOMB}"), "a/en.md, line 3", "nothing inside it"),
        (text("x: " + "[" * 9000), "a/en.md, line 1", "cannot be read as YAML"),
        (text("x: " + "y" * 20_000), "a/en.md, line 1", "more than 16000 letters"),
        (text("category: s\ntitle: T\naudiance: agent"), "a/en.md, line 4", "“audiance” is no field"),
        (text("category: s\ntitle: T\norder: many"), "a/en.md, line 4", "whole number"),
        (text("category: s\ntitle: T\ntiers: [gold-plated]"), "a/en.md", "no tier “gold-plated”"),
        (text("category: s\ntitle: T\nroles: [customer]"), "a/en.md, line 4", "“roles” is “customer”"),
        (text("category: s\ntitle: T\naddress: good"), "good/en.md", "short name of another article"),
        (text("category: s\ntitle: T", "x" * 5_000_000), "a/en.md", "5000000 letters; at most 50000"),
        (text("category: s\ntitle: T", "{{ fact:nothing }}"), "a/en.md", "nothing"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_with_its_line(house, raw: bytes, where: str, words: str) -> None:
    said, *_others = problems(**{"a/en.md": raw})
    assert said.startswith(f"{where}: ")
    assert words in said


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(house) -> None:
    raw = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n").replace(b"Words.", b"One\r\ntwo")
    take_in(folders.read({"categories.json": SHELF, "a/en.md": raw}), why="x")
    assert Revision.objects.get().body == "One\ntwo"


def test_all_problems_are_said_at_once(house) -> None:
    said = problems(**{
        "a/xx.md": text("title: ''\ncategory: s\nkind: poem"),
        "b/en.md": b"nothing",
        "c/en.md": text("title: T\ncategory: nowhere"),
        "search/en.md": GOOD,
    })  # fmt: skip
    assert [one.partition(": ")[0] for one in sorted(said)] == [
        "a/xx.md, line 2",
        "a/xx.md, line 4",
        "a/xx.md",
        "b/en.md, line 1",
        "c/en.md",
        "search/en.md",
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (LINE | {"titel": "A"}, "“titel” is no field"),
        (LINE | {"body": 5}, "“body” must be text"),
        (LINE | {"title": "\ud800"}, "half of a letter"),
        (LINE | {"slug": "../etc"}, "this is “../etc”"),
        (LINE | {"former": ["b", 1]}, "list of short names"),
        ({"shelf": {"slug": "t", "names": {"xx": "T"}}}, "language “xx” is none of"),
        (
            {"shelf": {"slug": "t", "names": {"en": "T"}, "parent": "u"}},
            "“u” that this one stands in is missing",
        ),
        ({"shelf": {"slug": "s", "names": {"en": "S"}, "parent": "s"}}, "cannot stand in"),
        ({"fact": {"name": "A B", "kind": "text", "words": {}}}, "small letters"),
        ({"fact": {"name": "a", "kind": "number", "value": "1e999"}}, ""),
        ({"snippet": {"name": "a", "texts": {"en": "{{ snippet:a }}"}}}, "“a”"),
    ],
)
def test_a_bad_line_is_named(house, row: dict[str, object], words: str) -> None:
    rows = [{"shelf": {"slug": "s", "names": {"en": "S"}}}, row]
    brought = lines.read("all.jsonl", b"\n".join(json.dumps(one).encode() for one in rows))
    _tally, said = try_out(brought, why="x")
    assert said[0].startswith("all.jsonl, line 2: ")
    assert words in said[0]
    assert not Category.objects.exists()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (json.dumps(LINE).encode("utf-16"), "written in UTF-16"),
        (b"", "no line in this file"),
        (b"[" * 100_000, "line 1"),
        (b"PK\x03\x04 and no more", "damaged or locked"),
    ],
)
def test_a_file_as_a_whole_is_refused_with_words(house, raw: bytes, words: str) -> None:
    (said,) = reading.read("all.jsonl", raw).problems
    assert said.startswith("all.jsonl")
    assert words in said


def zipped(*files: tuple[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files:
            archive.writestr(name, raw)
    return packed.getvalue()


@pytest.mark.parametrize("name", ["../../etc/en.md", "/etc/en.md", "a\\..\\en.md", "C:/a/en.md"])
def test_a_name_that_leads_out_of_the_zip_is_refused(house, name: str) -> None:
    (said,) = reading.read("all.zip", zipped((name, GOOD), ("a/en.md", GOOD))).problems
    assert "leads out of the folder" in said


def test_a_zip_that_unpacks_to_too_much_is_refused_unread(house) -> None:
    raw = zipped(*[(f"a{number}/en.md", bytes(30 << 20)) for number in range(4)])
    assert len(raw) < 1 << 20
    (said,) = reading.read("all.zip", raw).problems
    assert "unpacks to more than" in said


def test_what_is_neither_is_left_out_and_named(house) -> None:
    files = {"categories.json": SHELF, "a/en.md": GOOD, "readme.txt": b"x", "a/b/en.md": GOOD}
    assert folders.read(files).left_out == ["a/b/en.md", "readme.txt"]


def test_a_dry_run_says_what_would_be_and_changes_nothing(house, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(
        "\n".join(json.dumps(row) for row in [{"shelf": {"slug": "s", "names": {"en": "S"}}}, LINE])
    )
    said = StringIO()
    call_command("import_articles", str(path), "--dry-run", stdout=said)
    assert said.getvalue() == "Would be: 1 new, 0 changed, 0 as they were. Nothing was changed.\n"
    assert not Article.objects.exists()
    call_command("import_articles", str(path), "--notice", "MIT, © its authors", stdout=StringIO())
    assert Article.objects.get().notice == "MIT, © its authors"
