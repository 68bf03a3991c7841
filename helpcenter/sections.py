"""A text's sections, each with its mark: which one changed is known without comparing dates. Pure."""

from dataclasses import dataclass
from hashlib import blake2b

from helpcenter.anchors import OWN
from helpcenter.dress import said
from helpcenter.markup import LONGEST, PARSER


@dataclass(frozen=True)
class Section:
    """What stands from one heading to the next; the first one, before any heading, has no title."""

    title: str
    text: str  # Markdown, with its heading

    @property
    def digest(self) -> str:
        """16 letters that are the same for the same words, however they are wrapped."""
        return mark(self.text)


def mark(text: str) -> str:
    """16 letters for these words; spaces and ends of lines count as one space."""
    return blake2b(" ".join(text.split()).encode(), digest_size=8).hexdigest()


def split(body: str) -> list[Section]:
    """The sections in their order, at headings of the first three levels outside lists and code."""
    lines = body.splitlines()
    if len(body) > LONGEST:  # no page shows it, so nobody reads it in parts
        return [Section("", body)]
    starts = [(0, "")]
    tokens = PARSER.parse(body)
    for at, token in enumerate(tokens):
        if (
            token.type == "heading_open"
            and token.level == 0
            and token.tag in ("h1", "h2", "h3")
            and token.map
        ):
            starts.append((token.map[0], OWN.sub("", said(tokens[at + 1]))))
    ends = [start for start, _title in starts[1:]] + [len(lines)]
    found = [
        Section(title, "\n".join(lines[start:end])) for (start, title), end in zip(starts, ends, strict=True)
    ]
    return [one for one in found if one.title or one.text.strip()]


def marks(title: str, summary: str, body: str) -> list[str]:
    """The marks of a whole text: of its title and summary first, then of each section."""
    return [mark(f"{title}\n{summary}"), *(one.digest for one in split(body))]
