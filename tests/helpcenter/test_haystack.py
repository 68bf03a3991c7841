"""Haystack's contract, point by point, against the house's backend."""

import importlib.util
import sys
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from haystack.exceptions import FacetingError
from haystack.query import SQ, SearchQuerySet

from helpcenter.models import Translation
from support import environment
from support.search.models import Document
from tests.helpcenter.conftest import ELASTIC


@pytest.fixture
def zebras(write) -> SearchQuerySet:
    """Three texts: two about zebras."""
    write("memo", "Zebra memo", kind="how-to", body="A memo for zebras.")
    write("fees", "Zebra fees", kind="explainer", body="What a zebra pays.")
    write("staking", "Giraffe", kind="how-to", body="A giraffe stakes.")
    return SearchQuerySet().models(Translation)


def titles(found) -> list[str]:
    return sorted(one.title for one in found)


def test_filters_and_excludes_and_ors(zebras) -> None:
    assert titles(zebras.filter(content="zebra")) == ["Zebra fees", "Zebra memo"]
    assert titles(zebras.filter(content="zebra").exclude(kind="how-to")) == ["Zebra fees"]
    assert titles(zebras.filter(SQ(content="giraffe") | SQ(kind="explainer"))) == ["Giraffe", "Zebra fees"]
    assert titles(zebras.filter(title__startswith="zebra").filter(kind__in=["how-to"])) == ["Zebra memo"]
    assert titles(zebras.filter(~SQ(content="zebra"))) == ["Giraffe"]
    assert titles(zebras.filter(title="fees zebras")) == ["Zebra fees"]  # all that it says
    assert titles(zebras.filter(title="zebra pays")) == []
    assert zebras.none().count() == 0


def test_facets_by_value_time_and_question(zebras) -> None:
    now = datetime.now()
    asked = zebras.facet("kind").date_facet(
        "published_at", now - timedelta(days=7), now + timedelta(days=7), "day"
    )
    counts = asked.query_facet("kind", "how-to").query_facet("article", "[* TO 0]").facet_counts()
    assert dict(counts["fields"]["kind"]) == {"how-to": 2, "explainer": 1}
    assert sum(number for _, number in counts["dates"]["published_at"]) == 3
    assert counts["queries"] == {"kind_exact:how-to": 2, "article:[* TO 0]": 0}


def test_facets_of_what_is_no_stretch_of_time_are_refused(zebras) -> None:
    now = datetime.now()
    with pytest.raises(FacetingError):
        zebras.date_facet("published_at", now, now, "fortnight")
    with pytest.raises(ValueError, match="stretches"):
        zebras.date_facet("published_at", now - timedelta(days=3000), now, "day").facet_counts()


def test_facets_narrow(zebras) -> None:
    assert titles(zebras.narrow('kind_exact:"how-to"')) == ["Giraffe", "Zebra memo"]
    assert titles(zebras.narrow("article:[1 TO *]")) == ["Giraffe", "Zebra fees", "Zebra memo"]
    assert titles(zebras.narrow("kind:nothing")) == []


def test_words_are_highlighted(zebras) -> None:
    (first, *_) = zebras.filter(content="zebra", kind="explainer").highlight()
    assert first.highlighted["text"] == ["About fees.\nWhat a <mark>zebra</mark> pays."]
    assert next(iter(zebras.filter(content="zebra"))).highlighted is None


def test_more_like_this_is_alike_and_not_itself(zebras) -> None:
    memo = Translation.objects.get(article__slug="memo")
    assert next(one.title for one in zebras.more_like_this(memo)) == "Zebra fees"
    assert "Zebra memo" not in titles(zebras.more_like_this(memo))
    assert titles(zebras.more_like_this(Translation(pk=999_999))) == []


def test_spelling_is_suggested_and_right_words_are_not_mended(zebras) -> None:
    english = zebras.filter(language="en")
    assert english.auto_query("girafe").spelling_suggestion() == "giraffe"
    assert english.auto_query("giraffe").spelling_suggestion() is None
    assert english.spelling_suggestion("zebbra") == "zebra"


def test_results_are_ordered_and_given_as_values(zebras) -> None:
    assert [one.title for one in zebras.order_by("title")] == ["Giraffe", "Zebra fees", "Zebra memo"]
    assert [one.title for one in zebras.order_by("-kind", "title")][-1] == "Zebra fees"
    assert list(zebras.filter(kind="explainer").values("title", "kind")) == [
        {"title": "Zebra fees", "kind": "explainer"}
    ]
    assert next(iter(zebras.order_by("title").values_list("title", flat=True))) == "Giraffe"
    assert {one.object.title for one in zebras.load_all()} == {"Giraffe", "Zebra fees", "Zebra memo"}


def test_a_boosted_word_weighs_more(zebras) -> None:
    either = zebras.filter(content="giraffe zebra", language="en")
    assert next(iter(either.boost("giraffe", 9.0))).title == "Giraffe"
    assert next(iter(either.boost("fees", 9.0))).title == "Zebra fees"


def test_pages_beyond_the_end_are_empty(zebras) -> None:
    found = zebras.filter(content="zebra")
    assert len(found[0:10]) == 2
    assert list(found[10:20]) == []
    assert list(zebras.order_by("title")[500:510]) == []
    with pytest.raises(IndexError):
        found[10]


def test_the_index_is_cleared_updated_and_rebuilt_by_commands(zebras) -> None:
    call_command("clear_index", interactive=False, verbosity=0)
    assert not Document.objects.exists()
    call_command("update_index", verbosity=0, stdout=StringIO())
    assert zebras.all().count() == 3
    Translation.objects.filter(article__slug="memo").update(status=Translation.Status.DRAFT)
    call_command("update_index", remove=True, verbosity=0, stdout=StringIO())
    assert zebras.all().count() == 2
    call_command("rebuild_index", interactive=False, verbosity=0)
    assert zebras.all().count() == 2


def test_our_own_engine_is_the_default(monkeypatch) -> None:
    monkeypatch.delenv("SEARCH_ENGINE", raising=False)
    assert environment.search_engine("file") == {"ENGINE": environment.OWN_ENGINE, "SYNONYMS": "file"}


def test_another_engine_needs_an_address(monkeypatch) -> None:
    monkeypatch.setenv("SEARCH_ENGINE", ELASTIC)
    for address in ("", "search.example:9200", "ftp://search.example"):
        monkeypatch.setenv("SEARCH_URL", address)
        with pytest.raises(ImproperlyConfigured, match="SEARCH_URL"):
            environment.search_engine("")


def test_another_engine_without_its_package_is_said(monkeypatch) -> None:
    monkeypatch.setattr(sys, "path", [])  # a machine on which it was never installed
    monkeypatch.delitem(sys.modules, "elasticsearch", raising=False)
    importlib.invalidate_caches()
    monkeypatch.setenv("SEARCH_ENGINE", ELASTIC)
    monkeypatch.setenv("SEARCH_URL", "http://127.0.0.1:9")
    with pytest.raises(ImproperlyConfigured, match="elasticsearch<8"):
        environment.search_engine("")


def test_a_server_that_refuses_finds_nothing_and_the_page_still_stands(client, write, elsewhere) -> None:
    write("memo", "Zebra memo")
    with elsewhere():
        response = client.get("/help/search/", {"q": "zebra"})
    assert response.status_code == 200
    assert "1 article for" not in response.content.decode()
    assert "Write to us" in response.content.decode()


def test_where_our_own_engine_finds_it(client, write) -> None:
    write("memo", "Zebra memo")
    assert "1 article for" in client.get("/help/search/", {"q": "zebra"}).content.decode()
