"""Articles by file, as an editor does it: shown first, taken in by a worker, once, whatever is pressed."""

import json
import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from helpcenter import actions, kept
from helpcenter.clock import go_on_with_article_files
from helpcenter.exchange import exporting, runs
from helpcenter.models import Article, ArticleFile, Revision
from helpcenter.writing import review
from support.audit.models import Entry

FILES = "/desk/help/files/"
SHELF = {"shelf": {"slug": "s", "names": {"en": "S"}}}
TEXT = {"slug": "memo", "language": "en", "title": "Memo", "category": "s", "body": "Words."}


@pytest.fixture
def editor(sam) -> Client:
    """Sam's browser."""
    client = Client()
    client.force_login(sam)
    return client


def bring(editor: Client, *rows: object, key: str = "", **more: object):
    raw = b"\n".join(json.dumps(row).encode() for row in rows)
    said = {"file": SimpleUploadedFile("all.jsonl", raw), "key": key or str(uuid.uuid4()), "kind": "faq"}
    return editor.post(FILES, said | more)


def test_a_file_is_shown_first_then_taken_in_once_and_waits_for_other_eyes(editor, sam, root) -> None:
    page = bring(editor, SHELF, TEXT, notice="MIT,\r\n© its authors").url
    assert "http-equiv" in editor.get(page).text
    go_on_with_article_files()
    shown = editor.get(page).text
    assert "Nothing is changed yet" in shown
    assert "http-equiv" not in shown
    assert not Article.objects.exists()
    for _again in range(2):
        assert editor.post(f"{page}begin/").url == page
    go_on_with_article_files()
    go_on_with_article_files()
    assert "Taken in." in editor.get(page).text
    revision = Revision.objects.get()
    assert (revision.by, revision.is_waiting, revision.reviewer) == (sam, True, None)
    assert Client().get("/help/memo/").status_code == 404
    with pytest.raises(ValidationError, match="somebody else must look"):
        review.approve(revision, by=sam)
    review.approve(revision, by=root)
    assert Entry.objects.filter(action="articles.imported").count() == 1
    kept.forget()
    assert "MIT,<br>© its authors" in Client().get("/help/memo/").text
    assert bytes(ArticleFile.objects.get().content) == b""


def test_a_draft_that_nobody_approved_does_not_go_out_by_bringing_it_again(editor, write, sam) -> None:
    text = write("memo", "Draft", out=False)
    words = {"title": "Memo", "body": "Mine.", "summary": ""}
    mine = actions.revise(text.article, "en", by=sam, **words)
    page = bring(editor, TEXT | words | {"category": text.article.category.slug}).url
    go_on_with_article_files()
    editor.post(f"{page}begin/")
    go_on_with_article_files()
    mine.refresh_from_db()
    text.refresh_from_db()
    assert (mine.is_waiting, mine.verdict, text.live) == (True, "", None)


def test_alone_in_the_house_what_one_brings_goes_out_and_that_is_written_down(editor, settings) -> None:
    settings.ONE_PERSON_HOUSE = True
    page = bring(editor, SHELF, TEXT).url
    go_on_with_article_files()
    editor.post(f"{page}begin/")
    go_on_with_article_files()
    assert Revision.objects.get().is_alone
    assert Entry.objects.filter(action="article.published_alone").count() == 1


def test_a_file_that_costs_every_worker_its_life_is_refused_at_last(editor) -> None:
    page = bring(editor, SHELF, TEXT).url
    ArticleFile.objects.update(tries=runs.MOST_TRIES)
    go_on_with_article_files()
    assert ArticleFile.objects.get().state == ArticleFile.State.REFUSED
    assert "Nothing was taken in" in editor.get(page).text


def test_the_same_form_sent_twice_is_one_file(editor) -> None:
    key = re.search(r'name="key" value="([^"]+)"', editor.get(FILES).text)[1]
    assert bring(editor, SHELF, TEXT, key=key).url == bring(editor, SHELF, TEXT, key=key).url
    assert ArticleFile.objects.count() == 1


def test_a_refused_file_says_every_line_and_cannot_be_begun(editor) -> None:
    page = bring(editor, SHELF, TEXT | {"kind": "poem"}, {"slug": 5}).url
    go_on_with_article_files()
    said = editor.get(page).text
    assert "all.jsonl, line 2: “kind” is “poem”" in said
    assert "all.jsonl, line 3: " in said
    editor.post(f"{page}begin/")
    go_on_with_article_files()
    assert not Article.objects.exists()


def test_what_became_wrong_meanwhile_is_refused_whole(editor, write) -> None:
    page = bring(editor, SHELF, TEXT, TEXT | {"slug": "zebra"}).url
    go_on_with_article_files()
    actions.rename(write("zebra").article, "other")
    Article.objects.get(slug="other").translations.update(slug="memo")
    editor.post(f"{page}begin/")
    go_on_with_article_files()
    assert "Nothing was taken in" in editor.get(page).text
    assert [one.slug for one in Article.objects.all()] == ["other"]


def test_drafts_stay_drafts(editor) -> None:
    page = bring(editor, SHELF, TEXT, as_drafts="on").url
    go_on_with_article_files()
    editor.post(f"{page}begin/")
    go_on_with_article_files()
    assert Client().get("/help/memo/").status_code == 404
    assert Article.objects.get().translations.get().status == "draft"


def test_a_form_without_a_file_is_told_so(editor) -> None:
    answer = editor.post(FILES, {"key": str(uuid.uuid4()), "kind": "faq"})
    assert answer.status_code == 422
    assert "Choose a file first." in answer.text


def test_files_nobody_began_are_forgotten_after_a_day(editor) -> None:
    bring(editor, SHELF, TEXT)
    go_on_with_article_files()
    runs.forget()
    assert ArticleFile.objects.exists()
    ArticleFile.objects.update(uploaded_at="2020-01-01T00:00:00Z")
    runs.forget()
    assert not ArticleFile.objects.exists()


@pytest.mark.parametrize("ending", exporting.FORMS)
def test_everything_can_be_taken_along_and_that_is_written_down(editor, write, ending: str) -> None:
    write("memo", "Memo")
    answer = editor.get(f"{FILES}all{ending}")
    assert answer.content == exporting.whole(ending)
    assert answer["Content-Disposition"].endswith(f'{ending}"')
    assert Entry.objects.filter(action="articles.exported").count() == 1


@pytest.mark.parametrize("path", ["", "all.zip", "all.jsonl"])
def test_to_others_there_is_no_such_page(ada, carl, path: str) -> None:
    for user in (ada, carl.user):
        client = Client()
        client.force_login(user)
        assert client.get(FILES + path).status_code == 404
    assert Client().get(FILES + path).status_code == 302
