"""One picture in several widths, so that a phone loads no more than it shows."""

from io import BytesIO

from PIL import Image

QUALITY = 82  # WebP; text in screenshots stays sharp


def in_widths(raw: bytes, widths: list[int]) -> list[tuple[int, int, bytes]]:
    """(width, height, WebP) for each width that is smaller than the picture, and for the picture itself.

    `raw` went through `support.files.check` before, which knows how much it may ask of us. The largest is at
    most as wide as the last of `widths`.
    """
    with Image.open(BytesIO(raw)) as opened:
        has_holes = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
        picture = opened.convert("RGBA" if has_holes else "RGB")
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
