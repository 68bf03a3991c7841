"""Who may read what, at every door there is: pages, lists, search, feeds, sitemap, machines, kept pages."""

import json

import pytest
from django.conf import settings
from django.test import Client

from helpcenter import actions, kept, readers, search, shelves
from helpcenter.models import Article
from helpcenter.models.article import opened_to
from support.people.models import ApiKey, Tier

SECRET = "zanzibar"  # a word that stands in nothing else
DOORS = [
    "/help/",
    "/help/inner/",
    "/help/topics/crypto-deposits/",
    f"/help/search/?q={SECRET}",
    f"/help/suggest/?q={SECRET}",
    "/help/titles/?a=inner",
    "/help/beside/",  # next in its section, and related
    "/help/sitemap-1.xml",
    "/help/feeds/news.rss",
    "/help/feeds/news.atom",
    "/help/feeds/topics/crypto-deposits.atom",
    "/help/feeds/kinds/notice.atom",
]


@pytest.fixture
def inner(write, committed):
    """`inner(audience="agent")`: one article that is not for everybody, and one beside it that is."""

    def made(**facts: object) -> Article:
        write("beside", "Beside", body="Some words.", kind="notice")
        text = write(
            "inner", f"The {SECRET}", body=f"All about {SECRET} and some words.", kind="notice", **facts
        )
        return text.article

    return made


def seen(client: Client, article: Article) -> set[str]:
    """The doors at which the word can be read."""
    doors = [*DOORS, f"/h/{article.pk}"]
    answers = {door: client.get(door, follow=True).content.decode() for door in doors}
    asked = {
        door: html.replace(f'value="{SECRET}"', "").replace(f"q={SECRET}", "")
        for door, html in answers.items()
    }
    shows = (f"the {SECRET}", f"<mark>{SECRET}", f"<loc>{settings.SITE_URL}/help/inner/")
    return {door for door, html in asked.items() if any(one in html.lower() for one in shows)}


RESTRICTED = [{"audience": "agent"}, {"signed_in": True}, {"audience": "agent", "roles": ["supervisor"]}]


@pytest.mark.parametrize("facts", RESTRICTED)
def test_what_is_not_for_strangers_leaves_by_no_door(client, inner, facts, house) -> None:
    article = inner(**facts)
    assert seen(client, article) == set()
    _, key = ApiKey.objects.create_key(name="site", scopes=[ApiKey.Scope.ARTICLES_READ])
    answer = client.get("/api/v1/articles/", {"q": SECRET}, headers={"authorization": f"Api-Key {key}"})
    assert answer.status_code == 200
    assert SECRET not in json.dumps(answer.json())
    assert client.post("/help/inner/vote/", {"helped": "yes", "language": "en"}).status_code == 404


def test_what_is_for_everybody_is_at_every_door(client, inner) -> None:
    """The negative twin: these doors do show an article that is public."""
    article = inner()
    assert seen(client, article) >= {*DOORS, f"/h/{article.pk}"} - {"/help/search/?q=zanzibar"}


def test_a_page_an_agent_opened_is_not_kept_for_strangers(client, inner, ada) -> None:
    article = inner(audience="agent")
    agent = Client()
    agent.force_login(ada)
    assert "/help/inner/" in seen(agent, article)
    assert seen(client, article) == set()


def test_who_signs_in_reads_what_is_for_them_and_nothing_of_agents(client, inner, carl) -> None:
    article = inner(signed_in=True)
    client.force_login(carl.user)
    assert {"/help/inner/", "/help/", f"/h/{article.pk}"} <= seen(client, article)
    actions.open_article("inner", category=article.category, audience="agent")
    kept.forget()
    assert seen(client, article) == set()


def test_a_tier_reads_what_is_for_it_and_another_does_not(client, inner, carl, cleo, ada) -> None:
    inner(tiers=[Tier.objects.get(slug="verified")])
    for who, status in ((carl.user, 200), (cleo.user, 404), (ada, 200)):
        client.force_login(who)
        assert client.get("/help/inner/").status_code == status
    assert Client().get("/help/inner/").status_code == 404
    assert [one.slug for one in search.find(SECRET, "en", user=carl.user)] == ["inner"]
    assert search.find(SECRET, "en", user=cleo.user) == []


def test_a_role_reads_what_is_for_it_and_another_does_not(client, inner, ada, sam, root) -> None:
    inner(audience="agent", roles=["supervisor"])
    for who, status in ((ada, 404), (sam, 200), (root, 200)):
        client.force_login(who)
        assert client.get("/help/inner/").status_code == status


OPEN_TO = [
    {},
    {"signed_in": True},
    {"tiers": ["verified"]},
    {"roles": ["supervisor"]},
    {"audience": "agent"},
    {"audience": "agent", "roles": ["supervisor"]},
]


def test_an_index_is_told_of_readers_what_the_rows_say(write, ada, sam, root, carl, cleo) -> None:
    for number, facts in enumerate(OPEN_TO):
        tiers = [Tier.objects.get(slug=slug) for slug in facts.get("tiers", [])]
        write(f"one-{number}", f"Number {number}", **facts | ({"tiers": tiers} if tiers else {}))
    for who in (None, ada, sam, root, carl.user, cleo.user):
        mine = readers.words(who)
        told = {one.slug for one in Article.objects.all() if mine is None or {*mine} & {*readers.of(one)}}
        assert told == {one.slug for one in Article.objects.filter(opened_to(who))}


def test_closed_articles_take_no_place_of_open_ones(write, ada) -> None:
    """However many of them say a word more often than the one that a stranger may read."""
    for number in range(15):
        write(
            f"inner-{number}",
            f"{SECRET} {number}",
            body=f"{SECRET} " * 9,
            roles=["supervisor"],
            signed_in=True,
        )
    write("open", "What is open", body=f"A word of {SECRET}.")
    assert [one.slug for one in search.find(SECRET, "en")] == ["open"]
    assert search.find(SECRET, "en", user=ada)[0].slug == "open"
    assert search.find(SECRET, "de")[0].slug == "open"


def test_shelves_count_for_whom_they_are(inner, carl, cleo) -> None:
    inner(tiers=[Tier.objects.get(slug="verified")])
    assert [shelf.count for shelf in shelves.shelves(carl.user)] == [2]
    assert [shelf.count for shelf in shelves.shelves(cleo.user)] == [1]
