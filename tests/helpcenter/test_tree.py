"""Shelves within shelves: every article is reached by links, at any depth, and no shelf stands in itself."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from helpcenter import actions, kept
from helpcenter.models import Category
from tests.helpcenter.reading import words


@pytest.fixture
def deep(shelf, committed):
    """Crypto deposits → Networks → Tron → Fees."""
    with committed():
        networks = actions.shelve("networks", names={"en": "Networks"}, parent=shelf)
        tron = actions.shelve("tron", names={"en": "Tron"}, parent=networks)
        fees = actions.shelve("tron-fees", names={"en": "Tron fees"}, parent=tron)
    return [shelf, networks, tron, fees]


@pytest.fixture
def put(write):
    """`put("slug", shelf)`: a published article on that shelf."""
    return lambda slug, category, **more: write(slug, slug.title(), category=category, **more)


def crumbs(client, path: str) -> list[str]:
    html = client.get(path).content.decode()
    return re.findall(r"<a[^>]*>([^<]+)</a>", html[html.index('<ol class="crumbs"') :].partition("</ol>")[0])


def test_an_article_says_every_shelf_above_it(client, put, deep) -> None:
    put("energy", deep[3])
    assert crumbs(client, "/help/energy/") == ["Help", "Crypto deposits", "Networks", "Tron", "Tron fees"]
    assert crumbs(client, "/help/topics/tron/") == ["Help", "Crypto deposits", "Networks"]


def test_a_shelf_counts_what_is_anywhere_below_it(client, put, deep) -> None:
    for number, category in enumerate(deep):
        put(f"page-{number}", category)
    assert "4 articles" in words(client.get("/help/"))
    assert "2 articles" in words(client.get("/help/topics/crypto-deposits/"))  # Tron with its fees


def test_what_a_reader_may_not_see_is_not_counted(client, put, deep) -> None:
    put("open", deep[0])
    put("runbook", deep[3], audience="agent")
    put("draft", deep[2], out=False)
    kept.forget()
    assert "1 article " in words(client.get("/help/"))
    assert "Tron" not in words(client.get("/help/topics/crypto-deposits/"))


def links(html: str) -> set[str]:
    return {path.partition("?")[0].partition("#")[0] for path in re.findall(r'href="(/help/[^"]*)"', html)}


def test_every_article_is_reached_by_links_alone(client, put, deep) -> None:
    slugs = {f"page-{number}" for number in range(8)}
    for slug in slugs:
        put(slug, deep[int(slug[-1]) % 4])
    seen, waiting = set(), {"/help/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            waiting |= links(response.content.decode()) - seen
    assert {reverse("helpcenter:article", args=[slug]) for slug in slugs} <= seen


def test_an_article_on_no_page_would_be_missed(client, put, deep) -> None:
    """The negative twin: the walk finds what is linked, not what exists."""
    put("linked", deep[0])
    put("hidden", deep[0], out=False)
    assert "/help/hidden/" not in links(client.get("/help/topics/crypto-deposits/").content.decode())


def test_a_shelf_never_stands_in_itself(deep) -> None:
    names = {"en": "Crypto deposits"}
    for parent in (deep[0], deep[3]):
        with pytest.raises(ValidationError, match="stands in “Crypto deposits” itself"):
            actions.shelve("crypto-deposits", names=names, parent=parent)
    assert Category.objects.get(slug="crypto-deposits").parent is None


def test_a_shelf_may_move_to_another_one(deep) -> None:
    actions.shelve("tron", names={"en": "Tron"}, parent=deep[0])
    assert Category.objects.get(slug="tron").parent == deep[0]


def test_an_admin_is_told_of_a_loop(client, root, deep) -> None:
    client.force_login(root)
    said = {
        "slug": "networks",
        "parent": deep[3].pk,
        "icon": "file",
        "order": 0,
        "names": '{"en": "Networks"}',
    }
    page = client.post(
        reverse("admin:helpcenter_category_change", args=[deep[1].pk]), said | {"descriptions": "{}"}
    )
    assert "stands in “Networks” itself" in words(page)
    page = client.post(
        reverse("admin:helpcenter_category_change", args=[deep[1].pk]),
        said | {"descriptions": "{}", "parent": ""},
    )
    assert page.status_code == 302


def test_a_loop_written_past_the_forms_ends(client, put, deep) -> None:
    put("energy", deep[3])
    Category.objects.filter(pk=deep[0].pk).update(parent=deep[3])
    for path in ("/help/", "/help/energy/", "/help/topics/tron/"):
        assert client.get(path).status_code == 200


def test_articles_stand_in_the_order_editors_gave_them(client, put, shelf) -> None:
    put("alpha", shelf, order=9)
    put("omega", shelf, order=1)
    page = words(client.get("/help/topics/crypto-deposits/"))
    assert page.index("Omega") < page.index("Alpha")
