"""Texts that come from outside: all or nothing, with the place of what is wrong, twice without harm."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from helpcenter import actions, search
from helpcenter.models import Article, Category, Picture, Revision, Translation

GOOD = {
    "source": "faq.example",
    "key": "faq/memo",
    "language": "en",
    "category": "General",
    "title": "The memo",
}


def file_of(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "faq.jsonl"
    lines = [row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() for row in rows]
    path.write_bytes(b"\n".join(lines))
    return path


def good(**changes: object) -> dict[str, object]:
    return GOOD | {"body_markdown": "Some **words** about zebras."} | changes


def take(path: Path, *options: str) -> str:
    from io import StringIO

    said = StringIO()
    call_command("import_articles", str(path), *options, stdout=said)
    return said.getvalue()


def test_lines_become_articles_with_their_translations(tmp_path, db, committed) -> None:
    chinese = good(language="zh", title="备注", category="一般", body_markdown="一些话。")
    with committed():
        said = take(
            file_of(tmp_path, good(), good(language="de", title="Das Memo", category="Allgemeines"), chinese)
        )
    assert said == "3 new, 0 changed, 0 as they were.\n"
    article = Article.objects.get()
    assert article.kind == Article.Kind.FAQ
    assert article.source == "faq.example faq/memo"
    assert set(article.translations.values_list("language", flat=True)) == {"en", "de", "zh-hans"}
    assert article.category.names == {"en": "General", "de": "Allgemeines", "zh-hans": "一般"}
    assert [one.slug for one in search.find("zebras", "en")] == [article.slug]


def test_the_same_file_again_changes_nothing(tmp_path, db) -> None:
    path = file_of(tmp_path, good(), good(language="de", title="Das Memo"))
    take(path)
    assert take(path) == "0 new, 0 changed, 2 as they were.\n"
    assert Revision.objects.count() == 2


def test_a_mended_line_is_one_new_revision(tmp_path, db) -> None:
    take(file_of(tmp_path, good(), good(language="de", title="Das Memo")))
    said = take(file_of(tmp_path, good(title="The memo, again"), good(language="de", title="Das Memo")))
    assert said == "0 new, 1 changed, 1 as they were.\n"
    assert Translation.objects.get(language="en").title == "The memo, again"


def test_what_an_editor_took_back_stays_back(tmp_path, db) -> None:
    path = file_of(tmp_path, good())
    take(path)
    actions.withdraw(Translation.objects.get())
    take(path)
    assert Translation.objects.get().status == Translation.Status.DRAFT


def test_drafts_stay_drafts(tmp_path, db) -> None:
    path = file_of(tmp_path, good())
    take(path, "--draft")
    assert Translation.objects.get().status == Translation.Status.DRAFT
    assert take(path, "--draft") == "0 new, 0 changed, 1 as they were.\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (b"{not json", "It is not JSON"),
        (b'"text"', "It is not a JSON object"),
        (b'{"key": "\xff\xfe"}', "0xFF is not UTF-8"),
        ({"key": "a", "language": "en"}, "“title” is missing"),
        (good(language="xx"), "language “xx” is none of"),
        (good(title="   "), "“title” is missing"),
        (good(title="x" * 201), "has 201 letters"),
        (good(body_markdown=""), "there is no text"),
        (good(body_markdown=None), "“body_markdown” must be text"),
        (good(title="a\x00b"), "NUL"),
        (good(kind="poem"), "“kind” is “poem”"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_taken_in(tmp_path, db, row: object, words: str) -> None:
    with pytest.raises(CommandError) as refused:
        take(file_of(tmp_path, good(key="faq/first"), b"", row))
    assert "faq.jsonl, line 3" in str(refused.value)
    assert words in str(refused.value)
    assert not Article.objects.exists()
    assert not Category.objects.exists()


def test_many_bad_lines_are_counted_and_all_shown(tmp_path, db) -> None:
    with pytest.raises(CommandError) as refused:
        take(file_of(tmp_path, *[b"nonsense"] * 50))
    assert "50 problems" in str(refused.value)
    assert "faq.jsonl, line 50" in str(refused.value)


def test_the_same_text_twice_in_a_file_is_refused(tmp_path, db) -> None:
    with pytest.raises(CommandError, match="line 1 already"):
        take(file_of(tmp_path, good(), good()))


def test_a_file_that_is_not_there_is_said_plainly(tmp_path, db) -> None:
    with pytest.raises(CommandError, match="No such file"):
        take(tmp_path / "absent.jsonl")


def folder_of(tmp_path: Path, **texts: str) -> Path:
    shelf = {
        "slug": "deposits",
        "icon": "deposit",
        "order": 1,
        "names": {"en": "Deposits"},
        "descriptions": {},
    }
    (tmp_path / "categories.json").write_text(json.dumps([shelf]))
    for name, text in texts.items():
        (tmp_path / "memo").mkdir(exist_ok=True)
        (tmp_path / "memo" / f"{name}.md").write_text(text)
    return tmp_path


FRONT = """---
title: "The memo: what it is"
summary: Short.
category: deposits
kind: how-to
checked: 2026-11-20
---

"""


def test_a_folder_of_markdown_becomes_articles(tmp_path, db, capsys) -> None:
    folder = folder_of(tmp_path, en=f"{FRONT}Words.", de=f"{FRONT}Worte.")
    call_command("load_articles", str(folder))
    call_command("load_articles", str(folder))
    assert capsys.readouterr().out.splitlines() == [
        "2 new, 0 changed, 0 as they were.",
        "0 new, 0 changed, 2 as they were.",
    ]
    text = Translation.objects.get(language="en")
    assert (text.title, text.summary, text.body) == ("The memo: what it is", "Short.", "Words.")
    assert text.checked_at.isoformat() == "2026-11-20"
    assert text.article.kind == "how-to"


def test_a_folder_brings_its_pictures_and_without_them_a_text_that_shows_one_is_refused(tmp_path, db) -> None:
    shown = f'{FRONT}![The field](picture:memo-field "Here")'
    folder = folder_of(tmp_path, en=shown, de=shown)
    with pytest.raises(CommandError, match="picture:memo-field") as refused:
        call_command("load_articles", str(folder))
    assert "memo/de.md" in str(refused.value)
    assert not Article.objects.exists()
    (folder / "media").mkdir()
    Image.new("RGB", (600, 300), "teal").save(folder / "media" / "memo-field.png")
    for _again in range(2):
        call_command("load_articles", str(folder))
    assert Picture.objects.get().widths == [480, 600]
    assert all(text.is_readable for text in Translation.objects.all())


def test_a_manuscript_that_says_so_stays_a_draft_and_the_others_are_out(tmp_path, db, capsys) -> None:
    draft = FRONT.replace("kind:", "status: draft\nkind:")
    folder = folder_of(tmp_path, en=f"{FRONT}Words.", de=f"{draft}Worte.")
    call_command("load_articles", str(folder))
    assert Translation.objects.get(language="en").status == Translation.Status.PUBLISHED
    german = Translation.objects.get(language="de")
    assert (german.status, german.live, german.body) == (Translation.Status.DRAFT, None, "Worte.")
    call_command("load_articles", str(folder))
    assert capsys.readouterr().out.splitlines()[-1] == "0 new, 0 changed, 2 as they were."


def test_a_draft_that_loses_the_word_is_published(tmp_path, db) -> None:
    draft = FRONT.replace("kind:", "status: draft\nkind:")
    call_command("load_articles", str(folder_of(tmp_path, en=f"{draft}Words.")))
    call_command("load_articles", str(folder_of(tmp_path, en=f"{FRONT}Words, finished.")))
    assert Translation.objects.get().status == Translation.Status.PUBLISHED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No front matter.", "begins with front matter"),
        (FRONT.replace("2026-11-20", "soon") + "Words.", "line 6: “checked”: it must be a day"),
        (FRONT.replace("deposits", "nowhere") + "Words.", "there is no shelf “nowhere”"),
        (
            FRONT.replace("kind:", "status: secret\nkind:") + "Words.",
            "line 5: “status” is “secret”",
        ),
        (FRONT, "there is no text"),
    ],
)
def test_a_bad_manuscript_is_named_and_nothing_is_loaded(tmp_path, db, text: str, words: str) -> None:
    folder = folder_of(tmp_path, en=text, de=f"{FRONT}Worte.")
    with pytest.raises(CommandError, match=words) as refused:
        call_command("load_articles", str(folder))
    assert "memo/en.md" in str(refused.value)
    assert not Category.objects.exists()


def test_the_houses_own_articles_load_and_each_says_where_it_belongs(db, committed) -> None:
    with committed():
        call_command("load_articles", verbosity=0)
    assert Article.objects.count() >= 20
    languages = {"en", "es", "de", "ru", "zh-hans"}
    whole = [
        one
        for one in Article.objects.all()
        if languages <= {text.language for text in one.translations.all()}
    ]
    assert len(whole) >= 6
    assert not Translation.objects.out().filter(checked_at=None).exists()


WORDS = {
    "en": {
        "2fa": "lost-2fa",
        "two factor": "lost-2fa",
        "KYC": "verification-levels",
        "withdrawal fee": "withdrawal-costs",
        "my depsoit is not ther": "deposit-not-arrived",
        "open an account": "open-your-account",
        "chargeback": "dispute-card-purchase",
        "proof of address": "proof-of-address",
        "liquidation price": "how-margin-works",
        "stop loss order": "order-types",
        "export my trades": "download-history",
        "attach a screenshot": "attach-files-safely",
        "fake app": "genuine-app",
    },
    "es": {"depósito no llegó": "deposit-not-arrived", "comisión de retiro": "withdrawal-costs"},
    "fr": {"dépôt manquant": "deposit-not-arrived", "frais de retrait": "withdrawal-costs"},
    "de": {"Einzahlung fehlt": "deposit-not-arrived", "Auszahlungsgebühr": "withdrawal-costs"},
    "it": {"deposito mancante": "deposit-not-arrived", "commissioni di prelievo": "withdrawal-costs"},
    "pt": {"depósito não caiu": "deposit-not-arrived", "taxa de saque": "withdrawal-costs"},
    "ru": {"двухфакторка": "lost-2fa", "комиссия за вывод": "withdrawal-costs"},
    "tr": {"yatırım gelmedi": "deposit-not-arrived", "çekim ücreti": "withdrawal-costs"},
    "zh-hans": {"充值未到账": "deposit-not-arrived", "验证器": "lost-2fa", "提币手续费": "withdrawal-costs"},
}


def test_the_words_of_each_language_find_the_right_article_among_the_first_three(library: None) -> None:
    missed = [
        (code, asked, first)
        for code, questions in WORDS.items()
        for asked, slug in questions.items()
        if slug not in (first := [one.slug for one in search.find(asked, code, limit=3)])
    ]
    assert not missed
