"""PDFs that only show something, films without the place they were taken at, and nothing hung on behind."""

import io
import zipfile

import pytest

from support import files
from tests.files.made import box, packed, pdf, upload
from tests.tickets.test_files import WEBM

HONEST = pdf(
    b"<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] /AcroForm << /Fields [] >> >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /Annots [<< /A << /S /URI /URI (https://meridian.example) >> >>] >>",
    packed(b"4 0 << /Title (JavaScript explained) >>"),
)
ACTIVE = {
    "javascript": b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
    "short": b"<< /JS 5 0 R >>",
    "launch": b"<< /S /Launch /F (cmd.exe) >>",
    "carried": b"<< /Names << /EmbeddedFiles 5 0 R >> >>",
    "one carried": b"<< /Type /EmbeddedFile >>",
    "sent": b"<< /S /SubmitForm /F (https://evil.example) >>",
    "film": b"<< /Subtype /RichMedia >>",
    "form": b"<< /AcroForm << /XFA 5 0 R >> >>",
    "elsewhere": b"<< /S /GoToE >>",
    "a file elsewhere": b"<< /OpenAction << /S /GoToR /F (\\\\\\\\evil\\\\x) >> >>",
    "read in": b"<< /S /ImportData /F (x) >>",
    "played": b"<< /S /Rendition >>",
    "thread": b"<< /S /Thread /F (x) >>",
    "page of the web": b"<< /OpenAction << /S /URI /URI (https://evil.example) >> >>",
    "when shown": b"<< /Type /Page /AA << /O << /Type /Action /S /URI /URI (https://evil.example) >> >> >>",
    "spelled": b"<< /S /J#61va#53cript /J#53 (x) >>",
}


def taken(name, raw):
    return files.check(upload(name, raw)).content.read()


def refused(name, raw, words):
    with pytest.raises(files.FileRefused, match=words) as why:
        files.check(upload(name, raw))
    assert f"“{name}”" in str(why.value)


def test_an_honest_paper_is_taken_as_it_is():
    assert taken("statement.pdf", HONEST) == HONEST


@pytest.mark.parametrize("name", ACTIVE)
@pytest.mark.parametrize("wrap", ["plain", "packed"])
def test_a_paper_that_acts_is_refused_with_the_way_out(name, wrap):
    acting = ACTIVE[name] if wrap == "plain" else packed(b"5 0 " + ACTIVE[name])
    refused("paper.pdf", pdf(b"<< /Type /Catalog >>", acting), "Print it as a PDF and send that copy")


def test_a_page_of_the_web_that_opens_by_itself_is_found_in_another_object():
    links = b"<< /Annots [<< /A << /S /URI /URI (https://meridian.example) >> >>] >>"
    going = b"<< /S /URI /URI (https://evil.example) >>"
    catalog = b"<< /Type /Catalog /OpenAction 3 0 R >>"
    refused("paper.pdf", pdf(catalog, links, going), "Print it as a PDF")
    refused("paper.pdf", pdf(catalog, links, b"null", packed(b"3 0 " + going)), "Print it as a PDF")
    honest = pdf(catalog, links, b"<< /S /GoTo /D [2 0 R /Fit] >>")
    assert taken("paper.pdf", honest) == honest
    both = packed(b"3 0 2 40 " + b"<< /S /GoTo /D [2 0 R /Fit] >>".ljust(40) + links)
    assert taken("paper.pdf", pdf(catalog, both))


def test_what_is_packed_so_that_nobody_sees_it_is_refused():
    hidden = packed(b"5 0 " + ACTIVE["javascript"], b"/Filter [/ASCIIHexDecode /FlateDecode]")
    refused("paper.pdf", pdf(hidden), "protected")
    refused("paper.pdf", pdf(b"<< >>", trailer=b"/Encrypt 9 0 R"), "protected")
    refused(
        "paper.pdf", pdf(packed(b"").replace(b"stream\nx", b"stream\nnonsense")), "not what its name says"
    )


def test_words_that_only_look_like_an_action_are_words():
    assert taken("a.pdf", pdf(b"<< /Title (Launch of JavaScript) /JSON 1 /Launcher 2 >>"))


def zip_behind(raw):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return raw + made.getvalue()


FILM = (
    box(b"ftyp", b"isom\0\0\0\0isommp42")
    + box(
        b"moov",
        box(b"mvhd", bytes(100)),
        box(b"trak", box(b"tkhd", bytes(84)), box(b"udta", box(b"\xa9nam", b"Carl's flat"))),
        box(b"udta", box(b"\xa9xyz", b"+52.5200+013.4050/")),
        box(b"meta", b"com.apple.quicktime.location.ISO6709+52.52"),
    )
    + box(b"uuid", b"XMP of a camera")
    + box(b"mdat", b"frames")
)


def test_a_film_does_not_tell_where_it_was_taken_and_no_offset_moves():
    kept = taken("film.mp4", FILM)
    for place in (b"52.5200", b"ISO6709", b"Carl's flat", b"XMP of"):
        assert place in FILM
        assert place not in kept
    assert len(kept) == len(FILM)
    assert kept.index(b"frames") == FILM.index(b"frames")
    assert taken("film.mp4", kept) == kept


@pytest.mark.parametrize("name", ["paper.pdf", "film.mp4", "film.webm"])
def test_an_archive_hung_on_behind_is_refused(name):
    honest = {"paper.pdf": HONEST, "film.mp4": FILM, "film.webm": WEBM}[name]
    assert taken(name, honest)
    refused(name, zip_behind(honest), "a second file hidden in it")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("film.mp4", FILM[:-3]),
        ("film.mp4", box(b"ftyp", b"isom\0\0\0\0") + box(b"mdat", b"x")),
        ("film.mp4", box(b"ftyp", b"isom\0\0\0\0") + box(b"moov") + box(b"evil", b"x")),
        ("film.mp4", box(b"ftyp", b"evil\0\0\0\0") + box(b"moov")),
        ("film.webm", b"\x1a\x45\xdf\xa3" + b"matroska" + bytes(60)),
        ("paper.pdf", b"%PDF-1.7 and then nothing"),
    ],
)
def test_what_is_not_built_as_its_kind_is_refused(name, raw):
    refused(name, raw, "not what its name says")
