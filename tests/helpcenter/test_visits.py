"""What is read most, and what is asked more than usual, without knowing who."""

from datetime import timedelta

import pytest
from django.utils import timezone

from helpcenter import kept, shelves, visits
from helpcenter.models import Visit
from support.noticeboard.models import Notice
from tests.helpcenter.reading import words
from tickets import trends
from tickets.models import Ticket


@pytest.fixture(autouse=True)
def nobody_counted_yet():
    visits._tally.take()


def test_visits_are_counted_also_from_kept_pages_and_by_language(client, write) -> None:
    write("memo")
    for language in ("en", "en", "de"):
        client.get("/help/memo/", headers={"accept-language": language})
    client.get("/help/nothing-here/")
    visits.write_down()
    assert sorted(Visit.objects.values_list("article__slug", "language", "times")) == [
        ("memo", "de", 1),
        ("memo", "en", 2),
    ]


def test_days_are_added_to_and_what_was_written_is_not_written_twice(client, write) -> None:
    write("memo")
    for _ in range(2):
        client.get("/help/memo/")
        visits.write_down()
    visits.write_down()
    assert Visit.objects.get().times == 2


def test_only_opening_counts(client, write) -> None:
    write("memo")
    client.head("/help/memo/")
    client.get("/help/memo/?voted=yes")
    visits.write_down()
    assert not Visit.objects.exists()


def test_a_visit_says_nothing_of_who_it_was() -> None:
    assert {field.name for field in Visit._meta.get_fields()} == {"id", "article", "language", "day", "times"}


def test_popular_is_what_was_read_lately(client, write) -> None:
    write("seldom")
    write("often")
    write("once-famous")
    today = timezone.now().date()
    for slug, times, day in [
        ("often", 5, today),
        ("seldom", 1, today),
        ("once-famous", 900, today - timedelta(40)),
    ]:
        article = write(slug).article
        Visit.objects.create(article=article, language="en", day=day, times=times)
    assert [entry.slug for entry in shelves.popular(3)] == ["often", "seldom", "once-famous"]


@pytest.fixture
def asked(says, carl):
    """`asked("topic", times, ago)`: tickets opened that long ago."""

    def ask(topic: str, times: int, ago: timedelta) -> None:
        keys = [says(carl, topic=topic).pk for _ in range(times)]
        Ticket.objects.filter(pk__in=keys).update(opened_at=timezone.now() - ago)

    return ask


def test_a_topic_asked_more_than_usual_stands_on_the_page_of_help(client, asked, write, valkey) -> None:
    asked("deposit-missing", 6, timedelta(minutes=30))
    assert [topic.slug for topic in trends.rising(timezone.now())] == ["deposit-missing"]
    page = client.get("/help/").content.decode()
    assert "Asked more than usual" in page
    assert 'href="/help/deposit-not-arrived/"' in page


def test_a_topic_that_is_always_asked_much_is_no_news(asked) -> None:
    assert not trends.is_rising(60, 55.0)
    assert trends.is_rising(90, 55.0)
    asked("deposit-missing", 2, timedelta(minutes=30))  # too few
    asked("lost-2fa", 6, timedelta(hours=5))  # over
    assert trends.rising(timezone.now()) == []


def test_without_tickets_nothing_is_said_to_rise(client, write, house, valkey) -> None:
    assert "Asked more than usual" not in client.get("/help/").content.decode()


def test_news_of_the_board_and_notices_stand_on_the_page_of_help(client, write) -> None:
    write("maintenance", "Maintenance on Sunday", kind="notice")
    Notice.objects.create(titles={"en": "Deposits are late"}, tone="warn")
    Notice.objects.create(titles={"en": "All is well"}, tone="good")
    kept.forget()
    page = words(client.get("/help/"))
    assert "Deposits are late" in page
    assert "Maintenance on Sunday" in page.partition("Notices")[2]
    assert "All is well" not in page
