"""An article stays where its readers left it: short links, old names, names in every language."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from helpcenter import actions, addresses
from helpcenter.models import Article, FormerAddress, Translation, Vote
from tests.helpcenter.reading import words
from tests.permissions.routes import pages


@pytest.fixture
def memo(write, committed):
    """In English at its own short name, in German at /help/memo-vergessen/."""
    write("memo", "I forgot the memo")
    with committed():
        article = Article.objects.get(slug="memo")
        revision = actions.revise(article, "de", title="Memo vergessen", slug="memo-vergessen", body="Worte.")
        actions.publish(revision.translation)
    return article


def test_the_short_link_is_for_ever(client, memo, committed) -> None:
    assert client.get(f"/h/{memo.pk}", follow=True).redirect_chain == [("/help/memo/", 302)]
    with committed():
        actions.rename(memo, "forgotten-memo")
    assert client.get(f"/h/{memo.pk}", follow=True).redirect_chain == [("/help/forgotten-memo/", 302)]
    assert f"/h/{memo.pk}" in client.get("/help/forgotten-memo/").content.decode()


def test_a_short_link_keeps_the_language_it_names(client, memo) -> None:
    page = client.get(f"/h/{memo.pk}?lang=de", follow=True)
    assert [there for there, _code in page.redirect_chain] == [
        "/help/memo/?lang=de",
        "/help/memo-vergessen/?lang=de",
    ]
    assert "Memo vergessen" in words(page)


def test_a_short_link_to_what_a_reader_may_not_see_is_none(client, write, carl, ada) -> None:
    runbook, draft = write("runbook", audience="agent").article, write("draft", out=False).article
    client.force_login(carl.user)
    assert [client.get(f"/h/{one}").status_code for one in (runbook.pk, draft.pk, 999_999)] == [404, 404, 404]
    client.force_login(ada)
    assert client.get(f"/h/{runbook.pk}").status_code == 302


def test_an_old_name_leads_on_for_good_with_what_was_asked(client, memo, committed) -> None:
    with committed():
        actions.rename(memo, "forgotten-memo")
    response = client.get("/help/memo/?voted=yes&lang=en")
    assert (response.status_code, response["Location"]) == (301, "/help/forgotten-memo/?voted=yes&lang=en")
    assert client.get("/help/never-a-name/").status_code == 404


def test_each_language_may_have_its_name_and_the_switch_keeps_the_page(client, memo) -> None:
    german = {"accept-language": "de"}
    assert client.get("/help/memo/", headers=german)["Location"] == "/help/memo-vergessen/"
    assert "Memo vergessen" in words(client.get("/help/memo-vergessen/", headers=german))
    response = client.get("/help/memo-vergessen/", headers={"accept-language": "en"})
    assert (response.status_code, response["Location"]) == (302, "/help/memo/")
    page = client.get("/help/memo/", headers={"accept-language": "en"}).content.decode()
    assert 'hreflang="de" href="http://testserver/help/memo-vergessen/?lang=de"' in page.replace(
        page.partition('hreflang="de" href="')[2].partition("/help/")[0], "http://testserver"
    )


def test_a_language_that_is_missing_reads_at_the_name_of_what_it_gets(client, memo) -> None:
    assert client.get("/help/memo/", headers={"accept-language": "tr"}).status_code == 200


def test_name_and_title_are_kept_with_each_text_and_the_old_name_leads_on(client, memo, committed) -> None:
    with committed():
        revision = actions.revise(memo, "de", title="Memo fehlt", slug="memo-fehlt", body="Worte.")
        assert Translation.objects.get(language="de").slug == "memo-vergessen"  # until it is published
        actions.publish(revision.translation)
    assert [(one.title, one.slug) for one in revision.translation.revisions.all()] == [
        ("Memo fehlt", "memo-fehlt"),
        ("Memo vergessen", "memo-vergessen"),
    ]
    response = client.get("/help/memo-vergessen/", headers={"accept-language": "de"})
    assert (response.status_code, response["Location"]) == (301, "/help/memo-fehlt/")


def test_a_name_is_one_article_s_for_ever(memo, write, committed) -> None:
    other = write("other").article
    with committed():
        actions.rename(memo, "forgotten-memo")
    for taken in ("memo", "forgotten-memo", "memo-vergessen", "search"):
        with pytest.raises(ValidationError):
            actions.rename(other, taken)
        with pytest.raises(ValidationError):
            actions.revise(other, "de", title="x", slug=taken, body="x")
    actions.rename(memo, "memo")  # its own old one it may have again
    assert set(FormerAddress.objects.values_list("slug", flat=True)) == {"forgotten-memo"}


def test_a_result_and_an_answer_from_before_the_renaming_still_arrive(client, memo, committed) -> None:
    with committed():
        actions.rename(memo, "forgotten-memo")
    opened = client.get("/help/found/memo/?q=memo&at=1")
    assert (opened.status_code, opened["Location"]) == (302, "/help/forgotten-memo/?q=memo")
    titles = words(client.get("/help/titles/?a=memo,forgotten-memo,never-a-name"))
    assert titles.count("I forgot the memo") == 1
    said = {"helped": "no", "language": "de", "reason": "unclear"}
    for name in ("memo", "memo-vergessen", "forgotten-memo"):  # one reader, who answers three times
        answer = client.post(f"/help/{name}/vote/?lang=de", said)
        assert (answer.status_code, answer["Location"][:22]) == (303, "/help/forgotten-memo/?")
    assert [one.translation.language for one in Vote.objects.all()] == ["de"]


def test_former_names_of_what_a_reader_may_not_see_lead_nowhere(client, write, committed) -> None:
    runbook = write("runbook", audience="agent").article
    with committed():
        actions.rename(runbook, "secret-runbook")
    assert "runbook" not in words(client.get("/help/titles/?a=runbook,secret-runbook"))
    for name in ("runbook", "secret-runbook", "never-a-name"):
        assert client.get(f"/help/found/{name}/?q=x").status_code == 404
        assert client.post(f"/help/{name}/vote/", {"helped": "no"}).status_code == 404


def test_no_article_is_called_as_an_address_of_ours_and_what_merely_looks_like_one_is_free(write) -> None:
    other = write("other").article
    patterns = [route.pattern.replace("^", "") for route in pages().values()]
    routes = [one.removeprefix("desk/") for one in patterns if one.startswith(("help/", "desk/help/"))]
    ours = {one.split("/")[1] for one in routes}
    ours = {one for one in ours if one.isalpha()}
    assert ours >= {"options", "found", "searches", "new", "preview", "pick", "files", "feeds"}
    for taken in ours:
        with pytest.raises(ValidationError, match="is an address of the help center itself"):
            addresses.may_be_called(other, taken)
    for free in ("option", "search-fees", "desk", "account"):
        addresses.may_be_called(other, free)


def test_an_admin_renames_and_is_told_what_is_taken(client, root, memo, write) -> None:
    other = write("other").article
    client.force_login(root)
    said = {"category": other.category_id, "kind": "faq", "audience": "everyone", "order": 100}
    said |= {"source_language": "en"}
    said |= {f"translations-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    page = reverse("admin:helpcenter_article_change", args=[other.pk])
    assert "is or was the address of “memo”" in words(client.post(page, said | {"slug": "memo"}))
    assert client.post(page, said | {"slug": "another"}).status_code == 302
    assert client.get("/help/other/").status_code == 301


def test_the_next_article_of_the_section_is_offered_and_the_last_has_none(client, write) -> None:
    for slug, more in [
        ("a-first", {}),
        ("b-draft", {"out": False}),
        ("c-inner", {"audience": "agent"}),
        ("d-last", {}),
    ]:
        write(slug, slug.title(), **more)
    assert "Next in this section" in words(client.get("/help/a-first/"))
    assert 'href="/help/d-last/">D-Last' in client.get("/help/a-first/").content.decode()
    assert "Next in this section" not in words(client.get("/help/d-last/"))
