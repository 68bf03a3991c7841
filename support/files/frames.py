"""How many frames an animation has, told by its blocks before one of them is unpacked."""

from PIL import Image

ENOUGH = 1000  # frames; more are not counted


def asked(picture: Image.Image, raw: bytes) -> tuple[int, int, int]:
    """Frames, and the width and height each is painted at."""
    if picture.format == "GIF":
        return _gif(raw)
    frames = raw.count(b"ANMF") if picture.format == "WEBP" else getattr(picture, "n_frames", 1)
    return frames, picture.width, picture.height


def _gif(raw: bytes) -> tuple[int, int, int]:
    """A GIF's frames, counted without unpacking (GIF89a, 18 to 24); those beyond ENOUGH are not."""
    width, height = _short(raw, 6), _short(raw, 8)
    at, frames = 13 + _table(raw[10]), 0
    while at < len(raw) - 10 and frames < ENOUGH:
        if raw[at] == 0x2C:
            frames += 1
            width = max(width, _short(raw, at + 1) + _short(raw, at + 5))
            height = max(height, _short(raw, at + 3) + _short(raw, at + 7))
            at += 11 + _table(raw[at + 9])
        elif raw[at] == 0x21:
            at += 2
        else:
            break
        while at < len(raw) and raw[at]:
            at += raw[at] + 1
        at += 1
    return frames, width, height


def _short(raw: bytes, at: int) -> int:
    return int.from_bytes(raw[at : at + 2], "little")


def _table(flags: int) -> int:
    """Bytes of the colours that follow, when the flags say there are any."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
