"""Pages kept for strangers: made once, never somebody's own, and gone when something is published."""

import re

from django.core.cache import cache
from django.test import Client

from helpcenter import actions, kept
from helpcenter.models import Translation, Vote
from tests.helpcenter.reading import words


def test_a_kept_page_asks_the_database_nothing(client, write, django_assert_num_queries) -> None:
    write("memo")
    first = client.get("/help/memo/")
    with django_assert_num_queries(0):
        again = client.get("/help/memo/")
    assert words(again).split() == words(first).split()


def test_a_browser_that_has_the_page_is_told_so(client, write) -> None:
    write("memo")
    first = client.get("/help/memo/")
    again = client.get("/help/memo/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_a_browser_may_name_several_pages_and_not_only_others(client, write) -> None:
    write("memo")
    tag = client.get("/help/memo/")["ETag"]
    for held in (f'"x", {tag}', f'{tag},W/"y"', tag.removeprefix("W/")):
        again = client.get("/help/memo/", headers={"if-none-match": held})
        assert (again.status_code, again["ETag"], again.content) == (304, tag, b"")
    for held in ('"x", W/"y"', tag[:-1] + '0"', "W/", '"'):
        assert client.get("/help/memo/", headers={"if-none-match": held}).status_code == 200


BROWSER = {"sec-fetch-mode": "navigate"}


def test_a_browser_without_the_cookie_gets_a_page_whose_form_works(client, write) -> None:
    write("memo")
    tag = client.get("/help/memo/", headers=BROWSER)["ETag"]
    other = Client(enforce_csrf_checks=True)
    page = other.get("/help/memo/", headers=BROWSER | {"if-none-match": tag})
    assert page.status_code == 200
    assert page["ETag"] != tag
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    said = {"helped": "yes", "language": "en", "csrfmiddlewaretoken": token}
    assert other.post("/help/memo/vote/", said).status_code == 303


def test_a_crawler_without_cookies_is_told_that_it_has_the_page(write, committed) -> None:
    text = write("memo", "Old title")
    tag = Client().get("/help/memo/")["ETag"]
    again = Client().get("/help/memo/", headers={"if-none-match": f'"x", {tag}'})
    assert (again.status_code, again["ETag"], again.content) == (304, tag, b"")
    assert not again.cookies  # a new secret would part it from the page it holds
    with committed():
        actions.revise(text.article, "en", title="New title", body="Words.")
        actions.publish(text)
    fresh = Client().get("/help/memo/", headers={"if-none-match": tag})
    assert "New title" in words(fresh)
    assert Client().get("/help/memo/", headers={"if-none-match": '"x"'}).status_code == 200


def test_a_kept_page_carries_no_nonce_and_each_visitors_own_token(write) -> None:
    write("memo")
    tokens = set()
    for _ in range(2):
        visitor = Client(enforce_csrf_checks=True)
        html = visitor.get("/help/memo/").content.decode()
        assert "nonce=" not in html
        assert kept.TOKEN not in html
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html).group(1)
        tokens.add(token)
        said = {"helped": "yes", "language": "en", "csrfmiddlewaretoken": token}
        assert visitor.post("/help/memo/vote/", said).status_code == 303
    assert len(tokens) == 2
    assert Vote.objects.count() == 2


def test_who_is_signed_in_neither_gets_nor_leaves_a_kept_page(client, write, carl) -> None:
    write("memo")
    client.force_login(carl.user)
    mine = client.get("/help/memo/")
    assert "ETag" not in mine
    assert not kept._pages
    stranger = Client().get("/help/memo/").content.decode()
    assert "Sign in" in stranger
    assert "Carl" not in stranger


def test_languages_are_kept_apart(client, write) -> None:
    write("memo", "I forgot the memo")
    write("memo", "Memo vergessen", language="de")
    assert "I forgot" in words(client.get("/help/memo/"))
    assert "vergessen" in words(client.get("/help/memo/", headers={"accept-language": "de"}))
    assert "I forgot" in words(client.get("/help/memo/"))


def test_publishing_shows_at_once(client, write, committed) -> None:
    text = write("memo", "Old title")
    client.get("/help/memo/")
    with committed():
        actions.revise(text.article, "en", title="New title", body="Words.")
        actions.publish(text)
    assert "New title" in words(client.get("/help/memo/"))


def test_withdrawing_hides_at_once(client, write, committed) -> None:
    text = write("memo", "Dangerous advice")
    client.get("/help/memo/")
    with committed():
        actions.withdraw(text)
    assert client.get("/help/memo/").status_code == 404


def test_another_process_publishes_and_this_one_hears_of_it(client, write) -> None:
    text = write("memo", "Old title")
    client.get("/help/memo/")
    Translation.objects.filter(pk=text.pk).update(title="New title")
    cache.set(kept.GENERATION, "begun-elsewhere")
    kept._heard.until = 0.0  # a second later
    assert "New title" in words(client.get("/help/memo/"))


def test_without_its_cache_the_page_is_still_there(client, write, settings) -> None:
    write("memo", "I forgot the memo")
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    kept.forget()
    assert "I forgot the memo" in words(client.get("/help/memo/"))
