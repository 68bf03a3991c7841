"""The library as a file: what `leaving` tells a person, in the shape that was asked for; None sees all."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from helpcenter import quotes
from helpcenter.exchange import archives, folders, leaving, lines
from helpcenter.exchange.manuscripts import Manuscript, Quotable
from support.people.models import User

One = TypeVar("One", Quotable, Manuscript)


def files(to: User | None = None) -> Iterator[tuple[str, bytes]]:
    """The folder's files, names and bytes; last the pictures that its texts and snippets show."""
    shown: set[str] = set()
    yield from folders.write(
        leaving.shelves(), _noted(leaving.quotables(), shown), _noted(leaving.manuscripts(to), shown)
    )
    yield from folders.write_pictures(leaving.figures(shown, to))


def _noted(rows: Iterable[One], shown: set[str]) -> Iterator[One]:
    """The same, with what they show put down in `shown`."""
    for one in rows:
        texts = [one.body] if isinstance(one, Manuscript) else one.said.get("texts", {}).values()
        for text in texts:
            shown |= quotes.named(text).media
        yield one


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
