"""Pictures are painted anew: what was hidden between the pixels does not come along.

Place, time, camera, comments, thumbnails, second files: all of it stays behind. Colours are turned into
sRGB, the side that was up is up. HEIC becomes JPEG, which every browser shows. How much a picture may ask
of us is known from its head, before a single pixel is unpacked.
"""

import struct
import threading
import warnings
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from support.files import animations, refusals

pillow_heif.register_heif_opener()
warnings.simplefilter("error", Image.DecompressionBombWarning)

LARGEST = 50_000_000  # pixels
LARGE = 25_000_000  # pixels; a larger JPEG is unpacked at half its size, a quarter of the memory
MOST_SCANS = 100  # of a progressive JPEG: each paints all pixels again, cameras write about ten
FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/heic": "HEIF",
}
BROKEN = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,  # what Pillow's PNG reader raises
    EOFError,
    IndexError,
    KeyError,
    struct.error,
    RuntimeError,  # libheif
)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_hands = threading.BoundedSemaphore(2)  # pictures unpacked at once in one process


def painted_anew(name: str, content_type: str, raw: bytes) -> tuple[str, bytes]:
    """The type and the bytes to keep. Raises FileRefused for what is broken, or asks for too much."""
    try:
        with _hands, Image.open(BytesIO(raw), formats=[FORMATS[content_type]]) as picture:
            if not 0 < picture.width * picture.height <= LARGEST:
                raise refusals.too_many_pixels(name)
            if content_type == "image/jpeg" and raw.count(b"\xff\xda") > MOST_SCANS:
                raise refusals.lying(name)
            if animations.moves(picture):
                if animations.is_too_long(picture, raw):
                    raise refusals.too_long_animation(name)
                return content_type, animations.painted_anew(picture)
            return _still(picture, raw)
    except BOMBS as bomb:
        raise refusals.too_many_pixels(name) from bomb
    except BROKEN as broken:
        raise refusals.lying(name) from broken


def _still(picture: Image.Image, raw: bytes) -> tuple[str, bytes]:
    match picture.format:
        case "PNG":
            return "image/png", _saved(_bare(picture), "PNG", optimize=True)
        case "GIF":
            return "image/gif", _saved(_bare(picture), "GIF")
        case "WEBP":
            lossless = b"VP8L" in raw[:256]
            return "image/webp", _saved(_bare(picture), "WEBP", lossless=lossless, quality=90)
    if picture.format != "HEIF" and picture.width * picture.height > LARGE:
        picture.draft("RGB", (picture.width // 2, picture.height // 2))
    bare = _bare(picture)
    if bare.mode not in {"L", "RGB"}:
        bare = bare.convert("RGB")
    return "image/jpeg", _saved(bare, "JPEG", quality=92, subsampling=0, optimize=True)


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone: upright, in sRGB, with nothing but which of them are transparent."""
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    seen_through = upright.info.get("transparency")
    upright.info = {} if seen_through is None else {"transparency": seen_through}
    return _in_srgb(upright, profile) if profile else upright


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The colours as they were meant; as they are, when the profile cannot be read."""
    if picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    to = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        turned = ImageCms.profileToProfile(picture, BytesIO(profile), SRGB, outputMode=to)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    assert turned is not None
    turned.info = dict(picture.info)
    return turned


def _saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    made = BytesIO()
    picture.save(made, kind, **how)
    return made.getvalue()
