"""The model that reads questions and passages: the one SEARCH_MEANING names, or none.

A model is a class with a `name` and three methods; its vectors have 384 numbers and the length 1.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from support.search.meaning.rows import DIMENSIONS

Vector = list[float]


class Unavailable(Exception):
    """Why there is no finding by meaning now, in a word or two."""


class Model(Protocol):
    """What turns words into a vector; the nearer two vectors, the nearer what they mean."""

    name: str  # another name means that everything is read again

    def question(self, words: str) -> Vector:
        """The vector of what somebody asks."""

    def passages(self, said: Sequence[str]) -> list[Vector]:
        """The vectors of what stands in documents."""

    def floor(self, question: Vector) -> float:
        """The cosine under which a passage is no answer to this question."""


def is_on() -> bool:
    """Whether the house wants to find by meaning at all."""
    return bool(settings.SEARCH_MEANING)


def chosen() -> Model:
    """The model, loaded once in each process; raises Unavailable when it cannot be."""
    try:
        return _loaded(settings.SEARCH_MEANING)
    except (ImportError, OSError, RuntimeError) as trouble:
        raise Unavailable("the model cannot be loaded") from trouble


def fit(vector: Sequence[float]) -> Vector:
    """The vector as it is; raises Unavailable when it has another length than our table."""
    if len(vector) != DIMENSIONS:
        raise Unavailable(f"the model gives {len(vector)} numbers instead of {DIMENSIONS}")
    return list(vector)


@lru_cache(maxsize=1)
def _loaded(path: str) -> Model:
    model: Model = import_string(path)()
    return model
