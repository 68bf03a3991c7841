"""Animations are painted anew frame by frame, within bounds that are judged before the first is unpacked."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image

from support.files.frames import asked

MOST_FRAMES = 200
LARGEST = 60_000_000  # pixels of all frames together
MOVING = {"GIF", "PNG", "WEBP"}  # a JPEG of two pictures (MPO) and a HEIC keep their first


def moves(picture: Image.Image) -> bool:
    """Whether there is more than one frame; the head tells, or a GIF's second seek."""
    return picture.format in MOVING and bool(getattr(picture, "is_animated", False))


def is_too_long(picture: Image.Image, raw: bytes) -> bool:
    """Whether its frames are more than we unpack, one by one or all together."""
    frames, width, height = asked(picture, raw)
    return frames > MOST_FRAMES or frames * width * height > LARGEST


def painted_anew(picture: Image.Image) -> bytes:
    """The same frames for the same time, and nothing else."""
    how: dict[str, Any] = {"save_all": True, "duration": _durations(picture)}
    if "loop" in picture.info:
        how["loop"] = picture.info["loop"]
    made, first = BytesIO(), _frame(picture, 0)
    if picture.format == "GIF" and first.mode in {"RGBA", "P"}:
        how["disposal"] = 2
    first.save(made, picture.format, append_images=_Rest(picture), **how)
    return made.getvalue()


def _durations(picture: Image.Image) -> list[int]:
    """Milliseconds of each frame; those without a time get a tenth of a second, as browsers give them."""
    found = []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        picture.load()
        found.append(int(picture.info.get("duration") or 100))
    return found


def _frame(picture: Image.Image, number: int) -> Image.Image:
    picture.seek(number)
    frame = picture.convert("RGBA") if picture.mode not in {"L", "RGB", "RGBA"} else picture.copy()
    frame.info = {}
    return frame


class _Rest:
    """All frames but the first, unpacked one by one whenever asked: Pillow's PNG writer asks twice."""

    def __init__(self, picture: Image.Image) -> None:
        self.picture = picture

    def __iter__(self) -> Iterator[Image.Image]:
        for number in range(1, getattr(self.picture, "n_frames", 1)):
            yield _frame(self.picture, number)
