"""The log of searches: counts of nobody, the editors' list, judged questions as a set."""

import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from helpcenter import clock, searches
from helpcenter.models import Judgement, Opened, Searched
from support.search import evaluation


def look(client, query: str, **more: str):
    return client.get("/help/search/", {"q": query} | more)


def test_a_search_is_counted_by_day_and_words_and_nobody_is_remembered(client, write, carl) -> None:
    write("memo", "I forgot the memo")
    client.force_login(carl.user)
    look(client, "  Forgot MEMO ")
    look(client, "forgot memo")
    look(client, "forgot memo", page="2")  # turning a page is no search
    row = Searched.objects.get()
    assert (row.language, row.words, row.hits, row.times) == ("en", "forgot memo", 1, 2)
    assert {field.name for field in Searched._meta.concrete_fields} == {
        "id",
        "day",
        "language",
        "words",
        "hits",
        "times",
    }


@pytest.mark.parametrize("query", ["", "   ", "*", "?!…", "carl@customer.example", "abandon " * 11 + "about"])
def test_what_says_nothing_or_too_much_is_not_counted(client, write, query: str) -> None:
    write("memo")
    look(client, query)
    assert not Searched.objects.exists()


def test_an_opened_result_is_counted_at_its_place_and_leads_to_the_article(client, write) -> None:
    write("memo", "I forgot the memo")
    look(client, "forgot memo")
    response = client.get("/help/found/memo/", {"q": "forgot memo", "at": "1"})
    assert (response.status_code, response["Location"]) == (302, "/help/memo/?q=forgot+memo")
    assert list(Opened.objects.values_list("searched__words", "article__slug", "place", "times")) == [
        ("forgot memo", "memo", 1, 1)
    ]


@pytest.mark.parametrize(
    "asked", [{"q": "never searched", "at": "1"}, {"q": "memo", "at": "0"}, {"q": "memo"}]
)
def test_what_nobody_searched_for_or_no_place_counts_nothing(client, write, asked: dict[str, str]) -> None:
    write("memo", "memo")
    look(client, "memo")
    assert client.get("/help/found/memo/", asked).status_code == 302
    assert client.get("/help/found/memo/", asked | {"at": "²"}).status_code == 302
    assert not Opened.objects.exists()


def test_the_list_holds_what_is_not_found_and_what_nobody_opens_by_language(client, write) -> None:
    article = write("memo", "memo").article
    for _ in range(searches.OFTEN):
        look(client, "memo")
        look(client, "zebra")
        searches.record("fees", "de", 3)
    searches.opened("memo", "en", article, 1)
    assert [(one.language, one.words) for one in searches.to_do()] == [("de", "…"), ("en", "…")]
    assert [one.words for one in searches.to_do("en")] == ["…"]


def test_the_list_is_for_editors(client, write, root, ada) -> None:
    Searched.objects.create(day=timezone.localdate(), language="en", words="zebra", times=1)
    client.force_login(ada)
    assert client.get("/help/searches/").status_code == 404
    client.force_login(root)
    html = client.get("/help/searches/").content.decode()
    assert "zebra" in html
    assert " selected" not in html  # every language, whatever the page speaks
    assert client.get("/help/searches/", {"language": "xx"}).status_code == 200
    german = client.get("/help/searches/", {"language": "de"}).content.decode()
    assert 'value="de" lang="de" selected' in german


def test_an_editor_judges_and_takes_it_back(client, write, root, ada) -> None:
    write("memo", "I forgot the memo")
    address = "/help/searches/judge/?language=en&words=forgot+memo"
    client.force_login(ada)
    assert client.post(address, {"is-memo": "right"}).status_code == 404
    client.force_login(root)
    assert "I <mark>forgot</mark> the <mark>memo</mark>" in client.get(address).content.decode()
    client.post(address, {"is-memo": "right", "is-nothing": "right", "is-": "x"})
    assert Judgement.objects.get().is_right is True
    client.post(address, {"is-memo": "wrong"})
    assert Judgement.objects.get().is_right is False
    client.post(address, {"is-memo": ""})
    assert not Judgement.objects.exists()


def test_judgements_are_a_set_that_can_be_asked(write, root, tmp_path) -> None:
    write("memo", "I forgot the memo", language="zh-hans")
    write("fees", "Trading fees", language="zh-hans")
    searches.judge("forgot memo", "zh-hans", {"memo": True, "fees": False}, by=root)
    searches.judge("only wrong", "en", {"memo": False}, by=root)
    call_command("export_judgements", str(tmp_path / "sets"), verbosity=0)
    (found,) = evaluation.sets(tmp_path / "sets")
    assert (found.name, found.language) == ("house_zh", "zh")
    assert found.right == {"zh-q1": {"memo.zh-hans": 1, "fees.zh-hans": 0}}
    assert evaluation.ask(found)["clean"].ndcg10 == 1.0


def test_without_a_judgement_nothing_is_written(db, tmp_path) -> None:
    with pytest.raises(CommandError, match="Nothing is judged"):
        call_command("export_judgements", str(tmp_path / "sets"))
    assert not (tmp_path / "sets").exists()


def made(folder, **files: list[dict] | str):
    folder.mkdir()
    for name, rows in files.items():
        text = rows if isinstance(rows, str) else "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(text)


DOC = {"id": "d", "lang": "en", "title": "Memo", "body": "Words."}
QUERY = {"id": "q", "lang": "en", "text": "memo", "text_typo": "mmeo"}


def test_a_set_is_asked_both_ways(db, tmp_path) -> None:
    made(tmp_path / "one", docs=[DOC], queries=[QUERY], qrels=[{"q": "q", "d": "d", "rel": 1}])
    (found,) = evaluation.sets(tmp_path)
    answers = evaluation.ask(found)
    assert {way: (one.ndcg10, one.empty) for way, one in answers.items()} == {
        "clean": (1.0, 0.0),
        "typo": (1.0, 0.0),
    }


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no set"),
        ({"queries": [QUERY]}, "docs.jsonl"),
        ({"docs": "{", "queries": [QUERY], "qrels": []}, "docs.jsonl, line 1"),
        ({"docs": "[]", "queries": [QUERY], "qrels": []}, "it lacks an object"),
        ({"docs": [{"id": "d"}], "queries": [QUERY], "qrels": []}, "it lacks body, lang, title"),
        (
            {"docs": [DOC], "queries": [QUERY], "qrels": [{"q": "q", "d": "x", "rel": 1}]},
            "q or x is in neither",
        ),
        ({"docs": [DOC], "queries": [QUERY], "qrels": []}, "nothing is judged"),
    ],
)
def test_a_bad_set_is_named_with_its_place(tmp_path, files: dict, said: str) -> None:
    if files:
        made(tmp_path / "one", **files)
    with pytest.raises(evaluation.BadSet, match=said):
        evaluation.sets(tmp_path)


def test_a_missing_folder_is_said(tmp_path) -> None:
    with pytest.raises(evaluation.BadSet, match="no such folder"):
        evaluation.sets(tmp_path / "nowhere")


def test_the_page_s_language_is_the_one_that_is_counted_and_led_on(client, write) -> None:
    write("memo", "Zebra memo")
    write("memo", "Mémo zèbre", language="fr")
    page = look(client, "zèbre", lang="fr")
    assert page["Content-Language"] == "fr"
    assert 'name="lang" value="fr"' in page.content.decode()
    assert [(row.language, row.words) for row in Searched.objects.all()] == [("fr", "zebre")]
    answer = client.get("/help/found/memo/", {"q": "zèbre", "at": "1", "lang": "fr"})
    assert answer["Location"] == "/help/memo/?q=z%C3%A8bre&lang=fr"
    assert Opened.objects.get().searched.language == "fr"


def test_a_language_nobody_speaks_is_the_reader_s_own(client, write) -> None:
    write("memo", "Zebra memo")
    look(client, "zebra", lang="xx")
    assert Searched.objects.get().language == "en"


def test_what_was_searched_for_long_ago_is_forgotten_and_verdicts_stay(write, root, settings) -> None:
    settings.SEARCHES_KEPT_MONTHS = 2
    text = write("memo", "Zebra memo")
    with time_machine.travel(datetime(2026, 5, 31, 12, tzinfo=UTC), tick=False):
        for day in (date(2026, 3, 30), date(2026, 3, 31), date(2026, 5, 31)):
            row = Searched.objects.create(day=day, language="en", words="zebra", times=1)
            Opened.objects.create(searched=row, article=text.article, place=1, times=1)
        searches.judge("zebra", "en", {"memo": True}, by=root)
        assert clock.forget_searches() == 1
        assert clock.forget_searches() == 0
    assert [row.day.day for row in Searched.objects.order_by("day")] == [31, 31]
    assert Opened.objects.count() == 2
    assert Judgement.objects.exists()


def test_supervisors_judge_searches_and_agents_do_not(client, write, sam, ada) -> None:
    write("memo", "Zebra memo")
    page = "/help/searches/judge/?language=en&words=zebra"
    client.force_login(ada)
    assert (
        client.get("/help/searches/").status_code
        == client.post(page, {"is-memo": "right"}).status_code
        == 404
    )
    client.force_login(sam)
    assert client.get("/help/searches/").status_code == 200
    client.post(page, {"is-memo": "right"})
    assert Judgement.objects.get().by == sam


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("Hans Müller Hauptstrasse 5 passport C01X00T47 born 1 Feb 1980", "… passport …"),
        ("@hans_mueller", "…"),
        ("hans dot mueller at gmail dot com", "…"),
        ("memo 308144", "memo …"),
        ("MER SPJR79J", "…"),
        ("2FA memo runbook", "2fa memo …"),
        ("MX-401 memo", "mx 401 memo"),
        ("401 memo", "… memo"),
        ("Forgot the MEMO", "forgot the memo"),
    ],
)
def test_only_words_are_kept_that_everybody_can_read_here(client, write, query: str, kept: str) -> None:
    write("memo", "I forgot the memo", body="My passport, my 2FA. It was 308144.")
    write("inner", "Runbook about Hans Müller", audience="agent")
    look(client, query)
    assert [row.words for row in Searched.objects.all()] == [kept]


def test_of_chinese_the_pairs_are_kept_that_articles_have(client, write) -> None:
    write("deposit", "充值未到账", language="zh-hans")
    look(client, "我叫王小明充值未到账", lang="zh-hans")
    assert Searched.objects.get().words == "… 充值未到账"


def test_a_new_word_is_kept_from_the_third_day_on_that_it_is_searched_for(client, write) -> None:
    write("memo", "Zebra memo")
    asked = "lightning 12 memo"
    for day, kept in ((1, "…"), (1, "…"), (2, "…"), (3, "lightning …")):
        with time_machine.travel(datetime(2026, 5, day, 12, tzinfo=UTC), tick=False):
            look(client, asked)
            assert Searched.objects.get(day=date(2026, 5, day)).words == f"{kept} memo"
    assert client.get("/help/found/memo/", {"q": asked, "at": "1"}).status_code == 302
