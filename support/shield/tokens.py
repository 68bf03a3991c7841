"""Words and the runs of list words they form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .fold import Folded
from .wordlists import lexicon

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_HAN}]|(?:[^\W\d_{_HAN}]|[\u3099\u309a])+")
_FARTHEST = 64  # characters between two words of one phrase: numbers, dots, line ends, table cells
_END = re.compile(r"[ ]?[:!?]")  # ends what was said before: "look: legal winner …"
_LABEL = re.compile(r"(?:word|wort|palabra|mot|parola|palavra|kelime|слово)(?=[ #:.-]{0,3}[0-9])")


class Token(NamedTuple):
    """A word of a folded text: where it stands and its index in each language's list."""

    start: int
    end: int
    places: dict[str, int]


@dataclass(slots=True)
class Run:
    """Consecutive words of one language's list; `first` is the number of its first token in the text."""

    language: str
    first: int
    tokens: list[Token] = field(default_factory=list)

    @property
    def indices(self) -> list[int]:
        """The words' places in the list."""
        return [token.places[self.language] for token in self.tokens]


def tokens(folded: Folded) -> list[Token]:
    """All words, those of no list with no places; each Chinese character is a word."""
    text, places = folded.text.lower(), lexicon()
    nowhere: dict[str, int] = {}
    return [Token(m.start(), m.end(), places.get(m[0], nowhere)) for m in _WORD.finditer(text)]


def unlabelled(folded: Folded, words: list[Token]) -> list[Token] | None:
    """The words without the labels of a form ("word 1: …, word 2: …"), None when it is no such form."""
    labels = {m.start() for m in _LABEL.finditer(folded.text.lower())}
    return [word for word in words if word.start not in labels] if len(labels) >= 12 else None


def runs(text: str, words: list[Token], shortest: int) -> Iterator[Run]:
    """Runs of at least `shortest` list words with little between them, for every language at once."""
    open_runs: dict[str, Run] = {}
    before = 0
    for number, word in enumerate(words):
        apart = word.start - before > _FARTHEST or bool(_END.match(text, before))
        for language in [x for x in open_runs if apart or x not in word.places]:
            run = open_runs.pop(language)
            if len(run.tokens) >= shortest:
                yield run
        for language in word.places:
            open_runs.setdefault(language, Run(language, number)).tokens.append(word)
        before = word.end
    yield from (run for run in open_runs.values() if len(run.tokens) >= shortest)
