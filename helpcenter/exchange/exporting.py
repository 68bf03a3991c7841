"""The library as a file: what `leaving` tells a person, in the shape that was asked for; None sees all."""

from collections.abc import Callable, Iterable, Iterator

from helpcenter.exchange import archives, folders, leaving, lines
from support.people.models import User


def files(to: User | None = None) -> Iterator[tuple[str, bytes]]:
    """The folder's files, names and bytes."""
    return folders.write(leaving.shelves(), leaving.quotables(), leaving.manuscripts(to))


def _zip(to: User | None) -> Iterable[bytes]:
    return [archives.write(files(to))]


def _lines(to: User | None) -> Iterable[bytes]:
    return lines.write(leaving.shelves(), leaving.quotables(), leaving.manuscripts(to))


# By ending: the type of its content, and what writes it.
FORMS: dict[str, tuple[str, Callable[[User | None], Iterable[bytes]]]] = {
    ".zip": ("application/zip", _zip),
    ".jsonl": ("application/x-ndjson", _lines),
}


def whole(ending: str, to: User | None = None) -> bytes:
    """All that this person may see, in one file."""
    return b"".join(FORMS[ending][1](to))
