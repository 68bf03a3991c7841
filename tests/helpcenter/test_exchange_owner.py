"""Who looks after an article leaves with it by e-mail address, and comes back where they work here."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from helpcenter import actions
from helpcenter.clock import go_on_with_article_files
from helpcenter.exchange import exporting, lines, reading
from helpcenter.exchange.taking_in import take_in, try_out
from helpcenter.models import Article, ArticleFile
from support.audit.models import Entry

LINE = {"slug": "memo", "language": "en", "title": "Memo", "category": "crypto-deposits", "body": "Zebras."}


def brought(**changes: object):
    return lines.read("all.jsonl", json.dumps(LINE | changes).encode())


@pytest.mark.parametrize("ending", exporting.FORMS)
def test_there_and_back_the_same_person_looks_after_it(write, ada, sam, ending: str) -> None:
    write("memo", "Memo", owner=ada)
    write("nobodys", "Nobody's")
    whole = exporting.whole(ending, sam)
    Article.objects.update(owner=None)
    take_in(reading.read(f"all{ending}", whole), why="moved")
    owners = dict(Article.objects.values_list("slug", "owner"))
    assert owners == {"memo": ada.pk, "nobodys": None}
    assert exporting.whole(ending, sam) == whole


def test_the_address_is_heard_in_any_case_and_noted_in_the_book(write, ada, root) -> None:
    write("memo", "Memo")
    take_in(brought(owner=ada.email.upper()), why="x", by=root)
    assert Article.objects.get().owner == ada
    assert Entry.objects.filter(action="article.placed", detail__field="owner", by=root).exists()


def test_a_file_that_does_not_say_it_changes_no_owner_and_one_that_says_nobody_does(write, ada) -> None:
    write("memo", "Memo", owner=ada)
    assert take_in(brought(), why="x").told == []
    assert Article.objects.get().owner == ada
    take_in(brought(owner=""), why="x")
    assert Article.objects.get().owner is None


@pytest.mark.parametrize("who", ["a stranger", "a customer", "somebody who left"])
def test_who_does_not_work_here_is_told_and_nothing_is_changed(write, ada, sam, carl, who: str) -> None:
    write("memo", "Memo", owner=ada)
    sam.is_active = False
    sam.save()
    known = {"a stranger": "who@else.example", "a customer": carl.user.email, "somebody who left": sam.email}
    before = try_out(brought(owner=known[who]), why="x")[0].told
    assert take_in(brought(owner=known[who]), why="x").told == before
    (said,) = before
    assert said.startswith("all.jsonl, line 1: ")
    assert known[who] in said
    assert Article.objects.get().owner == ada


def test_a_new_article_of_an_unknown_owner_is_nobodys_and_the_page_says_so_before(shelf, sam) -> None:
    desk = Client()
    desk.force_login(sam)
    said = {"content": json.dumps(LINE | {"owner": "who@else.example"}).encode(), "name": "all.jsonl"}
    file = ArticleFile.objects.create(uploaded_by=sam, language="en", **said)
    go_on_with_article_files()
    assert "who@else.example" in desk.get(f"/desk/help/files/{file.pk}/").text
    assert not Article.objects.exists()
    take_in(brought(owner="who@else.example"), why="x", by=sam)
    assert Article.objects.get().owner is None


def test_the_command_says_it_too(shelf, tmp_path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps(LINE | {"owner": "who@else.example"}))
    for more in (["--dry-run"], []):
        told = StringIO()
        call_command("import_articles", str(path), *more, stderr=told, stdout=StringIO())
        assert "who@else.example" in told.getvalue()


@pytest.mark.parametrize(("said", "words"), [(5, "must be text"), ("x" * 255, "at most 254"), ("a\0", "NUL")])
def test_what_no_address_can_be_is_refused(shelf, said: object, words: str) -> None:
    problems = try_out(brought(owner=said), why="x")[1]
    assert any(words in one for one in problems)


def test_no_reader_is_told_who_looks_after_it(write, ada, carl) -> None:
    text = write("memo", "Memo", owner=ada)
    actions.readers_see(text)
    reader = Client()
    reader.force_login(carl.user)
    for page in ("/help/memo/", "/help/feeds/news.atom"):
        assert ada.email not in reader.get(page).text
    assert reader.get("/desk/help/files/all.zip").status_code == 404
