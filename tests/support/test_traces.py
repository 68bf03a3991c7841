"""Pictures lose where, when and with what they were taken, and nothing else."""

import contextlib
from io import BytesIO

import pytest
from PIL import Image, ImageChops, PngImagePlugin

from support import traces

GPS, MAKER, WHEN, ORIENTATION = 0x8825, 0x010F, 0x0132, 0x0112
SECRET = b"Fairphone"


def painted():
    return Image.linear_gradient("L").convert("RGB").resize((64, 48))


def told(orientation=1):
    exif = Image.Exif()
    exif[MAKER], exif[WHEN], exif[ORIENTATION] = SECRET.decode(), "2026:11:22 10:00:00", orientation
    exif.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    return exif


def saved(kind, **options):
    made = BytesIO()
    painted().save(made, kind, **options)
    return made.getvalue()


def chatty_png():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Software", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return saved("PNG", pnginfo=notes, exif=told())


CHATTY = {
    "image/jpeg": saved("JPEG", exif=told(), xmp=SECRET, comment=SECRET),
    "image/png": chatty_png(),
    "image/webp": saved("WEBP", exif=told(), xmp=SECRET, lossless=True),
}


@pytest.mark.parametrize("kind", CHATTY)
def test_the_traces_are_gone_and_every_pixel_stays(kind):
    raw = CHATTY[kind]
    bare = traces.without_traces(kind, raw)
    assert SECRET in raw
    assert SECRET not in bare
    with Image.open(BytesIO(bare)) as picture, Image.open(BytesIO(raw)) as before:
        assert not picture.getexif().get_ifd(GPS)
        assert MAKER not in picture.getexif()
        assert ImageChops.difference(picture.convert("RGB"), before.convert("RGB")).getbbox() is None


@pytest.mark.parametrize("kind", CHATTY)
def test_a_picture_without_traces_stays_byte_for_byte(kind):
    bare = traces.without_traces(kind, CHATTY[kind])
    assert traces.without_traces(kind, bare) == bare


@pytest.mark.parametrize("turned", range(2, 9))
def test_a_turned_photo_stays_turned(turned):
    bare = traces.without_traces("image/jpeg", saved("JPEG", exif=told(turned)))
    with Image.open(BytesIO(bare)) as picture:
        assert dict(picture.getexif()) == {ORIENTATION: turned}


def test_colours_keep_their_profile():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    bare = traces.without_traces("image/jpeg", saved("JPEG", icc_profile=profile, exif=told()))
    with Image.open(BytesIO(bare)) as picture:
        assert picture.info["icc_profile"] == profile


def test_what_is_hung_on_behind_a_png_is_left_behind():
    bare = traces.without_traces("image/png", saved("PNG") + b"PK\x03\x04 a second file")
    assert bare == saved("PNG")


@pytest.mark.parametrize("kind", CHATTY)
def test_a_picture_cut_short_is_refused_or_comes_back_short_never_an_error_of_ours(kind):
    raw = CHATTY[kind]
    for end in range(12, len(raw), 37):
        with contextlib.suppress(ValueError, OSError):  # OSError: the painter's own word for "no picture"
            assert len(traces.without_traces(kind, raw[:end])) <= len(raw)


def test_other_types_come_back_as_they_are():
    assert traces.without_traces("application/pdf", b"%PDF- anything") == b"%PDF- anything"
