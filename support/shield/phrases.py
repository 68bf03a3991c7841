"""Recovery phrases: list words with a right checksum, or enough list words beside the words "seed phrase"."""

from collections.abc import Iterator

from . import han
from .checksum import windows
from .cue_words import SEED as SEED_CUES
from .findings import Certainty, Finding
from .fold import Folded, fold
from .kinds import SEED
from .nearby import Span, cut, is_near, joined, united
from .tokens import Token, runs, tokens, unlabelled

_BEFORE, _AFTER = 80, 40  # characters from a cue to the phrase, from the phrase to a cue
_BEGUN = 8  # list words in a row: the four that a phrase of twelve still lacks could be tried out
_ENOUGH = 10  # list words that make a phrase likely beside a cue: twelve, two of them misspelt


def phrases(folded: Folded) -> Iterator[Finding]:
    """Every recovery phrase; spans are of the folded text."""
    words = tokens(folded)
    if len(words) < _ENOUGH:
        return
    cues = SEED_CUES.find(folded.text)
    yield from _certain(folded, words, cues)
    if bare := unlabelled(folded, words):
        yield from _certain(folded, bare, cues)
    if cues:
        yield from _likely(folded, words, cues)


def is_phrase_begun(text: str) -> bool:
    """Whether a text may hold most of a recovery phrase that is not complete yet, nor masked therefore.

    Asked before words are kept that somebody is still typing. It doubts some prose ("they will move money
    out now…") and is no ground for masking.
    """
    folded = fold(text)
    cues = SEED_CUES.find(folded.text)
    return any(
        run.language not in han.LANGUAGES
        or is_near(cues, run.tokens[0].start, run.tokens[-1].end, before=_BEFORE, after=_AFTER)
        for run in runs(folded.text, tokens(folded), shortest=_BEGUN)
    )


def _certain(folded: Folded, words: list[Token], cues: list[Span]) -> Iterator[Finding]:
    for run in runs(folded.text, words, shortest=12):
        found = han.windows(folded.text, run, cues) if run.language in han.LANGUAGES else windows(run.indices)
        for start, end in united(found):
            yield Finding(SEED, run.tokens[start].start, run.tokens[end - 1].end)


def _likely(folded: Folded, words: list[Token], cues: list[Span]) -> Iterator[Finding]:
    """List words, a misspelt one now and then, near a cue; the cue itself stays readable."""
    spelt = (run for run in runs(folded.text, words, shortest=2) if run.language not in han.LANGUAGES)
    for stretch in joined(spelt, enough=_ENOUGH):
        if is_near(cues, stretch[0].start, stretch[-1].end, before=_BEFORE, after=_AFTER):
            for part in cut(stretch, cues, enough=_ENOUGH):
                yield Finding(SEED, part[0].start, part[-1].end, Certainty.LIKELY)
