"""What is offered while somebody types, ways to narrow, and queries meant to hurt."""

import re
import time
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpcenter import actions


def options(client, query: str, **more: str) -> str:
    return client.get("/help/options/", {"q": query} | more).content.decode()


def test_options_stand_in_groups_and_are_counted(client, write) -> None:
    write("memo", "Crypto memo", body="[Write about it](/tickets/new/?topic=missing-memo)")
    html = options(client, "crypto")
    assert "3 suggestions" in html
    assert html.count('role="group"') == 3
    assert 'href="/help/memo/?q=crypto"' in html
    assert "<mark>Crypto</mark> memo" in html
    assert 'href="/tickets/new/?topic=missing-memo&amp;q=crypto"' in html
    assert 'href="/help/topics/crypto-deposits/"' in html


def test_options_forgive_a_slip_and_take_half_a_word(client, write) -> None:
    write("hold", "Withdrawal on hold")
    assert "/help/hold/" in options(client, "wihtdrawal")
    assert "/help/hold/" in options(client, "wit")


def test_no_options_are_said_too(client, write) -> None:
    write("memo")
    for query in ("", "m", "zzzz", "abandon " * 11 + "about"):
        assert "No suggestions" in options(client, query)
        assert "role=" not in options(client, query)


def test_options_speak_the_language_of_the_page(client, write) -> None:
    write("memo", "Zebra", language="de")
    assert 'lang="de"' in options(client, "zebra", lang="de")
    assert client.get("/help/options/", {"q": "zebra", "lang": "xx"}).status_code == 200


def test_results_are_narrowed_by_what_leaves_some(client, write) -> None:
    write("memo", "Zebra memo", kind="how-to")
    write("fees", "Zebra fees", kind="explainer")
    html = client.get("/help/search/", {"q": "zebra"}).content.decode()
    assert "?q=zebra&amp;kind=how-to" in html
    assert "category=crypto-deposits" not in html  # it leaves all of them
    narrowed = client.get("/help/search/", {"q": "zebra", "kind": "how-to"}).content.decode()
    assert "/help/found/memo/" in narrowed
    assert "/help/found/fees/" not in narrowed
    assert 'aria-current="true"' in narrowed


def test_a_filter_nobody_knows_shows_everything_and_says_so(client, write) -> None:
    write("memo", "Zebra memo")
    html = client.get("/help/search/", {"q": "zebra", "kind": "' OR 1=1", "category": "%"}).content.decode()
    assert "We do not know that filter" in html
    assert "/help/found/memo/" in html


@pytest.mark.parametrize(
    "query",
    ["*", "?", "...", "-", '"', "'", ":*&|!()<->\\", "%_", "~" * 200, "💥" * 50, "\u202e", "\x01\x02", "{}"],
)
def test_queries_without_words_find_nothing_and_do_no_harm(client, write, query: str) -> None:
    write("memo", "Zebra memo")
    response = client.get("/help/search/", {"q": query})
    assert response.status_code == 200
    assert "/help/found/" not in response.content.decode()


@pytest.mark.parametrize(
    "query", ["x" * 10_000, "memo held back " * 700, "ж" * 5_000, "充" * 4_000, "a1b2" * 2_500]
)
def test_a_long_query_is_cut_and_answered_in_bounded_work(client, write, query: str) -> None:
    write("memo", "Zebra memo")
    began = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/help/search/", {"q": query})
    assert response.status_code == 200
    assert "first 200 letters" in response.content.decode()
    assert len(asked) < 40
    assert time.process_time() - began < 2


def test_a_page_beyond_the_end_is_the_last_one(client, write) -> None:
    for number in range(12):
        write(f"memo-{number}", f"Zebra memo {number}")
    for page in ("99999999999999999999", "-1", "x", "2"):
        response = client.get("/help/search/", {"q": "zebra", "page": page})
        assert response.status_code == 200
        assert "/help/found/memo-" in response.content.decode()


def test_bytes_that_are_no_text_are_refused(client, db) -> None:
    for query in ("%00", "%ff%fe", "%ed%a0%80"):
        assert client.get(f"/help/search/?q={query}").status_code == 400
        assert client.get(f"/help/options/?q={query}").status_code == 400


def test_a_search_asks_a_dozen_statements_at_most(write) -> None:
    from helpcenter import search

    write("memo", "Zebra memo")
    write("memo", "Zebra Merkzettel", language="de")
    with CaptureQueriesContext(connection) as asked:
        search.find("zebrra memo nowhere", "de", 10)
    assert len(asked) <= 14, [one["sql"][:80] for one in asked]


def test_a_suggestion_speaks_the_language_that_the_page_was_asked_for_in(client, write) -> None:
    write("memo", "Zebra", language="de")
    assert 'href="/help/memo/?q=zebra&amp;lang=de"' in options(client, "zebra", lang="de")
    assert 'href="/help/topics/crypto-deposits/?lang=de"' in options(client, "Krypto", lang="de")
    assert 'href="/help/memo/?q=zebra"' in options(client, "zebra", lang="en")  # their own needs no word
    client.cookies["django_language"] = "de"
    assert 'href="/help/memo/?q=zebra"' in options(client, "zebra", lang="de")


def test_a_form_is_offered_once_and_named_in_the_readers_language(client, write) -> None:
    form = "(/tickets/new/?topic=missing-memo)"
    body = f"[write about it]{form} [Write about it]{form}"
    write("memo", "Crypto memo", body=body)
    html = options(client, "crypto", lang="de")
    assert html.count("topic=missing-memo") == 1
    assert "rite about it" not in html
    assert "write about it" in options(client, "crypto")


def counts(html: str) -> dict[str, int]:
    """What the filters of a page say, by their query."""
    found = re.findall(r'class="tag" href="\?([^"]+)">[^<]+<span class="quiet">(\d+)</span>', html)
    return {unescape(address): int(many) for address, many in found}


def test_a_filter_says_how_many_its_click_gives(client, write) -> None:
    fees = actions.shelve("fees", names={"en": "Fees"})
    for number in range(40):
        write(f"memo-{number}", f"Zebra memo {number}", kind="how-to" if number % 2 else "faq")
    for number in range(3):
        write(f"fee-{number}", f"Giraffe {number}", body="A zebra.", category=fees, kind="explainer")
    for asked in ({}, {"category": "fees"}, {"kind": "how-to"}):
        html = client.get("/help/search/", {"q": "zebra"} | asked).content.decode()
        assert counts(html) or asked == {"category": "fees"}
        for address, many in counts(html).items():
            narrowed = client.get(f"/help/search/?{address}").content.decode()
            assert f"{many} article" in narrowed, address


def test_filters_that_leave_nothing_stay_with_a_way_out(client, write) -> None:
    write("memo", "Zebra memo", kind="how-to")
    write("fees", "Zebra fees", kind="faq", audience="trader")
    html = client.get(
        "/help/search/", {"q": "zebra", "kind": "how-to", "audience": "trader"}
    ).content.decode()
    assert "0 articles for" in html
    assert html.count('aria-current="true"') >= 2
    assert 'href="?q=zebra">Show all' in html
    assert "/help/found/" not in html


def test_what_was_probably_meant_is_looked_for_without_filters(client, write) -> None:
    write("memo", "Zebra memo", kind="how-to")
    write("fees", "Zebra fees", kind="faq")
    html = client.get("/help/search/", {"q": "zebrra", "kind": "faq"}).content.decode()
    assert '<a href="?q=zebra">' in html


PHRASE = "abandon " * 11 + "about"


def test_a_secret_behind_what_is_searched_for_leaves_the_address_too(client, write) -> None:
    write("memo", "Zebra memo")
    for before in (150, 190, 260):
        asked = {"q": "memo " * (before // 5) + PHRASE}
        response = client.get("/help/search/", asked)
        assert response.status_code == 302, before
        assert "abandon" not in response["Location"]
        assert "abandon" not in client.get("/help/found/memo/", asked)["Location"]
        assert "No suggestions" in options(client, asked["q"])
    assert client.get("/help/search/", {"q": "held back " * 60}).status_code == 200


def test_an_opened_result_leads_to_the_row_of_a_code_only_where_there_is_one(client, write) -> None:
    write("codes", body="| Code | Meaning |\n|---|---|\n| MX-401 | Hold |\n")
    write("memo", "MX-401")
    for slug, row in (("codes", "#mx-401"), ("memo", "")):
        opened = client.get(f"/help/found/{slug}/", {"q": "MX-401", "at": "1"})
        assert opened["Location"] == f"/help/{slug}/?q=MX-401{row}"
