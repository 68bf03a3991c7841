"""What a file is by its first bytes. The list is an allow-list: what is not on it is None."""

from support.files import brands

STARTS = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
]
HEAD = 64  # bytes that are enough to tell
ZIP_END = (
    b"PK\x05\x06"  # the directory at a zip's end (PKWARE APPNOTE 4.3.16): readers search for it backwards
)
ZIP_TAIL = 65_536 + 22


def type_of(start: bytes) -> str | None:
    """The type these first bytes belong to, None for what we do not take by content."""
    for mark, content_type in STARTS:
        if start.startswith(mark):
            return content_type
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    return brands.type_of(start) if start[4:8] == b"ftyp" else None


def hides_a_zip(raw: bytes) -> bool:
    """Whether a zip reader would open it: a paper or a film that is an archive as well."""
    return ZIP_END in raw[-ZIP_TAIL:]
