"""A model that knows a handful of words in three languages: what stands in for a real one in stories."""

from collections.abc import Sequence
from threading import Event

from support.search.meaning.rows import DIMENSIONS

MEANINGS = [
    {"lost", "forgot", "vergessen", "unuttum"},
    {"phone", "blower", "telefon"},
    {"fee", "fees", "gebühr", "ücret", "price"},
    {"zebra", "stripes", "zebras", "streifen"},
]


class Standing:
    """Each word of a meaning counts in its place; what has none of them is near to nothing else."""

    name = "standing"
    heard: list[str] = []  # every passage it was given

    def question(self, words: str) -> list[float]:
        """Of what somebody asks."""
        return _vector(words)

    def passages(self, said: Sequence[str]) -> list[list[float]]:
        """Of what stands in documents."""
        self.heard.extend(said)
        return [_vector(one) for one in said]

    def floor(self, question: list[float]) -> float:
        """A word in three is enough."""
        return 0.4


class Failing(Standing):
    """Breaks at every question."""

    def question(self, words: str) -> list[float]:
        """No."""
        raise ValueError("out of memory, perhaps")


class Slow(Standing):
    """Answers once `may_answer` is set."""

    may_answer = Event()

    def question(self, words: str) -> list[float]:
        """Not now."""
        self.may_answer.wait(10)
        return super().question(words)


class Short(Standing):
    """Gives vectors that do not fit."""

    def question(self, words: str) -> list[float]:
        """Three numbers."""
        return [1.0, 0.0, 0.0]


class Choosy(Standing):
    """Breaks at passages with a giraffe."""

    def passages(self, said: Sequence[str]) -> list[list[float]]:
        """Of what has no giraffe."""
        if any("giraffe" in one.lower() for one in said):
            raise ValueError("a giraffe")
        return super().passages(said)


def _vector(words: str) -> list[float]:
    said = {word.strip(".,?!·").lower() for word in words.split()}
    numbers = [float(len(said & meaning)) for meaning in MEANINGS] + [0.0] * (DIMENSIONS - len(MEANINGS))
    if not any(numbers):
        numbers[-1] = 1.0
    length = sum(one * one for one in numbers) ** 0.5
    return [one / length for one in numbers]
