"""The house's own articles: all there, in the languages promised, true to the desk, no link into nowhere."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve

from support.identifiers.networks import NETWORKS
from tests.helpcenter.manuscript import english, texts
from tickets import catalogue

OUTLINE = {f"A{number:02}" for number in range(1, 71)} | {f"G{number:02}" for number in range(1, 7)}
# Read in every language; the demo shows with one of them what a missing translation looks like.
FIRST = {1, 2, 6, 7, 8, 13, 14, 15, 16, 18, 22, 23, 29, 30, 31, 33, 34, 38, 42, 43, 44, 50, 64, 65, 67, 68}
MISSING = {("withdrawal-costs", "tr"), ("withdrawal-costs", "zh-hans")}
A_YEAR = timedelta(days=365)
RECENT = timedelta(days=120)
OTHERS = re.compile(
    r"(?i)\b(kraken|binance|coinbase|bitstamp|okx|okex|bybit|kucoin|bitfinex|gemini|huobi|htx|gate\.io|bitget"
    r"|mexc|crypto\.com|btcturk|paribu|mercado bitcoin|foxbit|bitpanda|bitvavo|upbit|bithumb|bitso|bitmex"
    r"|deribit|poloniex|bittrex|robinhood|etoro|revolut|ftx|mt\.? ?gox|garantex|exmo|whitebit)\b"
    r"|币安|欧易|火币|抹茶"
)


def test_every_article_of_the_outline_is_there_once() -> None:
    ids = [one.facts["outline"] for one in english() if "outline" in one.facts]
    assert set(ids) == OUTLINE
    assert len(ids) == len(OUTLINE)


def test_what_is_for_agents_stands_on_their_shelf_and_nothing_else_does() -> None:
    for one in english():
        inside = one.facts.get("outline", "").startswith("G")
        assert one.is_for_agents is inside, one.slug
        assert (one.facts["category"] == "internal") is inside, one.slug


def test_a_page_of_questions_is_marked_as_one() -> None:
    kinds = {one.facts.get("outline"): one.facts["kind"] for one in english()}
    assert (kinds["A18"], kinds["A66"]) == ("faq", "faq")


def test_what_matters_first_can_be_read_in_nine_languages_but_for_one_shown_on_purpose() -> None:
    codes = {code for code, _ in settings.LANGUAGES}
    first = [one.slug for one in english() if one.facts.get("outline") in {f"A{each:02}" for each in FIRST}]
    assert len(first) == len(FIRST)
    assert {(slug, code) for slug in first for code in codes - set(texts()[slug])} == MISSING


@pytest.mark.parametrize("language", sorted({code for code, _ in settings.LANGUAGES} - {"en"}))
def test_a_translation_has_the_sections_steps_rows_and_links_of_the_original(language: str) -> None:
    wrong = [
        (slug, part, original[part], said)
        for slug, languages in texts().items()
        if language in languages
        for original in [languages["en"].shape]
        for part, said in languages[language].shape.items()
        if said != original[part]
    ]
    assert not wrong


def test_a_translation_belongs_where_its_original_does() -> None:
    for languages in texts().values():
        for one in languages.values():
            for name in ("category", "kind", "audience", "outline"):
                assert one.facts.get(name) == languages["en"].facts.get(name), (one.slug, one.language, name)
            assert one.facts["title"]
            assert one.facts["summary"]


def test_no_real_exchange_is_named() -> None:
    named = [
        (one.slug, one.language, found.group())
        for languages in texts().values()
        for one in languages.values()
        if (found := OTHERS.search("\n".join([*one.facts.values(), one.body])))
    ]
    assert not named


@pytest.mark.parametrize("said", ["as on Kraken", "BINANCE", "在币安", "crypto.com"])
def test_a_real_name_would_be_found(said: str) -> None:
    assert OTHERS.search(said)


@pytest.mark.parametrize("said", ["your ledger", "another exchange", "krakens", "交易所"])
def test_plain_words_are_no_names(said: str) -> None:
    assert not OTHERS.search(said)


def test_every_link_leads_to_a_page_its_reader_may_open() -> None:
    assert not [
        (one.slug, one.language, link)
        for languages in texts().values()
        for one in languages.values()
        for link in one.links
        if not leads(link, agent=one.is_for_agents)
    ]


@pytest.mark.parametrize(
    "link",
    [
        "/help/nowhere/",
        "/help/takeover-runbook/",
        "/help/recurring-purchases/",
        "/tickets/new/?topic=nothing",
        "/nowhere/",
        "https://elsewhere.example/",
    ],
)
def test_a_link_that_leads_nowhere_would_be_found(link: str) -> None:
    assert not leads(link)


def leads(link: str, *, agent: bool = False) -> bool:
    """Whether a link ends at a page of the house that is out and, unless an agent reads, for everybody."""
    to = urlsplit(link)
    if to.netloc or to.scheme:
        return False
    if topics := parse_qs(to.query).get("topic"):
        return set(topics) <= {row["slug"] for row in catalogue.read("topics.json")}
    if found := re.fullmatch(r"/help/([^/]+)/", to.path):
        article = texts().get(found[1], {}).get("en")
        return bool(article and not article.is_draft and (agent or not article.is_for_agents))
    try:
        resolve(to.path)
    except Resolver404:
        return False
    return True


def test_every_topic_leads_to_articles_that_customers_may_read() -> None:
    for row in catalogue.read("topics.json"):
        for slug in [row["article"], *row["more_articles"]]:
            assert leads(f"/help/{slug}/"), (row["slug"], slug)


def test_some_articles_are_due_for_review_and_all_others_are_fresh() -> None:
    newest = max(one.checked for one in english())
    due = [one.slug for one in english() if newest - one.checked > A_YEAR]
    assert 0.08 <= len(due) / len(english()) <= 0.10
    assert all(newest - one.checked <= RECENT for one in english() if one.slug not in due)


def test_two_articles_are_drafts() -> None:
    drafts = [one for languages in texts().values() for one in languages.values() if one.is_draft]
    assert [one.slug for one in drafts] == ["recurring-purchases", "sign-in-while-travelling"]


@pytest.mark.parametrize("slug", ["confirmations", "deposit-not-arrived"])
def test_confirmations_are_those_the_desk_counts(slug: str) -> None:
    ours = {network.name: network.confirmations for network in NETWORKS.values()}
    ours["Cosmos Hub"] = ours["Cosmos"]
    for one in texts()[slug].values():
        rows = re.findall(r"^\| ([\w ]+?) \| (\d+) \|", one.body, re.M)
        assert len(rows) >= 4, one.language
        assert {name: int(said) for name, said in rows} == {name: ours[name] for name, _ in rows}
