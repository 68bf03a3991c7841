"""Which topic some words are about, how sure that is, and the words that spoke for it. Pure.

Multinomial naive Bayes over signs counted once a text (McCallum and Nigam, "A Comparison of Event Models for
Naive Bayes Text Classification", 1998; Wang and Manning, "Baselines and Bigrams", 2012), each topic's signs
smoothed towards those of all topics (Dirichlet prior: Zhai and Lafferty, "A Study of Smoothing Methods",
2004). So every sign speaks for a topic by one number, log P(sign | topic) / P(sign), and a sign nobody knows
says nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import exp, log

from tickets.guessing import reading
from tickets.guessing.reading import Unit

SMOOTHING = 200.0  # signs of the whole language that each topic is taken to have said besides its own
STEADY = 10.0  # lessons each topic is taken to have besides its own: how often it came says little
SHARPNESS = 0.7  # words do not speak independently: chosen by log loss, not by hits (docs/intake.md)
ENOUGH = 8.0  # words; more of them make nobody surer
MOST_REASONS = 3
Counts = Mapping[str, Mapping[str, float]]  # sign → topic → weight


@dataclass(frozen=True)
class Guess:
    """A topic's short name, how likely it is (0…1) and the words that spoke for it, the loudest first."""

    slug: str
    probability: float
    because: tuple[str, ...]


class Guesser:
    """What was learnt, ready to be asked."""

    def __init__(self, counts: Counts, lessons: Mapping[str, float]) -> None:
        """`lessons` is how many texts of each topic were read; topics without any are not guessed."""
        self._topics = sorted(lessons)
        self._counts = counts
        self._said = dict.fromkeys(self._topics, 0.0)
        for by_topic in counts.values():
            for slug, weight in by_topic.items():
                self._said[slug] += weight
        self._all = sum(self._said.values()) or 1.0
        heard = sum(lessons.values()) + STEADY * len(self._topics)
        self._first = {slug: log((lessons[slug] + STEADY) / heard) for slug in self._topics}

    def guess(self, words: str, code: str, *, among: Collection[str] | None = None) -> list[Guess]:
        """Every topic (of those in `among`) that some word speaks for, the likeliest first."""
        units = reading.read(words, code)
        weights = {sign: weight for sign, weight in reading.signs(units).items() if sign in self._counts}
        if not weights:
            return []
        spoken = {slug: self._voices(slug, weights) for slug in self._topics}
        sure = SHARPNESS * min(1.0, ENOUGH / sum(weights.values()))
        scores = {slug: self._first[slug] + sure * sum(spoken[slug].values()) for slug in self._topics}
        top = max(scores.values())
        whole = sum(exp(score - top) for score in scores.values())
        found = [
            Guess(slug, exp(scores[slug] - top) / whole, because)
            for slug in self._topics
            if (among is None or slug in among) and (because := _loudest(units, spoken[slug]))
        ]
        return sorted(found, key=lambda guess: (-guess.probability, guess.slug))

    def _voices(self, slug: str, weights: Mapping[str, float]) -> dict[str, float]:
        """What each sign says for a topic; below zero it speaks against it."""
        said = self._said[slug] + SMOOTHING
        voices = {}
        for sign, weight in weights.items():
            by_topic = self._counts[sign]
            usual = sum(by_topic.values()) / self._all
            voices[sign] = weight * log((by_topic.get(slug, 0.0) + SMOOTHING * usual) / said / usual)
        return voices


def _loudest(units: list[Unit], voices: Mapping[str, float]) -> tuple[str, ...]:
    """The words that spoke for it, as they were typed; pairs of characters that overlap become one."""
    spans: list[tuple[str, int, float]] = []
    for unit in units:
        loud = sum(voices.get(sign, 0.0) for sign in unit.signs)
        if loud <= 0:
            continue
        if spans and (over := spans[-1][1] + len(spans[-1][0]) - unit.begins) > 0:
            shown, begins, before = spans[-1]
            spans[-1] = (shown + unit.shown[over:], begins, before + loud)
        else:
            spans.append((unit.shown, unit.begins, loud))
    by_word: dict[str, float] = {}
    for shown, _, loud in spans:
        by_word.setdefault(shown.casefold(), loud)
    first = {shown.casefold(): shown for shown, _, _ in reversed(spans)}
    loudest = sorted(by_word, key=lambda word: (-by_word[word], word))[:MOST_REASONS]
    return tuple(first[word] for word in loudest)
