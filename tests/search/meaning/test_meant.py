"""Articles are found by what a question means, and by nothing that a reader may not see."""

import pytest

from helpcenter import actions, search
from helpcenter.models import Article, Translation

pytestmark = pytest.mark.django_db


def slugs(query: str, language: str = "en", **more: object) -> list[str]:
    return [one.slug for one in search.find(query, language, by_meaning=True, **more)]


def test_what_shares_no_word_with_the_question_is_found(write, read) -> None:
    write("phone", "Your phone is lost", body="Take these steps.")
    write("fees", "Fees", body="What things cost.")
    assert read() == 2
    assert slugs("blower") == ["phone"]


def test_words_alone_find_nothing_of_it(write, read) -> None:
    write("phone", "Your phone is lost")
    read()
    assert search.find("blower", "en") == []


def test_a_question_in_one_language_finds_an_article_in_another(write, read) -> None:
    write("phone", "Telefon vergessen", language="de", body="Das hilft.")
    read()
    (found,) = search.find("unuttum", "tr", by_meaning=True)
    assert (found.slug, found.language, found.is_fallback) == ("phone", "de", True)


def test_one_result_an_article_in_the_reader_s_best_language(write, read) -> None:
    write("phone", "Your phone is lost")
    write("phone", "Handy vergessen", language="de")
    read()
    assert [(one.slug, one.language) for one in search.find("unuttum", "de", by_meaning=True)] == [
        ("phone", "de")
    ]
    assert [(one.slug, one.language) for one in search.find("unuttum", "tr", by_meaning=True)] == [
        ("phone", "en")
    ]


def test_what_both_ways_find_comes_before_what_one_finds(write, read) -> None:
    write("stripes", "Stripes and more", body="About animals.")
    write("zebra", "An animal", body="The zebra has them.")
    read()
    assert slugs("zebra")[0] == "zebra"
    assert "stripes" in slugs("zebra")


def test_a_title_that_says_it_all_stays_first(write, read) -> None:
    write("price", "Price of things", body="The fees: a price, a fee.")
    write("fee", "Fee", body="Nothing else.")
    read()
    assert slugs("fee")[0] == "fee"


def test_what_is_far_from_the_question_is_not_found(write, read) -> None:
    write("phone", "Your phone is lost")
    read()
    assert slugs("giraffe") == []


def test_agents_articles_are_for_agents(write, read, ada, carl) -> None:
    write("runbook", "Your phone is lost", audience=Article.Audience.AGENTS)
    read()
    assert slugs("blower") == []
    assert slugs("blower", user=carl.user) == []
    assert slugs("blower", user=ada) == ["runbook"]


def test_an_article_for_those_who_signed_in_is_for_them(write, read, carl) -> None:
    write("phone", "Your phone is lost", signed_in=True)
    read()
    assert slugs("blower") == []
    assert slugs("blower", user=carl.user) == ["phone"]


def test_filters_hold(write, read) -> None:
    write("phone", "Your phone is lost", kind="how-to")
    write("handset", "Phone", kind="explainer")
    read()
    assert slugs("blower", only={"kind": "how-to"}) == ["phone"]
    assert sorted(slugs("blower")) == ["handset", "phone"]


def test_what_was_withdrawn_is_gone_at_once(write, read, committed) -> None:
    text = write("phone", "Your phone is lost")
    read()
    with committed():
        actions.withdraw(text)
    assert slugs("blower") == []


def test_the_database_has_the_last_word_when_the_index_lags(write, read) -> None:
    text = write("phone", "Your phone is lost")
    read()
    Translation.objects.filter(pk=text.pk).update(status=Translation.Status.DRAFT)
    assert slugs("blower") == []


def test_while_somebody_types_words_decide(client, write, read) -> None:
    write("phone", "Your phone is lost")
    read()
    assert "phone is lost" not in client.get("/help/search/options/", {"q": "blower"}).content.decode()
    assert "phone is lost" in client.get("/help/search/", {"q": "blower"}).content.decode()


def test_a_house_that_did_not_ask_for_it_searches_by_words(write, read, settings) -> None:
    write("phone", "Your phone is lost")
    read()
    settings.SEARCH_MEANING = ""
    assert slugs("blower") == []
    assert slugs("phone") == ["phone"]
