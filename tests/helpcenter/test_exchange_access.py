"""A file opens no door: what leaves is for who takes it along, and nobody changes what they may not see."""

import json

import pytest

from helpcenter import actions, search
from helpcenter.exchange import exporting, lines
from helpcenter.exchange.taking_in import Refused, take_in, try_out
from helpcenter.models import Article
from support.audit.models import Entry

LINE = {"slug": "memo", "language": "en", "title": "Memo", "category": "crypto-deposits", "body": "Zebras."}
SECRET = {"audience": "agent", "roles": ["admin"]}


def brought(**changes: object):
    return lines.read("all.jsonl", json.dumps(LINE | changes).encode())


@pytest.mark.parametrize("ending", exporting.FORMS)
def test_a_supervisor_takes_along_what_they_may_see_and_an_admin_all(write, sam, root, ending) -> None:
    write("memo", "Memo", **SECRET)
    write("other", "Other", roles=["supervisor"])
    sams = exporting.whole(ending, sam)
    assert b"other" in sams
    assert b"memo" not in sams
    assert exporting.whole(ending, root) == exporting.whole(ending)
    assert b"memo" in exporting.whole(ending, root)


def test_an_article_that_is_not_for_them_is_refused_by_name_and_an_admin_may(write, sam, root) -> None:
    write("memo", "Memo", **SECRET)
    with pytest.raises(Refused, match="line 1: the article “memo” is not for you"):
        take_in(brought(body="Other words."), why="x", by=sam)
    take_in(brought(body="Other words."), why="x", by=root)
    assert Article.objects.get().roles == ["admin"]


def test_what_a_line_does_not_say_opens_nothing(write, root) -> None:
    write("memo", "Memo", signed_in=True, **SECRET)
    tally = take_in(brought(), why="x", by=root)
    article = Article.objects.get()
    assert (article.audience, article.roles, article.signed_in) == ("agent", ["admin"], True)
    assert tally.told == []


def test_what_a_line_does_say_is_told_before_and_stands_in_the_book(write, root) -> None:
    write("memo", "Memo", **SECRET)
    opening = {"audience": "everyone", "roles": []}
    moved = try_out(brought(**opening), why="x", by=root)[0].told
    assert sorted(one.rpartition(": ")[2] for one in moved) == ["admin → –", "agent → everyone"]
    assert not Entry.objects.filter(action="article.placed").exists()
    take_in(brought(**opening), why="x", by=root)
    said = Entry.objects.filter(action="article.placed").values_list("detail__field", "by")
    assert set(said) == {("audience", root.pk), ("roles", root.pk)}


def test_the_index_follows_another_place_though_the_words_are_the_same(write, committed) -> None:
    text = write("memo", "Memo", body="Zebras.", kind="explainer")
    with committed():
        tally = take_in(brought(kind="how-to", summary=text.summary), why="x")
    assert tally.same == 1
    assert [one.slug for one in search.find("zebras", "en", only={"kind": "how-to"})] == ["memo"]
    assert not search.find("zebras", "en", only={"kind": "explainer"})


def test_the_same_again_moves_nothing_and_the_index_is_not_asked(write) -> None:
    text = write("memo", "Memo", body="Zebras.")
    tally = take_in(brought(summary=text.summary, kind=text.article.kind), why="x")
    assert (tally.same, tally.touched) == (1, set())


def test_only_what_was_said_is_kept_apart_for_an_article_that_is_new(shelf, sam) -> None:
    take_in(brought(audience="agent"), why="x", by=sam)
    assert Article.objects.get().audience == "agent"
    assert not Article.objects.visible_to(None).exists()
    assert actions.open_article("memo", category=shelf).audience == "agent"
