"""Bytes of a file as text, or words that say what is wrong, in which line, and how to mend it. Pure."""

import codecs

from django.utils.translation import gettext as _

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
LOOKED_AT = 400  # bytes, in which UTF-16 without a mark shows by its NULs


class Unreadable(Exception):
    """What is wrong, and in which line of the file; 0 is the file as a whole."""

    def __init__(self, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.words, self.line = words, line


def text_of(raw: bytes) -> str:
    """The text of a file or line in UTF-8, without a byte-order mark. Raises Unreadable."""
    if is_wide(raw):
        raise Unreadable(_("It is written in UTF-16. Save it as UTF-8."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = {"byte": f"0x{raw[error.start]:02X}"}
        words = _("The byte %(byte)s is not UTF-8; the file may be Latin-1. Save it as UTF-8.") % told
        raise Unreadable(words, raw.count(b"\n", 0, error.start) + 1) from error
    if (at := text.find("\0")) >= 0:
        raise Unreadable(_("There is a NUL character here. Delete it."), text.count("\n", 0, at) + 1)
    return text


def is_wide(raw: bytes) -> bool:
    """Whether this is UTF-16 or UTF-32, with its mark or by the NULs between its letters."""
    start = raw[:LOOKED_AT]
    return raw.startswith(WIDE) or start.count(0) > len(start) // 3


def can_be_kept(text: str) -> bool:
    """Whether a database can hold it: no NUL, no half of a letter ("\\ud800" in JSON)."""
    return not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text)
