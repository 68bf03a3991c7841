"""Pictures are painted anew: what could be seen is there, and nothing else is."""

from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from support import files
from tests.files.made import (
    GPS,
    MAKER,
    SECRET,
    chatty_png,
    gif_of,
    heic,
    moving,
    painted,
    saved,
    told,
    upload,
)

CHATTY = {
    "a.jpg": saved("JPEG", exif=told(), xmp=SECRET, comment=SECRET),
    "a.png": chatty_png(),
    "a.webp": saved("WEBP", exif=told(), xmp=SECRET, lossless=True),
    "a.gif": saved("GIF", comment=SECRET),
    "a.heic": heic(exif=told().tobytes(), xmp=SECRET),
}


def kept(name, raw):
    checked = files.check(upload(name, raw))
    return checked, Image.open(BytesIO(checked.content.read()))


def difference(one, other):
    """How far apart two pictures are on average, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


@pytest.mark.parametrize("name", CHATTY)
def test_where_when_with_what_and_every_comment_stays_behind(name):
    raw = CHATTY[name]
    checked, picture = kept(name, raw)
    bare = checked.content.getvalue()
    assert SECRET in raw
    assert SECRET not in bare
    assert not picture.getexif()
    assert not picture.getexif().get_ifd(GPS)
    assert MAKER not in picture.getexif()
    assert not {"exif", "xmp", "XML:com.adobe.xmp", "comment", "icc_profile", "Software"} & set(picture.info)
    with Image.open(BytesIO(raw)) as before:
        assert picture.size == before.size
        assert difference(picture, before) < 3


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.webp", "WEBP")])
def test_a_lossless_picture_loses_no_pixel(name, kind):
    _checked, picture = kept(name, CHATTY[name])
    with Image.open(BytesIO(CHATTY[name])) as before:
        assert ImageChops.difference(picture.convert("RGB"), before.convert("RGB")).getbbox() is None


def test_a_heic_becomes_a_jpeg():
    checked, picture = kept("IMG_0001.HEIC", CHATTY["a.heic"])
    assert (checked.name, checked.content_type, picture.format) == ("IMG_0001.jpg", "image/jpeg", "JPEG")


@pytest.mark.parametrize("turned", range(2, 9))
def test_the_side_that_was_up_is_up(turned):
    upright = painted((64, 32))
    turns = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    held = upright
    for turn in turns[turned]:
        held = held.transpose(turn)
    _checked, picture = kept("a.jpg", saved("JPEG", held, exif=told(turned), quality=95))
    assert picture.size == upright.size
    assert difference(picture, upright) < 3


def test_a_heic_that_lies_on_its_side_is_put_upright():
    upright = painted((64, 32))
    lying = upright.transpose(Image.Transpose.ROTATE_90)
    _checked, picture = kept("a.heic", heic(lying, exif=told(6).tobytes()))
    assert picture.size in {upright.size, lying.size}
    with Image.open(BytesIO(heic(lying, exif=told(6).tobytes()))) as shown:
        assert picture.size == shown.size


def test_colours_are_turned_into_srgb_and_the_profile_stays_behind():
    """A profile that swaps red and blue for whoever reads it: the picture looks as it was meant."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    _checked, plain = kept("a.jpg", saved("JPEG", icc_profile=lab))
    assert "icc_profile" not in plain.info
    broken = saved("PNG", icc_profile=b"no profile at all")
    _checked, picture = kept("a.png", broken)
    assert difference(picture, painted()) == 0


def test_black_and_white_pale_and_printed_pictures_stay_what_they_show():
    for mode in ("1", "L", "LA", "P", "RGBA"):
        picture = painted().convert(mode)
        _checked, seen = kept("a.png", saved("PNG", picture))
        assert difference(seen.convert("RGBA"), picture.convert("RGBA")) == 0, mode
    _checked, seen = kept("a.jpg", saved("JPEG", painted().convert("CMYK")))
    assert seen.mode == "RGB"
    for name, kind in (("a.png", "PNG"), ("a.gif", "GIF")):
        clear = Image.new("P", (8, 8), 1)
        clear.putpalette([0, 0, 0, 200, 10, 10])
        clear.putpixel((0, 0), 0)
        _checked, seen = kept(name, saved(kind, clear, transparency=1))
        alphas = [seen.convert("RGBA").getpixel(at)[3] for at in ((0, 0), (4, 4))]
        assert alphas == [255, 0], name


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_keeps_its_frames_and_their_times(kind):
    checked, picture = kept(f"a.{kind.lower()}", moving(kind, frames=4))
    assert checked.content_type == f"image/{kind.lower()}"
    assert picture.n_frames == 4
    picture.seek(2)
    picture.load()
    assert picture.info["duration"] == 70
    with Image.open(BytesIO(moving(kind, frames=4))) as before:
        before.seek(2)
        assert difference(picture, before) < 4


def test_a_gif_of_one_frame_is_a_picture():
    checked, picture = kept("a.gif", gif_of(1))
    assert getattr(picture, "n_frames", 1) == 1
    assert checked.content_type == "image/gif"


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp", "a.heic"])
def test_a_second_file_behind_the_picture_does_not_come_along(name):
    checked, _picture = kept(
        name, CHATTY[name] + b"PK\x03\x04<script>alert(1)</script>PK\x05\x06" + b"\0" * 18
    )
    assert b"script" not in checked.content.getvalue()


def test_a_gif_that_is_a_script_as_well_is_only_a_gif():
    raw = bytearray(saved("GIF"))
    raw += b"*/=1;alert(1)//"
    checked, _picture = kept("a.gif", bytes(raw))
    assert b"alert" not in checked.content.getvalue()


@pytest.mark.parametrize("name", CHATTY)
def test_wherever_a_picture_is_cut_off_it_is_refused_or_read_to_its_end(name):
    raw = CHATTY[name]
    for end in range(0, len(raw), max(1, len(raw) // 60)):
        with suppress(files.FileRefused):
            assert files.check(upload(name, raw[:end])).size
