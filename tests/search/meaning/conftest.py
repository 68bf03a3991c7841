"""A house that searches by meaning, with a model that stands in."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from support.search import clock
from tests.helpcenter.conftest import library, nothing_kept, shelf, write
from tests.search.meaning.standing import Slow, Standing

__all__ = ["library", "nothing_kept", "shelf", "write"]


@pytest.fixture
def by(settings, db: None) -> Iterator[Callable[[str], None]]:
    """`by("Failing")`: another of the models that stand in; Standing until then."""

    def choose(name: str) -> None:
        settings.SEARCH_MEANING = f"tests.search.meaning.standing.{name}"

    choose("Standing")
    settings.SEARCH_MEANING_TIMEOUT = 5.0
    Standing.heard.clear()
    cache.clear()
    yield choose
    Slow.may_answer.set()  # no thread waits on after its story
    Slow.may_answer = type(Slow.may_answer)()


@pytest.fixture
def read(by: Callable[[str], None]) -> Callable[[], int]:
    """`read()`: what the worker does every half minute."""
    return clock.read_for_meaning
