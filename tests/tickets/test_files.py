"""Uploads and downloads: only what is what it says, to nobody but those who may see the ticket."""

import io
import struct
import zlib

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from support import files


@pytest.fixture(autouse=True)
def somewhere(settings, tmp_path):
    """Files of one story lie in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path


def upload(name, content=b"hello", content_type="text/plain"):
    return SimpleUploadedFile(name, content, content_type)


def picture(kind="PNG", size=(4, 3), **options):
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, **options)
    return made.getvalue()


def heic():
    made = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64), "teal")).save(made)
    return made.getvalue()


def bomb(width=60_000, height=60_000):
    """A PNG of a few bytes that says it has 3.6 thousand million pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
MP4 = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0\0\0\x08moov" + b"\0\0\0\x0cmdatfilm"
WEBM = b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm" + b"\0" * 64


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("shot.png", picture(), "image/png"),
        ("shot.PNG", picture(), "image/png"),
        ("shot.jpg", picture("JPEG"), "image/jpeg"),
        ("shot.jpeg", picture("JPEG"), "image/jpeg"),
        ("shot.webp", picture("WEBP"), "image/webp"),
        ("shot.gif", picture("GIF"), "image/gif"),
        ("paper.pdf", PDF, "application/pdf"),
        ("screen.mp4", MP4, "video/mp4"),
        ("screen.webm", WEBM, "video/webm"),
        ("log.txt", "Ошибка 7, 错误".encode(), "text/plain"),
        ("list.csv", b"a;b\n1;2\n", "text/csv"),
    ],
)
def test_what_is_what_it_says_is_taken_under_its_true_type(name, content, content_type):
    checked = files.check(upload(name, content, "application/x-whatever"))
    assert (checked.name, checked.content_type, checked.size) == (
        name,
        content_type,
        len(checked.content.read()),
    )
    assert len(checked.sha256) == 64


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("photo.heic", heic(), ("photo.jpg", "image/jpeg")),
        ("photo.jpg", heic(), ("photo.jpg", "image/jpeg")),
        ("shot.png", picture("JPEG"), ("shot.jpg", "image/jpeg")),
        ("shot.gif", picture(), ("shot.png", "image/png")),
        ("pasted", picture("WEBP"), ("pasted.webp", "image/webp")),
        ("statement", PDF, ("statement.pdf", "application/pdf")),
    ],
)
def test_what_a_phone_misnames_is_called_by_what_it_is(name, content, kept):
    checked = files.check(upload(name, content))
    assert (checked.name, checked.content_type) == kept


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lie.png", b"<script>alert(1)</script>"),
        ("lie.png", PDF),
        ("lie.jpg", b"GIF89a/*" + b"x" * 50),
        ("lie.txt", picture()),
        ("lie.pdf", picture("JPEG")),
        ("lie.pdf", b"MZ\x90\0" + b"x" * 50),
        ("lie.mp4", PDF),
        ("lie.webm", MP4),
        ("lie.txt", b"MZ\x90\0\x03\0\0\0\x04"),
        ("lie.csv", b"PK\x03\x04" + b"\0" * 30),
        ("cut.png", picture()[:20]),
        ("bomb.png", bomb()),
    ],
)
def test_what_lies_is_refused_by_name(name, content):
    with pytest.raises(files.FileRefused) as refused:
        files.check(upload(name, content))
    assert f"“{name}”" in str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        "page.html",
        "page.svg",
        "page.xhtml",
        "page.xml",
        "run.exe",
        "run.js",
        "a.php.phtml",
        ".htaccess",
        "web.config",
        "a.lnk",
        "a.zip",
        "a.docx",
        "a.har",
        "key.pem",
        "wallet.dat",
        "png",
        "a.png.",
        "a.svgz",
        "a.mht",
    ],
)
def test_what_we_never_need_is_refused_whatever_is_in_it(name):
    with pytest.raises(files.FileRefused):
        files.check(upload(name, b"harmless words"))


def test_empty_and_too_large_files_say_so(settings):
    with pytest.raises(files.FileRefused, match="is empty"):
        files.check(upload("a.txt", b""))
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(files.FileRefused, match="larger than 1 MB"):
        files.check(upload("a.txt", b"x" * (1024 * 1024 + 1)))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\shot.txt", "shot.txt"),
        ("a\u202etxt.exe.txt", "atxt_exe.txt"),
        ("a\u200b.txt", "a.txt"),
        ("a\0b\nc.txt", "abc.txt"),
        ('a"b<c>|d?.txt', "a_b_c_d_.txt"),
        ("  .hidden.txt. ", "hidden.txt"),
        ("скриншот 截图.txt", "скриншот 截图.txt"),
        ("x" * 300 + ".txt", "x" * 90 + ".txt"),
        ("证" * 300 + ".txt", "证" * 66 + ".txt"),
        ("shell.php.jpg", "shell_php.jpg"),
        ("a.html.svg.png", "a_html_svg.png"),
        ("Screenshot 2026.11.22 at 10.00.png", "Screenshot 2026.11.22 at 10.00.png"),
        ("CON.txt", "_CON.txt"),
        ("lpt1.backup.txt", "_lpt1.backup.txt"),
        ("console.txt", "console.txt"),
    ],
)
def test_a_hostile_name_becomes_a_harmless_one(name, safe):
    assert files.safe_name(name) == safe


def test_a_secret_in_a_file_name_is_hidden():
    checked = files.check(upload("card 4111111111111111.txt"))
    assert "4111111111111111" not in checked.name
    assert checked.name.endswith(".txt")


def test_a_text_that_holds_a_secret_is_refused_with_the_reason():
    phrase = "abandon " * 11 + "about"
    with pytest.raises(files.FileRefused, match="recovery phrase"):
        files.check(upload("notes.txt", f"my words\n{phrase}\n".encode()))
    with pytest.raises(files.FileRefused, match="recovery phrase"):
        files.check(upload("notes.txt", f"my words\n{phrase}\n".encode("utf-16")))


def test_a_text_too_long_to_look_through_is_refused(settings):
    with pytest.raises(files.FileRefused, match="the part around the error"):
        files.check(upload("big.log", b"line\n" * 500_000))
