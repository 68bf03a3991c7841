"""How often the guesser is right about texts it has not learnt from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tickets.guessing.guesser import Guesser
from tickets.guessing.learning import count
from tickets.guessing.lessons import Lesson
from tickets.guessing.proposals import LIKELY, PROBABLE

FOLDS = 5


@dataclass(frozen=True)
class Score:
    """Of `texts` how many had the right topic first, among the first three; shares 0…1.

    `told` is how many got any chip, `probable` how many an agent would be told "probably", and
    `probable_right` how many of those were right.
    """

    texts: int
    first: float
    among_three: float
    told: float
    probable: int
    probable_right: float


def measure(guesser: Guesser, asked: Iterable[Lesson]) -> Score:
    """Ask about texts the guesser has not read."""
    texts = list(asked)
    first = three = told = probable = right = 0
    for lesson in texts:
        found = guesser.guess(lesson.words, lesson.code)
        shown = [guess.slug for guess in found[:3]]
        first += shown[:1] == [lesson.slug]
        three += lesson.slug in shown
        told += bool(found) and found[0].probability >= LIKELY
        if found and found[0].probability >= PROBABLE:
            probable += 1
            right += found[0].slug == lesson.slug
    n = max(1, len(texts))
    return Score(len(texts), first / n, three / n, told / n, probable, right / max(1, probable))


def cross_validate(always: Sequence[Lesson], said: Sequence[Lesson]) -> Score:
    """Learn from four fifths of what was `said` (and `always`), ask about the rest, five times over.

    One customer's words are all in one fifth: they must not help to guess themselves.
    """
    scores = []
    for fold in range(FOLDS):
        rest = [lesson for lesson in said if (lesson.customer or 0) % FOLDS == fold]
        if rest:
            learnt = [lesson for lesson in said if (lesson.customer or 0) % FOLDS != fold]
            scores.append(measure(Guesser(*count([*always, *learnt])), rest))
    return _together(scores)


def _together(scores: Sequence[Score]) -> Score:
    texts, probable = sum(one.texts for one in scores), sum(one.probable for one in scores)

    def mean(name: str) -> float:
        return sum(getattr(one, name) * one.texts for one in scores) / max(1, texts)

    right = sum(one.probable_right * one.probable for one in scores) / max(1, probable)
    return Score(texts, mean("first"), mean("among_three"), mean("told"), probable, right)
