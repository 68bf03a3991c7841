"""A small library to read in: one shelf, articles as a story needs them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from haystack import connections

from helpcenter import actions, kept
from helpcenter.models import Category, Translation
from support import environment

ELASTIC = "haystack.backends.elasticsearch7_backend.Elasticsearch7SearchEngine"
Writes = Callable[..., Translation]


@pytest.fixture(autouse=True)
def nothing_kept(db: None) -> Iterator[None]:
    """No page of an earlier story."""
    cache.clear()
    kept.forget()
    yield
    kept.forget()


@pytest.fixture
def shelf(committed: Callable) -> Category:
    """Crypto deposits."""
    with committed():
        return actions.shelve("crypto-deposits", names={"en": "Crypto deposits", "de": "Kryptoeinzahlungen"})


@pytest.fixture
def write(shelf: Category, committed: Callable) -> Writes:
    """`write("memo", "I forgot the memo", language="de")`: a published text; `out=False` a draft."""

    def written(
        slug: str,
        title: str = "",
        *,
        body: str = "Some words.",
        language: str = "en",
        out: bool = True,
        **facts: object,
    ) -> Translation:
        with committed():
            article = actions.open_article(slug, **{"category": shelf} | facts)
            revision = actions.revise(
                article, language, title=title or slug, summary=f"About {slug}.", body=body
            )
            translation = revision.translation
            if out:
                translation = actions.publish(translation)
        return translation

    return written


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Callable[[], AbstractContextManager[None]]:
    """`with elsewhere():` the search stands on a server at which nobody answers."""

    def stand(there: dict[str, Any]) -> None:
        settings.HAYSTACK_CONNECTIONS = connections.connections_info = there
        connections.reload("default")

    @contextmanager
    def away() -> Iterator[None]:
        monkeypatch.setenv("SEARCH_ENGINE", ELASTIC)
        monkeypatch.setenv("SEARCH_URL", "http://127.0.0.1:9")
        ours = settings.HAYSTACK_CONNECTIONS
        stand({"default": environment.search_engine("")})
        try:
            yield
        finally:
            stand(ours)

    return away


@pytest.fixture
def library(committed: Callable) -> None:
    """The house's own articles, all of them."""
    with committed():
        call_command("load_articles", verbosity=0)
