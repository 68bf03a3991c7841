"""Articles are begun and moved at the desk: by whom it is allowed, noted, and seen by readers at once."""

import pytest
from django.test import Client
from django.urls import reverse

from helpcenter import actions, search
from helpcenter.models import Article, Revision
from helpcenter.writing import placing, review
from support.audit import book
from support.people.models import Tier


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def form(shelf, **said):
    first = {"title": "How memos work", "language": "en", "category": shelf.pk, "kind": "how-to"}
    return first | {"audience": "everyone"} | said


def at(article):
    return reverse("writing:place", args=[article.slug])


def placed(article, **said):
    """The form as it stands, with some other answers."""
    now = {"slug": article.slug, "category": article.category_id, "kind": article.kind}
    return now | {"audience": article.audience, "roles": article.roles} | said


def test_ada_begins_an_article_in_german_and_writes_it(shelf, ada) -> None:
    desk = signed_in(ada)
    assert reverse("writing:new") in desk.get(reverse("writing:home")).content.decode()
    typed = form(shelf, title="Wie Memos gehen", language="de", owner=ada.pk, review_by="2030-01-31")
    answer = desk.post(reverse("writing:new"), typed)
    article = Article.objects.get()
    assert answer.url == reverse("writing:text", args=["wie-memos-gehen", "de"])
    assert (article.source_language, article.owner, str(article.review_by)) == ("de", ada, "2030-01-31")
    first = Revision.objects.get()
    assert (first.title, first.by, first.body) == ("Wie Memos gehen", ada, "")
    assert [line.action for line in book.about(article)] == ["article.begun"]
    assert b"Wie Memos gehen" in desk.get(answer.url).content


def test_nobody_reads_what_was_only_begun_and_it_cannot_go_out_empty(shelf, ada, sam, client) -> None:
    signed_in(ada).post(reverse("writing:new"), form(shelf))
    assert client.get("/help/how-memos-work/").status_code == 404
    with pytest.raises(Exception, match="no text yet"):
        review.approve(Revision.objects.get(), by=sam)


def test_titles_alike_get_short_names_of_their_own_and_chinese_ones_ask_for_one(shelf, ada) -> None:
    desk = signed_in(ada)
    for _time in range(2):
        desk.post(reverse("writing:new"), form(shelf))
    assert set(Article.objects.values_list("slug", flat=True)) == {"how-memos-work", "how-memos-work-2"}
    answer = desk.post(reverse("writing:new"), form(shelf, title="备注", language="zh-hans"))
    assert answer.status_code == 422
    assert "备注" in answer.content.decode()
    assert "Give a short name" in answer.content.decode()


@pytest.mark.parametrize("said", [{"title": ""}, {"category": ""}, {"slug": "search"}, {"slug": "memo"}])
def test_what_cannot_be_begun_is_said_and_nothing_is_kept(write, shelf, ada, said) -> None:
    write("memo")
    answer = signed_in(ada).post(reverse("writing:new"), form(shelf, **said))
    assert answer.status_code == 422
    assert Article.objects.count() == 1


def test_sam_moves_an_article_and_readers_see_it_at_once(write, sam, ada, committed, client) -> None:
    text = write("memo", "Zebra memo")
    with committed():
        other = actions.shelve("fees", names={"en": "Fees"})
    said = placed(text.article, category=other.pk, kind="faq", slug="memos", owner=ada.pk)
    with committed():
        assert signed_in(sam).post(at(text.article), said).url == reverse("writing:place", args=["memos"])
    article = Article.objects.get()
    assert (article.slug, article.category, article.kind, article.owner) == ("memos", other, "faq", ada)
    assert "Fees" in client.get("/help/memo/", follow=True).content.decode()
    assert [one.slug for one in search.find("zebra", "en", only={"category": "fees"})] == ["memos"]
    assert search.find("zebra", "en", only={"category": "crypto-deposits"}) == []
    page = signed_in(ada).get(reverse("writing:place", args=["memos"])).content.decode()
    assert "crypto-deposits → fees" in page
    assert "Sam Lead" in page


def test_what_becomes_internal_is_gone_for_readers_and_from_the_search(write, sam, committed, client) -> None:
    text = write("memo", "Zebra memo")
    with committed():
        signed_in(sam).post(at(text.article), placed(text.article, audience="agent"))
    assert client.get("/help/memo/").status_code == 404
    assert search.find("zebra", "en") == []


def test_ada_moves_what_was_never_out_and_not_what_is(write, ada) -> None:
    draft, out = write("draft", out=False), write("memo")
    desk = signed_in(ada)
    assert desk.post(at(draft.article), placed(draft.article, kind="faq")).status_code == 302
    assert desk.post(at(out.article), placed(out.article, kind="faq")).status_code == 404
    assert "supervisors and admins change" in desk.get(at(out.article)).content.decode()
    assert Article.objects.get(slug="memo").kind == "explainer"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"roles": ["agent"]}, "Only an article for agents"),
        ({"audience": "agent", "signed_in": "on"}, "for no customer"),
        ({"audience": "agent", "roles": ["agent"]}, "You would not see it any more"),
    ],
)
def test_access_that_makes_no_sense_is_refused(write, sam, said, told) -> None:
    text = write("memo")
    answer = signed_in(sam).post(at(text.article), placed(text.article, **said))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Article.objects.get().audience == "everyone"


def test_tiers_are_kept_and_the_book_says_which(write, sam) -> None:
    text, tier = write("memo"), Tier.objects.order_by("pk").first()
    moved = placing.place(text.article, by=sam, slug="memo", tiers=[tier], roles=[])
    assert moved == ["tiers"]
    assert list(Article.objects.get().tiers.all()) == [tier]
    assert book.about(text.article)[0].detail == {"field": "tiers", "before": "", "after": tier.slug}


def test_the_same_again_is_no_change(write, sam) -> None:
    text = write("memo")
    assert placing.place(text.article, by=sam, slug="memo", tiers=[], roles=[]) == []
    assert book.about(text.article) == []


def test_an_agent_finds_the_way_from_the_page_to_the_editor_and_a_reader_does_not(write, ada, carl) -> None:
    write("memo")
    way = reverse("writing:text", args=["memo", "en"]).encode()
    assert way in signed_in(ada).get("/help/memo/").content
    assert way not in signed_in(carl.user).get("/help/memo/").content
    assert way not in Client().get("/help/memo/").content
