"""A folder as a zip, read within bounds; nothing is ever unpacked to a disk. Pure."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from helpcenter.exchange.decoding import Unreadable

MOST_FILES = 20_000
MOST_BYTES = 100 << 20  # unpacked, all together
PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without a bound
AT_ONCE = 1 << 16  # bytes
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files make the same zip, whenever that is


def read(raw: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The files by name, and what is wrong with the others. Raises Unreadable for the zip as a whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise _too_much()
            return _read(archive, entries)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        raise Unreadable(_("This zip is damaged or locked by a password. Pack it again.")) from error


def write(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip that depends on nothing but its files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, raw)
    return packed.getvalue()


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> tuple[dict[str, bytes], list[str]]:
    files: dict[str, bytes] = {}
    problems: list[str] = []
    left = MOST_BYTES
    for entry in entries:
        name = entry.filename
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            problems.append(
                f"{name[:200]}: " + _("this name leads out of the folder. Pack the folder again.")
            )
        elif name in files:
            problems.append(f"{name[:200]}: " + _("this file is in the zip twice."))
        else:
            files[name] = _unpacked(archive, entry, left)
            left -= len(files[name])
    return files, problems


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A file by what comes out of it: the size that a zip names may be a lie."""
    if entry.compress_type not in PACKED_AS:
        raise NotImplementedError
    content = bytearray()
    with archive.open(entry) as packed:
        while part := packed.read(AT_ONCE):
            content += part
            if len(content) > most:
                raise _too_much()
    return bytes(content)


def _too_much() -> Unreadable:
    told = {"files": MOST_FILES, "megabytes": MOST_BYTES >> 20}
    return Unreadable(_("It unpacks to more than %(files)d files or %(megabytes)d MB. Part it.") % told)
