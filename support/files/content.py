"""What a file is by its first bytes. The list is an allow-list: what is not on it is None."""

# HEIF's still pictures (ISO/IEC 23008-12) and the MP4 family (ISO/IEC 14496-12), by the brand after `ftyp`.
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
MP4_BRANDS = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"dash",
    b"mmp4",
}
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
    if start[4:8] == b"ftyp" and start[8:12] in HEIF_BRANDS:
        return "image/heic"
    if start[4:8] == b"ftyp" and start[8:12] in MP4_BRANDS:
        return "video/mp4"
    return None


def hides_a_zip(raw: bytes) -> bool:
    """Whether a zip reader would open it: a paper or a film that is an archive as well."""
    return ZIP_END in raw[-ZIP_TAIL:]
