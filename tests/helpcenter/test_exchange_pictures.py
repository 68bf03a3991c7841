"""Pictures leave with the texts that show them, and come in only as an editor's upload would."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from helpcenter import actions, media, wording
from helpcenter.exchange import archives, exporting, reading
from helpcenter.exchange.taking_in import Refused, take_in, try_out
from helpcenter.models import Article, Picture, Translation

SHOWN = '![The field](picture:memo "Here")'
TEXT = f"---\ntitle: Memo\ncategory: crypto-deposits\n---\n\n{SHOWN}\n".encode()


def drawn(colour: str = "teal", kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (1500, 600), colour).save(made, kind)
    return made.getvalue()


def hung(name: str = "memo", colour: str = "teal", kind: str = "PNG") -> Picture:
    upload = SimpleUploadedFile(f"x.{kind.lower()}", drawn(colour, kind))
    return media.hang(name, upload, about="Where it stands")


def brought(*files: tuple[str, bytes]):
    return reading.read("all.zip", archives.write([("memo/en.md", TEXT), *files]))


def kept(name: str) -> list[str]:
    """The files that lie there for a picture."""
    try:
        return sorted(default_storage.listdir(f"help/{name}")[1])
    except FileNotFoundError:
        return []


def emptied(name: str = "memo") -> None:
    """A house without articles and without this picture."""
    for file in kept(name):
        default_storage.delete(f"help/{name}/{file}")
    Picture.objects.all().delete()
    Article.objects.all().delete()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_there_and_back_is_the_same_page_and_the_same_file(write, client, kind: str) -> None:
    hung(kind=kind)
    write("memo", "Memo", body=SHOWN)
    page, first = client.get("/help/memo/").text, exporting.whole(".zip")
    address = media.picture(Picture.objects.get()).src
    emptied()
    assert take_in(reading.read("all.zip", first), why="moved").told == []
    assert (client.get(address).status_code, Picture.objects.get().about) == (200, "Where it stands")
    assert address in page
    assert address in client.get("/help/memo/").text
    assert exporting.whole(".zip") == first


def test_json_lines_have_no_pictures_and_what_nobody_shows_stays(write) -> None:
    hung()
    hung("other")
    write("memo", "Memo", body=SHOWN)
    names = [name for name, _raw in exporting.files()]
    assert [name for name in names if name.startswith("media/")] == ["media/memo.png", "media/pictures.json"]
    assert b"PNG" not in exporting.whole(".jsonl")


def test_a_picture_leaves_by_nobody_who_may_not_see_it(write, sam, root) -> None:
    hung()
    wording.reword("inner", {"en": SHOWN})
    write("secret", "Secret", body="{{ snippet:inner }}", audience="agent", roles=["admin"])
    assert "media/memo.png" not in dict(exporting.files(sam))
    assert "media/memo.png" in dict(exporting.files(root))
    write("open", "Open", body="{{ snippet:inner }}")
    assert "media/memo.png" in dict(exporting.files(sam))


def test_one_from_before_originals_were_kept_leaves_as_it_is_shown(write) -> None:
    picture = hung()
    default_storage.delete(f"help/memo/{picture.digest}.png")
    write("memo", "Memo", body=SHOWN)
    whole = exporting.whole(".zip")
    assert "media/memo.webp" in dict(exporting.files())
    assert take_in(reading.read("all.zip", whole), why="x").told == []
    assert Picture.objects.get().digest == picture.digest


def bomb() -> bytes:
    """A PNG whose head asks for two thousand million pixels."""
    head = struct.pack(">IIBBBBB", 50_000, 40_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(raw)) + name + raw + struct.pack(">I", zlib.crc32(name + raw))
        for name, raw in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("file", "raw"),
    [
        ("memo.png", SVG),
        ("memo.svg", SVG),
        ("memo.png", b"%PDF-1.4\n"),
        ("memo.txt", b"Words."),
        ("memo.png", bomb()),
        ("memo.png", drawn() + bytes(11 << 20)),
        ("memo.png", b""),
        ("Memo Field.png", drawn()),
    ],
)
def test_what_is_no_harmless_picture_is_refused_by_name_and_nothing_is_kept(shelf, file, raw) -> None:
    emptied()
    found = brought((f"media/{file}", raw), ("media/fine.png", drawn()))
    with pytest.raises(Refused) as refused:
        take_in(found, why="x")
    assert refused.value.problems[0].startswith(f"media/{file}: ")
    assert try_out(found, why="x")[1] == refused.value.problems
    assert not Picture.objects.exists()
    assert not Translation.objects.exists()
    assert (kept("memo"), kept("fine")) == ([], [])


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        (b"{}", "list of objects"),
        (b'[{"name": "gone"}]', "“gone”"),
        (b'[{"name": "memo", "nam": ""}]', "“nam”"),
    ],
)
def test_a_list_of_pictures_that_is_wrong_is_named(shelf, listed: bytes, words: str) -> None:
    said = try_out(brought(("media/memo.png", drawn()), ("media/pictures.json", listed)), why="x")[1]
    assert said[0].startswith("media/pictures.json")
    assert words in said[0]


def test_trying_out_writes_no_file_and_taking_in_does(shelf, sam) -> None:
    emptied()
    found = brought(("media/memo.png", drawn()))
    assert try_out(found, why="x", by=sam)[1] == []
    assert (kept("memo"), Picture.objects.count()) == ([], 0)
    take_in(found, why="x", by=sam)
    assert len(kept("memo")) == 4
    assert Picture.objects.get().widths == [480, 800, 1280]


def test_a_person_hangs_nothing_over_another_picture_and_the_same_is_no_news(write, sam) -> None:
    picture = hung()
    assert take_in(brought(("media/memo.jpg", drawn(kind="PNG"))), why="x", by=sam).told == []
    found = brought(("media/memo.png", drawn("red")))
    (said,) = try_out(found, why="x", by=sam)[0].told
    assert said.startswith("media/memo.png: another picture hangs under this name and stays")
    assert take_in(found, why="x", by=sam).told == [said]
    assert Picture.objects.get().digest == picture.digest


def test_the_command_line_puts_it_in_its_place_and_readers_see_it(write, client) -> None:
    before = hung().digest
    actions.readers_see(write("memo", "Memo", body=SHOWN))
    (said,) = take_in(brought(("media/memo.png", drawn("red"))), why="x").told
    assert "takes its place" in said
    assert Picture.objects.get().digest != before
    assert Client().get(media.picture(Picture.objects.get()).src).status_code == 200
