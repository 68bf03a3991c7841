"""What search engines, other sites and feed readers are told: of public pages, in every language there is."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from helpcenter import actions, visits
from helpcenter.models import Visit

ATOM = "{http://www.w3.org/2005/Atom}"


def told(client, path: str) -> dict[str, dict]:
    html = client.get(path).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    return {node["@type"]: node for node in data["@graph"]}


def test_an_faq_tells_its_questions_and_where_it_stands(client, write) -> None:
    write("memo", "The memo", kind="faq", body="## What is it?\n\nA number.\n\n## Is it lost?\n\nNo.")
    nodes = told(client, "/help/memo/")
    asked = [(one["name"], one["acceptedAnswer"]["text"]) for one in nodes["FAQPage"]["mainEntity"]]
    assert asked == [("What is it?", "A number."), ("Is it lost?", "No.")]
    assert [one["name"] for one in nodes["BreadcrumbList"]["itemListElement"]] == [
        "Crypto deposits",
        "The memo",
    ]


def test_a_how_to_tells_its_steps_and_an_explainer_is_none(client, write) -> None:
    body = "1. Pack.\n\n## Send {#steps}\n\nLike so:\n\n1. **Open.** The app.\n2. **Send.** A little."
    write("send", kind="how-to", body=body)
    write("why", kind="explainer", body=body)
    assert [one["text"] for one in told(client, "/help/send/")["HowTo"]["step"]] == [
        "Open. The app.",
        "Send. A little.",
    ]
    assert set(told(client, "/help/why/")) == {"BreadcrumbList", "Article"}


def test_a_list_that_nobody_called_the_steps_is_told_as_none(client, write) -> None:
    write("complain", kind="how-to", body="## What to write\n\n1. The number.\n2. What happened.")
    write("send", kind="how-to", body="## Send {#steps}\n\nPress it.\n\n## If it fails\n\n1. Write.")
    for slug in ("complain", "send"):
        assert set(told(client, f"/help/{slug}/")) == {"BreadcrumbList", "Article"}


def test_nothing_in_a_title_ends_the_script(client, write) -> None:
    write("memo", "</script><b>x & y", kind="faq", body="<!-- </script>")
    assert told(client, "/help/memo/")["FAQPage"]["name"] == "</script><b>x & y"


def test_other_sites_are_told_the_text_s_own_address(client, write) -> None:
    write("memo", "The memo")
    usual = client.get("/help/memo/?voted=yes").content.decode()
    assert re.search(r'<link rel="canonical" href="http[^"]*/help/memo/">', usual)
    html = client.get("/help/memo/?lang=tr").content.decode()
    assert re.search(r'<link rel="canonical" href="http[^"]*/help/memo/\?lang=en">', html)
    assert '<meta property="og:title" content="The memo">' in html
    assert '<meta property="og:locale" content="en_US">' in html


def test_the_sitemap_names_each_text_with_its_other_languages_and_nothing_inner(client, write) -> None:
    write("memo")
    write("memo", language="de")
    write("draft", out=False)
    write("runbook", audience="agent")
    index = client.get("/help/sitemap.xml").content.decode()
    (file,) = re.findall(r"<loc>[^<]*?(/help/[^<]*)</loc>", index)
    sitemap = client.get(file).content.decode()
    ET.fromstring(sitemap)
    assert re.findall(r"<loc>[^<]*?(/help/[^<]*)</loc>", sitemap) == [
        "/help/memo/?lang=de",
        "/help/memo/?lang=en",
    ]
    assert sitemap.count('hreflang="de"') == 2
    assert client.get("/help/sitemap-2.xml").status_code == 404
    assert "/help/sitemap.xml" in client.get("/robots.txt").content.decode()


def titles(client, path: str) -> list[str]:
    return [
        one.text
        for one in ET.fromstring(client.get(path).content).iter()
        if one.tag in (f"{ATOM}title", "title")
    ]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_feeds_follow_everything_a_shelf_or_a_kind(client, write, shelf, committed, form) -> None:
    with committed():
        inner = actions.shelve("networks", names={"en": "Networks"}, parent=shelf)
        other = actions.shelve("fees", names={"en": "Fees"})
    write("deep", "Deep & far", category=inner, kind="notice")
    write("aside", "Aside", category=other)
    write("runbook", "Runbook", audience="agent")
    write("draft", "Draft", out=False)
    assert titles(client, f"/help/feeds/news.{form}") == ["Help center", "Aside", "Deep & far"]
    assert titles(client, f"/help/feeds/topics/crypto-deposits.{form}") == ["Crypto deposits", "Deep & far"]
    assert titles(client, f"/help/feeds/kinds/notice.{form}") == ["Notice", "Deep & far"]
    assert client.get(f"/help/feeds/kinds/poem.{form}").status_code == 404
    assert client.get(f"/help/feeds/topics/nowhere.{form}").status_code == 404


def test_a_feed_speaks_one_language(client, write) -> None:
    write("memo", "The memo")
    write("memo", "Das Memo", language="de")
    assert titles(client, "/help/feeds/news.atom?lang=de")[1:] == ["Das Memo"]
    assert titles(client, "/help/feeds/news.atom?lang=tr")[1:] == []


def test_what_readers_missed_in_their_language_is_counted(client, write) -> None:
    visits._tally.take()
    write("memo")
    write("both")
    write("both", language="tr")
    for slug in ("memo", "memo", "both"):
        client.get(f"/help/{slug}/", headers={"accept-language": "tr"})
    visits.write_down()
    assert Visit.objects.count() == 2
    assert visits.missed(date(2020, 1, 1)) == [("memo", "tr", 2)]


def test_a_share_is_written_as_the_language_writes_it(client, write) -> None:
    text = write("memo", language="tr")
    for number in range(20):
        actions.vote(text, reader=f"r{number}", helped=number > 0)
    assert "%95" in client.get("/help/memo/?lang=tr").content.decode()
