"""The help center as people read it."""

import re

import pytest
from django.test import Client

from helpcenter import actions, kept
from helpcenter.models import Article, Searched, Translation, Vote
from tests.helpcenter.reading import words


def test_home_shows_the_shelves_that_hold_something(client, write, committed) -> None:
    write("memo", "I forgot the memo")
    with committed():
        actions.shelve("empty", names={"en": "Nothing here"})
    page = words(client.get("/help/"))
    assert "Crypto deposits" in page
    assert "1 article" in page
    assert "Nothing here" not in page


def test_an_empty_house_leads_to_a_person(client, db) -> None:
    assert 'href="/tickets/new/' in client.get("/help/").content.decode()


def test_a_shelf_lists_its_articles_and_its_sections(client, write, shelf, committed) -> None:
    write("memo", "I forgot the memo")
    with committed():
        section = actions.shelve("networks", names={"en": "Networks"}, parent=shelf)
        Article.objects.filter(slug="memo").update(category=section)
    page = words(client.get("/help/topics/crypto-deposits/"))
    assert "Networks" in page
    assert "I forgot the memo" in page
    assert client.get("/help/topics/nowhere/").status_code == 404


def test_an_article_shows_what_a_reader_needs(client, write) -> None:
    write("memo", "I forgot the memo", body="## First\n\nLook.\n\n## Then\n\nWrite.", kind="troubleshooting")
    html = client.get("/help/memo/").content.decode()
    for part in (
        '<a href="#s1">First</a>',
        "Troubleshooting",
        "1 min read",
        "Last checked",
        "Did this help?",
    ):
        assert part in html
    assert 'href="/help/topics/crypto-deposits/"' in html
    assert 'href="/tickets/new/?article=memo"' in html
    assert "style=" not in re.sub(r"(?s)<svg.*?</svg>", "", html)


def test_a_reader_gets_their_language_and_the_page_says_so(client, write) -> None:
    write("memo", "I forgot the memo")
    write("memo", "Memo vergessen", language="de")
    response = client.get("/help/memo/", headers={"accept-language": "de"})
    assert '<html lang="de"' in response.content.decode()
    assert "Memo vergessen" in words(response)
    assert "I forgot the memo" not in words(response)


def test_what_is_not_translated_is_marked_with_its_language(client, write) -> None:
    write("memo", "I forgot the memo")
    html = client.get("/help/memo/", headers={"accept-language": "tr"}).content.decode()
    assert '<html lang="tr"' in html
    assert '<article class="reading-article" lang="en">' in html
    assert "Türkçe" in html


def test_an_address_may_name_its_language_and_only_a_known_one(client, write) -> None:
    write("memo", "I forgot the memo")
    write("memo", "Memo vergessen", language="de")
    response = client.get("/help/memo/?lang=de")
    assert response["Content-Language"] == "de"
    assert "Memo vergessen" in words(response)
    assert "I forgot the memo" in words(client.get("/help/memo/?lang=xx"))


def test_search_engines_learn_of_every_language_there_is_and_no_other(client, write) -> None:
    write("memo", "I forgot the memo")
    write("memo", "Memo vergessen", language="de")
    write("memo", "Nota", language="es", out=False)
    html = client.get("/help/memo/").content.decode()
    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)"', html) == ["en", "de", "x-default"]


def test_a_draft_is_no_page_for_strangers_and_a_published_one_is(client, write) -> None:
    text = write("memo", "Secret plans", out=False)
    assert client.get("/help/memo/").status_code == 404
    actions.publish(text)
    assert client.get("/help/memo/").status_code == 200


def test_a_draft_translation_is_not_shown_though_another_is_out(client, write) -> None:
    write("memo", "I forgot the memo")
    write("memo", "Geheimer Entwurf", language="de", out=False)
    page = words(client.get("/help/memo/?lang=de"))
    assert "Geheimer" not in page
    assert "I forgot the memo" in page


def test_agents_articles_are_no_pages_for_customers(client, write, ada, carl) -> None:
    write("runbook", "Runbook", audience=Article.Audience.AGENTS)
    assert client.get("/help/runbook/").status_code == 404
    client.force_login(carl.user)
    assert client.get("/help/runbook/").status_code == 404
    client.force_login(ada)
    assert client.get("/help/runbook/").status_code == 200
    client.logout()
    assert client.get("/help/runbook/").status_code == 404


def test_a_shelf_of_agents_articles_is_for_agents_alone(client, write, shelf, committed, ada, carl) -> None:
    write("memo", "I forgot the memo")
    with committed():
        internal = actions.shelve("internal", names={"en": "Internal"})
    write("runbook", "Runbook", audience=Article.Audience.AGENTS)
    with committed():
        Article.objects.filter(slug="runbook").update(category=internal)
    assert client.get("/help/topics/internal/").status_code == 404
    client.force_login(carl.user)
    assert client.get("/help/topics/internal/").status_code == 404
    assert "Internal" not in words(client.get("/help/"))
    client.force_login(ada)
    assert "Runbook" in words(client.get("/help/topics/internal/"))
    assert "Internal" in words(client.get("/help/"))


def test_an_empty_shelf_is_a_page_that_says_so(client, committed) -> None:
    with committed():
        actions.shelve("new", names={"en": "New"})
    assert "Nothing is published here yet." in words(client.get("/help/topics/new/"))


def test_an_outdated_translation_says_that_it_lags(client, write) -> None:
    write("memo", "Memo vergessen", language="de", body="Auftakt.\n\n## Kosten\n\nFünf.\n\n## Dauer\n\nKurz.")
    english = write("memo", "I forgot the memo", body="Intro.\n\n## Fees\n\nFive.\n\n## Time\n\nShort.")
    newer = "Intro.\n\n## Fees\n\nSix.\n\n## Time\n\nShort."
    said = {"title": "I forgot the memo", "summary": "About memo.", "body": newer}
    actions.revise(english.article, "en", **said)
    actions.publish(english)
    kept.forget()
    lagging = '<div class="callout" data-tone="warn" lang="'
    german = client.get("/help/memo/?lang=de").content.decode()
    assert f'{lagging}de"' in german
    assert '<li><a href="#s1">Kosten</a></li>' in german
    assert '<li><a href="#s2">' not in german.partition(lagging)[2]
    assert lagging not in client.get("/help/memo/?lang=en").content.decode()


# ── Search ───────────────────────────────────────────────────────────────────────────────────────
def test_search_lists_what_it_found(client, write) -> None:
    write("memo", "I forgot the memo", body="Tell us the txid.")
    response = client.get("/help/search/", {"q": "forgotten memo"})
    assert '<a href="/help/found/memo/?q=forgotten%20memo&amp;at=1"' in response.content.decode()
    assert "1 article for" in words(response)


def test_nothing_found_leads_on(client, write) -> None:
    write("memo", "I forgot the memo")
    html = client.get("/help/search/", {"q": 'zzz "x" & <y>'}).content.decode()
    assert 'href="/tickets/new/?q=zzz%20%22x%22%20%26%20%3Cy%3E"' in html
    assert 'href="/chat/"' in html
    assert "I forgot the memo" in html
    assert "<y>" not in html


def test_a_mistyped_word_is_said_as_it_was_meant(client, write) -> None:
    write("hold", "Withdrawal on hold")
    assert 'href="?q=withdrawal"' in client.get("/help/search/", {"q": "withdrawl"}).content.decode()


def test_an_empty_search_shows_the_shelves(client, write) -> None:
    write("memo")
    for query in ("", "   "):
        assert "Crypto deposits" in words(client.get("/help/search/", {"q": query}))


def test_a_secret_is_not_searched_for_nor_repeated(client, write) -> None:
    phrase = "abandon " * 11 + "about"
    response = client.get("/help/search/", {"q": phrase}, follow=True)
    assert "abandon" not in response.redirect_chain[0][0]
    assert "abandon abandon" not in response.content.decode()
    assert "We did not search for that" in words(response)
    assert "abandon" not in client.get("/help/suggest/", {"q": phrase}).content.decode()


def test_an_id_is_no_secret_but_is_not_searched_for(client, write) -> None:
    write("deposit-not-arrived", "My deposit has not arrived")
    response = client.get("/help/search/", {"q": "0x" + "7b1e04a9" * 8})
    assert "We recognised a transaction ID" in words(response)
    assert '<a href="/help/found/deposit-not-arrived/?q=&amp;at=1"' in response.content.decode()
    assert not Searched.objects.exists()


def test_odd_queries_are_answered(client, write) -> None:
    write("memo")
    for query in ("\x01", "%", "' OR 1=1 --", "x" * 10_000, "💥" * 50, "page"):
        assert client.get("/help/search/", {"q": query, "page": "-1"}).status_code == 200
    assert client.get("/help/search/?q=%ff%fe").status_code == 400  # no text at all
    assert client.get("/help/search/?q=%00").status_code == 400


def test_suggestions_are_a_fragment_of_the_best(client, write) -> None:
    write("memo", "I forgot the memo")
    html = client.get("/help/suggest/", {"q": "memo"}).content.decode()
    assert "<html" not in html
    assert 'href="/help/memo/?q=memo"' in html
    assert client.get("/help/suggest/", {"q": "m"}).content.strip() == b""
    assert client.get("/help/suggest/", {"q": "qqqqqq"}).content.strip() == b""


# ── Votes ────────────────────────────────────────────────────────────────────────────────────────
def test_a_yes_is_thanked_for(client, write) -> None:
    write("memo")
    response = client.post("/help/memo/vote/", {"helped": "yes", "language": "en"}, follow=True)
    assert "Thank you" in words(response)
    assert Vote.objects.get().helped is True


def test_a_no_leads_to_a_form_that_knows_what_was_read_and_searched(client, write) -> None:
    write("memo")
    response = client.post(
        "/help/memo/vote/", {"helped": "no", "language": "en", "q": "lost memo"}, follow=True
    )
    assert response.redirect_chain == [("/help/memo/?voted=no&q=lost+memo#vote", 303)]
    assert "/tickets/new/?article=memo&amp;q=lost%20memo" in response.content.decode()


def test_one_reader_votes_once_and_another_reader_too(client, write) -> None:
    write("memo")
    for _ in range(3):
        client.post("/help/memo/vote/", {"helped": "yes", "language": "en"})
    Client().post("/help/memo/vote/", {"helped": "no", "language": "en"})
    assert sorted(Vote.objects.values_list("helped", flat=True)) == [False, True]


def test_a_vote_from_elsewhere_or_about_nothing_counts_nothing(client, write) -> None:
    write("memo")
    write("draft", out=False)
    assert Client(enforce_csrf_checks=True).post("/help/memo/vote/", {"helped": "yes"}).status_code == 403
    assert client.post("/help/draft/vote/", {"helped": "yes"}).status_code == 404
    assert client.get("/help/memo/vote/").status_code == 405
    client.post("/help/memo/vote/", {"helped": "perhaps"})
    assert not Vote.objects.exists()


def test_the_share_is_only_said_when_enough_voted(client, write) -> None:
    text = write("memo")
    for number in range(19):
        actions.vote(text, reader=f"r{number}", helped=True)
    assert "readers said yes" not in words(client.get("/help/memo/"))
    actions.vote(text, reader="r19", helped=False)
    kept.forget()
    assert "95% of 20 readers said yes" in words(client.get("/help/memo/"))


@pytest.mark.parametrize(
    "address", ["/help/", "/help/memo/", "/help/search/?q=memo", "/help/topics/crypto-deposits/"]
)
def test_pages_load_nothing_from_elsewhere(client, write, address: str) -> None:
    write("memo", "I forgot the memo", body="![x](https://evil.example/x.png) and https://evil.example/")
    html = client.get(address).content.decode()
    assert not re.findall(r'<(?:script|img|iframe|source|video)[^>]+src="(?:https?:)?//', html)
    assert not re.findall(r'<link rel="(?:stylesheet|icon|preload)"[^>]+href="(?:https?:)?//', html)
    assert "onclick" not in html
    assert Translation.objects.count() == 1


def test_the_contents_come_after_the_title_and_the_summary_and_before_the_text(client, write) -> None:
    write("memo", "I forgot the memo", body="Begin here.\n\n## One\n\nWords.\n\n## Two\n\nWords.")
    html = client.get("/help/memo/").content.decode()
    places = [
        html.index(part) for part in ("<h1>", "About memo.</p>", 'id="toc"', "Begin here.", 'id="vote"')
    ]
    assert places == sorted(places)


def test_an_article_of_one_part_has_no_contents(client, write) -> None:
    write("memo", body="Begin here.\n\n## One\n\nWords.")
    assert 'id="toc"' not in client.get("/help/memo/").content.decode()
