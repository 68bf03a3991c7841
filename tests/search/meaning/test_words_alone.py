"""When finding by meaning is not to be had, readers see what words find, and the house says why."""

import logging

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection

from helpcenter import search
from support.search.meaning import asking, ground
from support.search.meaning.rows import Passage
from tests.search.meaning.standing import Slow

pytestmark = pytest.mark.django_db
WHY = {
    "Failing": "the model failed",
    "Short": "the model gives 3 numbers instead of 384",
    "Nowhere": "the model cannot be loaded",
}


def slugs(query: str) -> list[str]:
    return [one.slug for one in search.find(query, "en", by_meaning=True)]


def warnings() -> list[str]:
    return [one.id for one in run_checks(databases=["default"]) if one.id.startswith("search.")]


@pytest.fixture
def phone(write, read) -> None:
    """An article that words find by "phone" and meaning by "blower"."""
    write("phone", "Your phone is lost")
    read()


def test_all_is_well_and_nothing_is_said(phone, caplog, client) -> None:
    assert slugs("blower") == ["phone"]
    assert (asking.trouble(), warnings()) == ("", [])
    assert not [one for one in caplog.records if "meaning" in one.message]
    assert client.get("/healthz").json()["meaning"] == "ok"


@pytest.mark.parametrize("model", WHY)
def test_a_model_that_is_broken_leaves_the_words(phone, by, model, caplog, client) -> None:
    by(model)
    assert slugs("blower") == []
    assert slugs("phone") == ["phone"]
    assert asking.trouble() == WHY[model]
    assert any(f"Search by meaning: {WHY[model]}. Words alone answer." in said for said in caplog.messages)
    health = client.get("/healthz")
    assert (health.status_code, health.json()["meaning"]) == (200, "down")


def test_a_model_that_is_too_slow_leaves_the_words_and_comes_back(phone, by, settings) -> None:
    by("Slow")
    settings.SEARCH_MEANING_TIMEOUT = 0.05
    assert slugs("phone") == ["phone"]
    assert asking.trouble() == "the model is too slow"
    settings.SEARCH_MEANING_TIMEOUT = 5.0
    Slow.may_answer.set()
    assert slugs("blower") == ["phone"]


def test_trouble_is_logged_once_and_again_when_it_changes(phone, by, caplog) -> None:
    by("Failing")
    for _again in range(3):
        slugs("blower")
    by("Short")
    slugs("blower")
    said = [one for one in caplog.records if one.levelno == logging.WARNING and "meaning" in one.message]
    assert len(said) == 2


def test_trouble_is_forgotten_after_a_while(phone, by) -> None:
    by("Failing")
    slugs("blower")
    by("Standing")
    cache.delete(asking.TROUBLE)  # its minute is over
    slugs("blower")
    assert asking.trouble() == ""


def test_nothing_was_read_yet(write, by) -> None:
    write("phone", "Your phone is lost")
    assert slugs("phone") == ["phone"]
    assert asking.trouble() == "nothing was read yet: manage.py embed_articles"
    assert warnings() == ["search.W003"]


def test_a_postgresql_without_pgvector_runs_with_words(write, by, read) -> None:
    write("phone", "Your phone is lost")
    with connection.schema_editor() as editor:
        editor.delete_model(Passage)
    assert read() == 0
    assert slugs("phone") == ["phone"]
    assert asking.trouble() == "its table does not answer"
    assert warnings() == ["search.W002"]


def test_the_table_is_made_when_pgvector_came_later(write, by) -> None:
    write("phone", "Your phone is lost")
    with connection.schema_editor() as editor:
        editor.delete_model(Passage)
    call_command("embed_articles", verbosity=0)
    assert ground.is_there()
    assert slugs("blower") == ["phone"]


def test_a_model_that_cannot_be_loaded_is_said_at_start(by) -> None:
    by("Nowhere")
    assert warnings() == ["search.W001"]
    with pytest.raises(CommandError, match="cannot be loaded"):
        call_command("embed_articles")


def test_a_house_that_did_not_ask_for_it_says_nothing(settings, client) -> None:
    settings.SEARCH_MEANING = ""
    assert warnings() == []
    assert "meaning" not in client.get("/healthz").json()
    with pytest.raises(CommandError, match="SEARCH_MEANING"):
        call_command("embed_articles")
