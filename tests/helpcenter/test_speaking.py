"""Which language pages and feeds speak: what their address names, and the reader's own after a switch."""

import re
import xml.etree.ElementTree as ET

import pytest

from tests.helpcenter.reading import words

ATOM = "{http://www.w3.org/2005/Atom}"
OWN = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def memo(write):
    """In English and German."""
    write("memo", "I forgot the memo")
    write("memo", "Memo vergessen", language="de")


def switch(client, path: str, language: str):
    """Press a language of the page's own switch."""
    html = client.get(path).content.decode()
    form = re.search(r'<form class="menu-languages".*?</form>', html, re.S)[0]
    action, there = (
        re.search(r'action="([^"]+)"', form)[1],
        re.search(r'name="next" value="([^"]*)"', form)[1],
    )
    return client.post(action, {"next": there.replace("&amp;", "&"), "language": language}, follow=True)


@pytest.mark.parametrize("path", ["/help/memo/?lang=en", "/help/memo/"])
def test_the_switch_keeps_the_page_and_speaks_the_new_language(client, memo, path: str) -> None:
    page = switch(client, path, "de")
    assert page.request["PATH_INFO"] == "/help/memo/"
    assert "Memo vergessen" in words(page)
    assert "Memo vergessen" in words(client.get("/help/memo/"))  # and from now on


def test_the_switch_keeps_whatever_else_was_asked(client, memo) -> None:
    page = switch(client, "/help/search/?q=caf%C3%A9&lang=en&language=x&page=1", "de")
    assert page.redirect_chain == [("/help/search/?q=caf%C3%A9&language=x&page=1", 302)]
    assert '<html lang="de"' in page.content.decode()


def test_the_switch_leads_to_no_other_site(client, db) -> None:
    for there in ("https://evil.example/?lang=en", "//evil.example/?lang=en", "/\\evil.example?lang=en"):
        answer = client.post("/language/setlang/", {"next": there, "language": "de"})
        assert answer["Location"] == "/"


@pytest.mark.parametrize("path", ["news", "topics/crypto-deposits", "kinds/notice"])
@pytest.mark.parametrize("browser", ["en", "tr"])
def test_a_feed_speaks_the_language_of_its_address_throughout(client, write, path, browser) -> None:
    write("memo", "Das Memo", language="de", kind="notice")
    there = f"/help/feeds/{path}.atom?lang=de"
    answer = client.get(there, headers={"accept-language": browser, "host": "localhost"})
    feed = ET.fromstring(answer.content)
    assert feed.get(OWN) == answer["Content-Language"] == "de"
    titles = {"news": "Hilfe", "topics/crypto-deposits": "Kryptoeinzahlungen", "kinds/notice": "Hinweis"}
    assert feed.find(f"{ATOM}title").text.startswith(titles[path])
    assert [one.find(f"{ATOM}title").text for one in feed.iter(f"{ATOM}entry")] == ["Das Memo"]


@pytest.mark.parametrize(
    ("asked", "language"), [("?lang=zh-hans", "zh-hans"), ("", "tr"), ("?lang=xx", "tr")]
)
def test_a_feed_names_one_address_as_its_own_whoever_asks(client, db, settings, asked, language) -> None:
    settings.SITE_URL = "https://help.meridian.example"
    headers = {"accept-language": "tr", "host": "localhost"}
    for form in ("atom", "rss"):
        answer = client.get(f"/help/feeds/news.{form}{asked}", headers=headers).content.decode()
        own = re.search(r'href="([^"]+)"[^>]* rel="self"|rel="self"[^>]* href="([^"]+)"', answer)
        address = f"https://help.meridian.example/help/feeds/news.{form}?lang={language}"
        assert (own[1] or own[2]) == address
        assert "localhost" not in answer
