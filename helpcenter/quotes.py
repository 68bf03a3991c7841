"""How a text quotes: `{{ snippet:fees }}`, `{{ fact:fee }}`, `picture:name` and `video:name`. Pure."""

import re
from dataclasses import dataclass, field

NAME = r"[a-z0-9][a-z0-9-]{0,59}"
QUOTE = re.compile(rf"\{{\{{ ?(snippet|fact):({NAME}) ?\}}\}}")
MEDIA = re.compile(rf"\((picture|video):({NAME})[\s)]")
AS_MEDIA = re.compile(rf"(picture|video):({NAME})")


@dataclass(frozen=True)
class Picture:
    """One of our own pictures in a few widths; sizes in pixels."""

    src: str
    srcset: str
    width: int
    height: int


@dataclass(frozen=True)
class Video:
    """One of our own films; `tracks` are (language, own name of the language, address) of its captions."""

    src: str
    content_type: str
    poster: str
    width: int
    height: int
    tracks: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Quoted:
    """What the texts quote, as it stands: looked up before, so that rendering needs no rows. By name."""

    snippets: tuple[tuple[str, tuple[str, str]], ...] = ()  # name → (language, text)
    facts: tuple[tuple[str, str], ...] = ()  # name → said in the reader's way
    media: tuple[tuple[str, Picture | Video], ...] = ()  # "picture:name" or "video:name"


NOTHING = Quoted()


@dataclass
class Named:
    """Names a text quotes, each once."""

    snippets: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    media: set[str] = field(default_factory=set)  # "picture:name" or "video:name"


def named(text: str) -> Named:
    """What a text quotes itself; what its snippets quote is theirs."""
    found = Named()
    for kind, name in QUOTE.findall(text):
        (found.snippets if kind == "snippet" else found.facts).add(name)
    found.media = {f"{kind}:{name}" for kind, name in MEDIA.findall(text)}
    return found


def names(text: str) -> list[str]:
    """The same as it is kept beside a saved text: "snippet:fees", "fact:fee", "picture:memo", in order."""
    quoted = {f"{kind}:{name}" for kind, name in [*QUOTE.findall(text), *MEDIA.findall(text)]}
    return sorted(quoted)
