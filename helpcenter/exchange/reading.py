"""What a file, a zip or a directory brings, by what it is and not by what it is called."""

from pathlib import Path

from django.utils.translation import gettext as _

from helpcenter.exchange import archives, folders, lines
from helpcenter.exchange.decoding import Unreadable
from helpcenter.exchange.manuscripts import MOST_TEXTS, Delivery

ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def read(name: str, raw: bytes, *, kind: str = "faq") -> Delivery:
    """A zip of a folder, or JSON lines. `kind` is that of lines from elsewhere."""
    if not raw.startswith(ZIP):
        return _within(name, lines.read(name, raw, kind=kind))
    try:
        files, problems = archives.read(raw)
    except Unreadable as why:
        return Delivery(problems=[f"{name}: {why.words}"])
    found = folders.read(files)
    found.problems[:0] = problems
    return _within(name, found)


def read_directory(folder: Path) -> Delivery:
    """A folder as it lies on a disk. Raises OSError."""
    names = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in names}
    return _within(folder.name, folders.read(files))


def _within(name: str, found: Delivery) -> Delivery:
    if found.rows > MOST_TEXTS:
        told = {"count": found.rows, "most": MOST_TEXTS}
        words = _("There are %(count)d texts; at most %(most)d are taken at once. Part the file.") % told
        return Delivery(problems=[f"{name}: {words}"])
    return found
