"""There and back: what left the house comes in again as it was, and a second house says the same."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpcenter import actions, addresses, wording
from helpcenter.exchange import archives, exporting, fields, folders, front, lines, reading
from helpcenter.exchange.manuscripts import Manuscript
from helpcenter.exchange.taking_in import take_in
from helpcenter.models import Article, Category, Fact, Picture, Revision, Snippet, Translation
from support.people.models import Tier

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ODD = [
    "no",
    "~",
    "2026-11-20",
    "1e3",
    "- a",
    "a: b",
    "# a",
    "'",
    '"',
    "%",
    "@x",
    "|",
    "{}",
    "&a *a",
    "---",
    "é\r\n",
]
WORDS = st.one_of(st.sampled_from(ODD), st.text(LETTERS, max_size=60))


def emptied() -> None:
    """An empty house."""
    Category.objects.update(parent=None)
    for model in (Revision, Translation, Article, Category, Snippet, Fact, Picture):
        model.objects.all().delete()


@settings(deadline=None)
@given(facts=st.dictionaries(st.sampled_from(fields.SAID), WORDS), body=st.text(LETTERS))
@example(facts={"title": "👩‍🚀 שלום \u202e\u2028"}, body="\r\n---\n a \n\n")
@example(facts={"tiers": ["no", "a,b"], "order": 5}, body="---\n")
def test_front_matter_is_read_as_it_was_written(facts: dict[str, object], body: str) -> None:
    page = front.read(front.write(facts or {"title": "x"}, body))
    said = {name: str(value) if isinstance(value, int) else value for name, value in facts.items()}
    assert page.body == body
    assert page.facts == (said or {"title": "x"})


@settings(deadline=None)
@given(title=WORDS, summary=WORDS, body=st.text(LETTERS), notice=WORDS)
def test_a_text_is_the_same_from_a_folder_and_from_a_line(
    title: str, summary: str, body: str, notice: str
) -> None:
    one = Manuscript(
        "a/de.md", "a", "de", title, body, "shelf", summary=summary, notice=notice, tiers=("pro",)
    )
    (folder,) = folders.read(dict(folders.write([], [], [one]))).manuscripts
    (line,) = lines.read("a.jsonl", b"".join(lines.write([], [], [one]))).manuscripts
    assert fields.told(folder) == fields.told(line) == fields.told(one)
    assert folder.body == line.body == body


@pytest.fixture
def full_house(house, write, shelf, sam) -> None:
    """Everything there is to say of a text, odd words among it."""
    inner = actions.shelve("memos", names={"de": "Memos", "en": "Memos: all"}, order=3, parent=shelf)
    wording.state("fee", kind="amount", value="1.50", unit="EUR")
    wording.reword("inner", {"en": "It is {{ fact:fee }}.\n\n| a |\n|---|\n| b |"})
    wording.reword(
        "aaa", {"en": "Costs:\n\n{{ snippet:inner }}", "de": "Kosten:\n\n{{ snippet:inner }}"}, about="fees"
    )
    tiers = list(Tier.objects.filter(slug__in=["entry", "verified"]))
    facts = {"category": inner, "order": 7, "audience": "trader", "signed_in": True, "tiers": tiers}
    write("memo", "no", body="One\r\n\r\n  two  \n\n{{ snippet:aaa }} \n", **facts, notice="MIT\n© us")
    write("memo", "שלום: 👩‍🚀", body=" \u2028 x", language="de", **facts)
    write("draft", "2026-11-20", out=False, roles=["admin"], audience="agent", source="elsewhere")
    text = write("moved", "null")
    actions.rename(text.article, "stays")
    actions.revise(text.article, "en", title="Ahead", slug="ahead", body="Not out yet")
    actions.revise(text.article, "fr", title="Avec", slug="avec", body="Mots")
    actions.publish(text.article.translations.get(language="fr"))
    Translation.objects.filter(language="fr").update(status="outdated")
    facts = {"source_language": "de", "review_by": date(2027, 1, 2)}
    first = actions.open_article("first", category=inner, **facts)
    for language, title, is_machine in (("de", "Erst", False), ("en", "First", True)):
        actions.revise(first, language, title=title, body=title, is_machine=is_machine)
        actions.publish(first.translations.get(language=language), by=sam)


@pytest.mark.parametrize("ending", exporting.FORMS)
def test_a_second_house_writes_the_same_file(full_house, ending: str) -> None:
    first = exporting.whole(ending)
    emptied()
    tally = take_in(reading.read(f"all{ending}", first), why="moved")
    assert (tally.new, tally.changed, tally.same) == (7, 0, 0)
    assert exporting.whole(ending) == first
    german, english = Article.objects.get(slug="first").translations.order_by("language")
    assert (english.article.source_language, english.article.review_by) == ("de", date(2027, 1, 2))
    assert (english.live.is_machine, english.live.source, german.live.source) == (True, german.live, None)
    article = Article.objects.get(slug="memo")
    assert (article.signed_in, article.tiers.count(), article.notice) == (True, 2, "MIT\n© us")
    assert addresses.articles_called(["stays"])
    assert (
        Translation.objects.get(article=article, language="en").body
        == "One\r\n\r\n  two  \n\n{{ snippet:aaa }} \n"
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=WORDS.filter(str.strip), summary=WORDS, body=st.text(LETTERS, min_size=1).filter(str.strip))
def test_whatever_the_words_are_they_come_back_from_the_rows(
    shelf, title: str, summary: str, body: str
) -> None:
    emptied()
    actions.shelve("s", names={"en": "S"})
    article = actions.open_article("one", category=Category.objects.get())
    actions.publish(actions.revise(article, "en", title=title, summary=summary, body=body).translation)
    for ending in exporting.FORMS:
        before = exporting.whole(ending)
        emptied()
        take_in(reading.read("all", before), why="again")
        assert exporting.whole(ending) == before


def test_the_houses_own_articles_leave_and_come_back(library, tmp_path, capsys) -> None:
    call_command("export_articles", str(tmp_path / "out"))
    first = {
        path.relative_to(tmp_path / "out"): path.read_bytes() for path in (tmp_path / "out").rglob("*.*")
    }
    emptied()
    call_command("import_articles", str(tmp_path / "out"))
    call_command("export_articles", str(tmp_path / "again"))
    again = {
        path.relative_to(tmp_path / "again"): path.read_bytes() for path in (tmp_path / "again").rglob("*.*")
    }
    assert len(first) > 200
    assert first == again


def test_an_export_writes_over_nothing(library, tmp_path) -> None:
    (tmp_path / "mine.jsonl").write_text("keep me")
    for path in (tmp_path, tmp_path / "mine.jsonl"):
        with pytest.raises(CommandError):
            call_command("export_articles", str(path))
    assert (tmp_path / "mine.jsonl").read_text() == "keep me"


def zip_of(**files: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def test_a_zip_is_the_same_whenever_it_is_made() -> None:
    assert archives.write([("a", b"b")]) == archives.write([("a", b"b")])


def test_a_zip_with_everything_in_one_folder_and_a_macs_own_files(db) -> None:
    shelf = json.dumps([{"slug": "deposits", "names": {"en": "Deposits"}}])
    text = "---\ntitle: Memo\ncategory: deposits\n---\n\nWords.\n"
    raw = zip_of(
        **{"all/categories.json": shelf, "all/memo/en.md": text, "all/.DS_Store": b"\0", "all/NOTICE": "MIT"}
    )
    tally = take_in(reading.read("all.zip", raw), why="x")
    assert tally.new == 1
    assert Article.objects.get().notice == "MIT"
