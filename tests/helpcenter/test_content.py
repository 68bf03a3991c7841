"""The house's own articles: all there, in the languages promised, true to the desk, no link into nowhere."""

import re
from datetime import timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve

from helpcenter.markup import render
from support.identifiers.networks import NETWORKS
from tests.helpcenter.manuscript import CONTENT, english, shape_of, snippets, stated, texts
from tickets import catalogue, defaults, waits

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
        if (found := OTHERS.search("\n".join([*one.facts.values(), one.said])))
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
    if not to.path:
        return bool(re.fullmatch(r"mx-\d{3}", to.fragment))  # a row of the same page
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


def test_the_steps_of_a_how_to_are_a_list_in_every_language() -> None:
    for languages in texts().values():
        for one in languages.values():
            if "{#steps}" in one.body:
                assert one.facts["kind"] == "how-to", one.slug
                assert len(render(one.body, language=one.language).steps) > 2, (one.slug, one.language)


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
        rows = re.findall(r"^\| ([\w ]+?) \| (\d+) \|", one.said, re.M)
        assert len(rows) >= 4, one.language
        assert {name: int(said) for name, said in rows} == {name: ours[name] for name, _ in rows}


def test_promises_are_those_the_desk_keeps() -> None:
    value = {name: fact.value for name, fact in stated().items()}
    tiers = ["entry", "verified", "plus", "business"]
    assert [value[f"answer-s2-{tier}"] * defaults.HOUR for tier in tiers] == [*defaults.TARGETS[2, ""]]
    for name, channel in (("answer-alarm", ""), ("answer-alarm-chat", "chat")):
        assert {value[name] * defaults.MINUTE} == set(defaults.TARGETS[0, channel])
    assert (value["wait-cases"], value["wait-days"]) == (waits.FEWEST_CASES, waits.LOOK_BACK.days)
    assert value["largest-file"] * 1024**2 == settings.UPLOAD_MAX_BYTES


def test_worked_examples_are_worked_out_from_the_fees_we_state() -> None:
    fee = {name: fact.value for name, fact in stated().items() if name.startswith("fee-")}
    ours = [fee["fee-usdt-ethereum"], fee["fee-usdt-tron"], fee["fee-btc"], fee["fee-btc"]]
    for one in texts()["withdrawal-costs"].values():
        bold = r"\*\*([\d.,]+)\*\*"
        rows = [r"^\| \D+ \| ([\d.,]+) \| ([\d.,]+) \|$"] * 2 + [rf"^\| \D+ \| {bold} \| {bold} \|$"]
        parts = re.findall("\n".join(rows), one.body, re.M)
        assert len(parts) == 2, one.language
        told = [[Decimal(each.replace(",", ".")) for each in part] for part in parts]
        amounts, fees, left = ([each for part in told for each in part[at : at + 2]] for at in (0, 2, 4))
        assert fees == ours, one.language
        assert left == [amount - taken for amount, taken in zip(amounts, fees, strict=True)], one.language


# ── What many articles quote ─────────────────────────────────────────────────────────────────────
CODES = {code for code, _ in settings.LANGUAGES}
QUOTED = re.compile(r"\{\{ ?(snippet|fact):([a-z0-9-]+) ?\}\}")


def quoted_by() -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Who quotes each snippet and fact, itself or by a snippet: (short name, language) of texts."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for languages in texts().values():
        for one in languages.values():
            names = QUOTED.findall(one.body)
            for kind, name in list(names):
                if kind == "snippet":
                    there = snippets()[name]
                    names += QUOTED.findall(there.get(one.language, there["en"]))
            for quote in names:
                found.setdefault(quote, set()).add((one.slug, one.language))
    return found


def test_everything_quoted_is_there_and_everything_there_is_quoted() -> None:
    there = {("fact", name) for name in stated()} | {("snippet", name) for name in snippets()}
    assert set(quoted_by()) == there


def test_a_snippet_stands_in_more_than_one_article() -> None:
    for name in snippets():
        assert len({slug for slug, _ in quoted_by()["snippet", name]}) > 1, name


def test_a_snippet_has_every_language_of_the_texts_that_quote_it_and_the_same_shape_in_each() -> None:
    for name, languages in snippets().items():
        assert {language for _, language in quoted_by()["snippet", name]} <= set(languages), name
        for language, body in languages.items():
            assert shape_of(body) == shape_of(languages["en"]), (name, language)


def test_a_fact_is_said_wherever_its_article_is() -> None:
    for quote, places in quoted_by().items():
        for slug, _ in places:
            assert {language for other, language in places if other == slug} == set(texts()[slug]), quote


def test_a_figure_hangs_is_small_and_has_words_for_who_does_not_see_it() -> None:
    hung = {f"picture:{path.stem}" for path in (CONTENT / "media").glob("*.png")}
    shown = set()
    for languages in texts().values():
        for one in languages.values():
            for words, picture, caption in one.figures:
                shown.add(picture)
                assert len(words) > 15, (one.slug, one.language)
                assert caption, (one.slug, one.language)
    assert shown == hung
    assert all(path.stat().st_size < 40_000 for path in (CONTENT / "media").glob("*.png"))


def test_a_figure_is_described_in_the_language_of_its_text() -> None:
    for languages in texts().values():
        for one in languages.values():
            for mine, original in zip(one.figures, languages["en"].figures, strict=True):
                assert one.language == "en" or (mine[0] != original[0] and mine[2] != original[2]), one.slug


def test_every_error_code_that_a_text_names_is_explained_on_one_page() -> None:
    for language, page in texts()["error-codes"].items():
        explained = set(re.findall(r"^\| (MX-\d{3}) \|", page.said, re.M)) | {"MX-104", "MX-105", "MX-106"}
        named = {
            code
            for languages in texts().values()
            for code in re.findall(r"MX-\d{3}", languages.get(language, languages["en"]).said)
        }
        assert named <= explained, language


def test_a_page_without_its_translation_is_missing_only_on_purpose() -> None:
    for slug, languages in texts().items():
        assert set(languages) in ({"en"}, CODES) or slug == "withdrawal-costs", slug
