"""What phones record and photograph is taken by its content, whatever box and brand it came in."""

import pytest

from support import files
from tests.files.made import box, heic, upload
from tests.tickets.test_files import MP4, WEBM

PLACE = b"+52.5200+013.4050/"


def film(brand, *more, also=b"", moov=b""):
    """A film of one brand, with the place it was taken at in the boxes of its kind."""
    media = box(b"mdia", box(b"minf", box(b"dinf", box(b"dref", bytes(7), b"\1", *more))))
    where = box(b"meta", box(b"hdlr", bytes(24)), b"com.apple.quicktime.location.ISO6709", PLACE)
    return (
        box(b"ftyp", brand, bytes(4), brand, also)
        + box(b"wide")
        + box(b"mdat", b"frames")
        + box(b"moov", box(b"mvhd", bytes(100)), box(b"trak", media), where, moov)
    )


HERE = box(b"alis", b"\0\0\0\1")  # "in this file", as an iPhone says it


@pytest.mark.parametrize(
    ("name", "brand", "kept"),
    [
        ("IMG_0001.MOV", b"qt  ", ("IMG_0001.MOV", "video/quicktime")),
        ("film.mp4", b"qt  ", ("film.mov", "video/quicktime")),
        ("film.mov", b"mp42", ("film.mp4", "video/mp4")),
        ("film.m4v", b"M4V ", ("film.m4v", "video/mp4")),
        *((f"{n}.3gp", f"3gp{n}".encode(), (f"{n}.3gp", "video/3gpp")) for n in (4, 5, 6)),
        ("film.3g2", b"3g2a", ("film.3g2", "video/3gpp2")),
        ("film", b"isom", ("film.mp4", "video/mp4")),
    ],
)
def test_a_phones_film_is_taken_by_its_brand_without_its_place(name, brand, kept):
    checked = files.check(upload(name, film(brand, HERE)))
    assert (checked.name, checked.content_type) == kept
    raw = checked.content.read()
    assert PLACE not in raw
    assert len(raw) == len(film(brand, HERE))
    assert raw.index(b"frames") == film(brand).index(b"frames")


def test_a_makers_own_brand_counts_as_what_it_also_keeps_to():
    assert files.check(upload("a.mp4", film(b"MSNV", HERE, also=b"mp42"))).content_type == "video/mp4"
    with pytest.raises(files.FileRefused):
        files.check(upload("a.mp4", film(b"MSNV", HERE)))


@pytest.mark.parametrize(
    "raw",
    [
        film(b"qt  ", box(b"url ", bytes(4), b"https://evil.example/a.mov")),
        film(b"mp42", box(b"url ", bytes(4), b"https://evil.example/a.mp4")),
        film(b"qt  ", HERE, moov=box(b"rmra", b"https://evil.example")),
        film(b"qt  ", HERE, moov=box(b"cmov", b"packed")),
        film(b"qt  ", HERE) + box(b"evil", b"x"),
        film(b"qt  ", HERE)[:-3],
        box(b"ftyp", b"qt  ", bytes(4)) + box(b"mdat", b"x"),
        film(b"M4A ", HERE, also=b"isom"),
        film(b"avif", HERE, also=b"mif1"),
        WEBM,
    ],
)
def test_a_film_that_is_elsewhere_broken_or_no_film_is_refused(raw):
    with pytest.raises(files.FileRefused, match="not what its name says"):
        files.check(upload("IMG_0001.MOV", raw))


def test_a_film_is_taken_under_no_other_ending():
    for name in ("film.pdf", "film.webm", "film.txt", "film.png"):
        with pytest.raises(files.FileRefused):
            files.check(upload(name, MP4))


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc", b"msf1"])
@pytest.mark.parametrize("ending", ["heic", "heif", "hif"])
def test_a_picture_of_a_phone_is_painted_anew_whatever_its_brand(brand, ending):
    raw = heic()
    checked = files.check(upload(f"IMG_0001.{ending}", raw[:8] + brand + raw[12:]))
    assert (checked.name, checked.content_type) == ("IMG_0001.jpg", "image/jpeg")


def test_a_picture_of_a_brand_we_cannot_open_is_refused():
    raw = heic()
    for lie in (raw[:8] + b"avif" + raw[12:], raw[:200]):
        with pytest.raises(files.FileRefused, match="not what its name says"):
            files.check(upload("IMG_0001.heif", lie))
