"""The editors' figures: few votes weigh little, nobody is known, gaps are counted, others see nothing."""

import csv
import io
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from helpcenter import actions, deflection, figures
from helpcenter.models import Article, Translation, Visit, Vote
from tests.helpcenter.reading import words

PAGE = "/desk/reports/help-center/"


@pytest.fixture
def editor(sam) -> Client:
    """Sam's browser."""
    client = Client()
    client.force_login(sam)
    return client


def opened(text: Translation, times: int, language: str = "en") -> None:
    Visit.objects.create(article=text.article, language=language, day=timezone.localdate(), times=times)


def voted(text: Translation, *, yes: int = 0, no: int = 0) -> None:
    for number in range(yes + no):
        actions.vote(text, reader=f"{text.pk}-{number}", helped=number < yes)


def found(order: str = "worst") -> list[figures.Row]:
    now = timezone.now()
    return figures.rows(now - timedelta(days=7), now + timedelta(seconds=1), order)


def test_what_surely_did_not_help_comes_before_what_two_readers_disliked(write) -> None:
    sure, unsure, good = write("sure"), write("unsure"), write("good")
    for text, times in ((sure, 100), (unsure, 110), (good, 500)):
        opened(text, times)
    voted(sure, yes=10, no=30)
    voted(unsure, no=1)
    voted(good, yes=400)
    assert [row.slug for row in found()] == ["sure", "unsure", "good"]
    assert [row.slug for row in found("visits")] == ["good", "unsure", "sure"]
    assert [row.slug for row in found("votes")] == ["good", "sure", "unsure"]
    first = found()[0]
    low, high = first.bounds
    assert low < first.share == 0.25 < high
    assert first.worst == pytest.approx(100 * (1 - high))


def test_what_nobody_opened_or_judged_is_no_row_and_other_days_do_not_count(write) -> None:
    write("unread")
    opened(write("read"), 3)
    Visit.objects.update(day=timezone.localdate() - timedelta(days=30))
    assert found() == []


def test_visits_and_votes_are_of_the_same_days(write) -> None:
    opened(write("read"), 3)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    assert figures.rows(midnight - timedelta(days=7), midnight) == []
    assert [row.visits for row in figures.rows(midnight, midnight + timedelta(days=1))] == [3]


def test_readers_of_a_language_without_the_text_are_seen(write, editor) -> None:
    opened(write("memo", "The memo"), 5, language="tr")
    (row,) = found()
    assert (row.title, row.language, row.text) == ("The memo", "tr", None)
    assert "not translated" in words(editor.get(PAGE))


def test_each_language_says_what_it_lacks(write) -> None:
    write("one"), write("two"), write("draft", out=False)
    write("one", language="de"), write("two", language="de")
    Translation.objects.filter(article__slug="one", language="de").update(status="outdated")
    Translation.objects.filter(article__slug="two").update(
        checked_at=timezone.localdate() - timedelta(days=400)
    )
    told = {one.code: one for one in figures.languages()}
    assert (told["en"].share, told["en"].missing, told["en"].stale) == (1.0, 0, 1)
    assert (told["de"].share, told["de"].missing, told["de"].outdated, told["de"].stale) == (0.5, 0, 1, 1)
    assert (told["tr"].share, told["tr"].missing) == (0.0, 2)
    assert [(one.article.slug, one.language) for one in figures.stale()] == [("two", "de"), ("two", "en")]


def test_the_day_an_article_names_goes_before_the_last_check_and_both_lists_agree(write, editor, ada) -> None:
    today = timezone.localdate()
    texts = {name: write(name) for name in ("due", "later", "old", "kept", "fresh")}
    said = {
        "due": (today - timedelta(days=3), today - timedelta(days=90)),
        "later": (today + timedelta(days=3), today - timedelta(days=900)),
        "old": (None, today - timedelta(days=366)),
        "kept": (today - timedelta(days=3), today - timedelta(days=2)),  # found true on that day or later
        "fresh": (None, today - timedelta(days=364)),
    }
    for name, (review_by, checked_at) in said.items():
        Article.objects.filter(slug=name).update(review_by=review_by, owner=ada)
        Translation.objects.filter(pk=texts[name].pk).update(checked_at=checked_at)
    assert [one.article.slug for one in figures.stale()] == ["due", "old"]
    page = words(editor.get("/desk/help/?todo=due"))
    assert [name for name in said if f"/desk/help/{name}/en/" in editor.get("/desk/help/?todo=due").text] == [
        "due",
        "old",
    ]
    assert "Ada Desk" in page
    assert "Ada Desk" in words(editor.get(PAGE))


def test_who_looks_after_it_says_that_it_is_still_true_and_others_do_not(write, editor, ada, ben) -> None:
    text = write("memo")
    Article.objects.update(owner=ada)
    Translation.objects.update(checked_at=timezone.localdate() - timedelta(days=400))
    for person, status in ((ben, 404), (ada, 302)):
        client = Client()
        client.force_login(person)
        assert client.post("/desk/help/memo/en/checked/").status_code == status
        text.refresh_from_db()
        assert (text.checked_at == timezone.localdate()) == (person == ada)
    assert not figures.stale()


def file(client: Client, **said: str):
    form = {"happened": "It is gone", "email": f"{uuid.uuid4().hex}@guest.example", "key": uuid.uuid4().hex}
    return client.post("/tickets/new/", form | said)


def vote(client: Client, helped: str) -> None:
    client.post("/help/memo/vote/", {"helped": helped, "language": "en"})


def groups() -> list[tuple[int, int]]:
    now = timezone.now()
    return [(one.readers, one.quiet) for one in deflection.groups(now - timedelta(days=7), now)]


def test_a_ticket_from_the_same_browser_within_a_day_counts_and_no_other(write, house) -> None:
    write("memo")
    content, unhappy, filing, late = (Client() for _each in range(4))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        vote(content, "yes"), vote(filing, "yes"), vote(late, "yes"), vote(unhappy, "no")
        for client in (filing, unhappy):
            assert file(client).status_code == 302
        assert groups() == [(0, 0), (0, 0)]  # nobody's day is over
        clock.shift(timedelta(hours=25))
        assert file(late).status_code == 302
        assert groups() == [(3, 2), (1, 0)]


def test_a_ticket_counts_against_the_yes_it_followed_and_not_against_one_that_came_later(
    write, house
) -> None:
    first, second = write("memo"), write("other")
    before, between = "before-yes", "between-yes-and-no"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        actions.vote(first, reader=before, helped=False)
        actions.vote(first, reader=between, helped=True)
        clock.shift(timedelta(hours=1))
        deflection.filed(before), deflection.filed(between)
        clock.shift(timedelta(hours=9))
        actions.vote(second, reader=before, helped=True)
        actions.vote(second, reader=between, helped=False)
        clock.shift(timedelta(hours=25))
        assert groups() == [(2, 1), (0, 0)]


def test_a_refused_form_is_no_ticket(write, house) -> None:
    write("memo")
    client = Client()
    vote(client, "yes")
    assert file(client, email="no").status_code == 422
    assert Vote.objects.get().filed_at is None


def test_the_page_says_how_it_counts_and_the_sheet_has_every_row(write, editor) -> None:
    text = write("memo", "=The memo")
    opened(text, 12)
    voted(text, yes=3, no=1)
    page = editor.get(PAGE)
    assert 'title="Visits × lower end of the share it does not help"' in page.text
    assert "How this is counted" in words(page)
    raw = b"".join(editor.get("/desk/reports/help-center.csv").streaming_content).decode()
    rows = list(csv.reader(io.StringIO(raw.removeprefix("\ufeff"), newline="")))
    assert rows[1][:8] == ["memo", "en", "'=The memo", "1", "12", "4", "3", "0.75"]


def test_an_empty_house_says_so_and_many_rows_have_pages(write, editor) -> None:
    assert "Nothing was read in this period" in words(editor.get(PAGE))
    for number in range(51):
        opened(write(f"a{number}"), 1)
    assert len(editor.get(PAGE).context["rows"]) == 50
    assert len(editor.get(f"{PAGE}?page=2").context["rows"]) == 1
    assert editor.get(f"{PAGE}?days=dates").status_code == 422


def test_to_agents_and_customers_there_is_no_such_page(ada, carl) -> None:
    for user in (ada, carl.user):
        client = Client()
        client.force_login(user)
        assert client.get(PAGE).status_code == 404
