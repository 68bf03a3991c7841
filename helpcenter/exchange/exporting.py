"""The whole library as a file: what `leaving` tells, in the shape that was asked for."""

from collections.abc import Callable, Iterable, Iterator

from helpcenter.exchange import archives, folders, leaving, lines


def files() -> Iterator[tuple[str, bytes]]:
    """The folder's files, names and bytes."""
    return folders.write(leaving.shelves(), leaving.quotables(), leaving.manuscripts())


def _zip() -> Iterable[bytes]:
    return [archives.write(files())]


def _lines() -> Iterable[bytes]:
    return lines.write(leaving.shelves(), leaving.quotables(), leaving.manuscripts())


# By ending: the type of its content, and what writes it.
FORMS: dict[str, tuple[str, Callable[[], Iterable[bytes]]]] = {
    ".zip": ("application/zip", _zip),
    ".jsonl": ("application/x-ndjson", _lines),
}


def whole(ending: str) -> bytes:
    """The whole library in one file."""
    return b"".join(FORMS[ending][1]())
