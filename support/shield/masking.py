"""Finding and masking the secrets of a text: what every door calls before the first write."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .base58keys import keys
from .cards import cards
from .findings import Finding, merged
from .fold import Folded, fold, has_invisible
from .forms import doubtful, forms
from .marks import MARK, mark
from .phrases import phrases
from .rules import RULES

_ROUNDS = 8  # a mask can end what hid another secret (a word cut off, an id no longer explained); two suffice


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its secrets, and the kinds of what was there, each once, in order of appearance."""

    text: str
    kinds: list[str]


def mask(text: str) -> Masked:
    """Replace every secret by its mark and leave the rest as it is; masking a masked text changes nothing."""
    kinds: dict[str, None] = {}
    for _round in range(_ROUNDS):
        findings = find(text)
        if not findings:
            break
        kinds.update(dict.fromkeys(finding.kind for finding in findings))
        text = _replaced(text, findings)
    return Masked(text, list(kinds))


def masked(text: str | Masked) -> Masked:
    """The same, where a long text may have been looked through already: what is `Masked` stays as it is."""
    return text if isinstance(text, Masked) else mask(text)


def find(text: str) -> list[Finding]:
    """The secrets of a text in order and apart; nothing is seen across the mark of an earlier one."""
    found, start = [], 0
    for stop, following in _borders(text):
        stretch = text[start:stop]
        found += [replace(f, start=f.start + start, end=f.end + start) for f in _in_stretch(stretch)]
        start = following
    return found


def doubts(text: str) -> list[Finding]:
    """What may be a secret but stays, to ask the writer about: 64 bare hex digits, extended public keys."""
    folded, masked = fold(text), find(text)
    placed = merged(_placed(finding, folded) for finding in doubtful(folded.text))
    return [d for d in placed if not any(d.start < f.end and f.start < d.end for f in masked)]


def _borders(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in MARK.finditer(text))
    yield len(text), len(text)


def _in_stretch(text: str) -> list[Finding]:
    if len(text) < 4:
        return []
    folded = fold(text)
    found = [*keys(folded.text), *cards(folded.text), *forms(folded.text), *phrases(folded)]
    for rule in RULES:
        found += rule.findings(folded.text)
    placed = [_placed(finding, folded) for finding in found]
    if has_invisible(text):
        parted = fold(text, gap=" ")
        placed += [_placed(finding, parted) for finding in phrases(parted)]
    return merged(placed)


def _placed(finding: Finding, folded: Folded) -> Finding:
    start, end = folded.span(finding.start, finding.end)
    return replace(finding, start=start, end=end)


def _replaced(text: str, findings: list[Finding]) -> str:
    parts, end = [], 0
    for finding in findings:
        parts += [text[end : finding.start], mark(finding.kind, finding.hint)]
        end = finding.end
    return "".join([*parts, text[end:]])
