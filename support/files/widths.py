"""One picture as it is kept, and in several widths, so that a phone loads no more than it shows."""

from io import BytesIO

from PIL import Image

QUALITY = 82  # WebP; text in screenshots stays sharp


def as_kept(raw: bytes, most: int) -> bytes:
    """A PNG of it, at most so many pixels wide: what is one already stays so, byte for byte.

    `raw` went through `support.files.check` before, and what comes out goes through it unchanged.
    """
    with Image.open(BytesIO(raw)) as opened:
        if opened.format == "PNG" and opened.width <= most and not getattr(opened, "is_animated", False):
            return raw
        picture = _coloured(opened)
    if picture.width > most:
        height = max(1, round(picture.height * most / picture.width))
        picture = picture.resize((most, height), Image.Resampling.LANCZOS)
    picture.info = {}
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def in_widths(raw: bytes, widths: list[int]) -> list[tuple[int, int, bytes]]:
    """(width, height, WebP) for each width that is smaller than the picture, and for the picture itself.

    `raw` went through `support.files.check` before, which knows how much it may ask of us. The largest is at
    most as wide as the last of `widths`.
    """
    with Image.open(BytesIO(raw)) as opened:
        picture = _coloured(opened)
    wanted = [width for width in widths if width < picture.width]
    largest = min(picture.width, widths[-1])
    made = []
    for width in dict.fromkeys([*wanted, largest]):
        height = max(1, round(picture.height * width / picture.width))
        smaller = (
            picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
        )
        kept = BytesIO()
        smaller.save(kept, "WEBP", quality=QUALITY, method=4)
        made.append((width, height, kept.getvalue()))
    return made


def _coloured(opened: Image.Image) -> Image.Image:
    has_holes = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
    return opened.convert("RGBA" if has_holes else "RGB")
