"""The queue at the desk: what comes next, in which views, how much of it, and how many promises were kept."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from support.people.models import Team
from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.desk import kept
from tickets.models import Ticket


def test_the_queue_shows_what_comes_next_in_its_order(desk, carl, cleo, says):
    says(carl, "Something small")
    says(cleo, "Money is leaving", topic="account-takeover")
    shown = page(desk, "home")
    assert shown.index("Own lane") < shown.index("Money is leaving") < shown.index("Something small")


def test_a_row_says_severity_tier_door_language_who_and_how_long(desk, carl, says):
    says(carl, "Wo ist mein Geld", language="de", channel="email")
    row = re.search(r'<li class="queue-row".*?</li>', page(desk, "home"), re.S)[0]
    for said in (
        "S3",
        "Verified",
        "E-mail",
        "<span>de</span>",
        "Carl",
        'lang="de"',
        "23 h left",
        'role="meter"',
    ):
        assert said in row


def test_nobody_waiting_is_said_in_words(desk, house):
    assert "Nobody is waiting." in page(desk, "home")


def test_take_next_opens_what_comes_first(ada, desk, carl, says):
    ticket = says(carl)
    answer = desk.post(reverse("desk:next"))
    assert answer.url == reverse("desk:ticket", args=[ticket.pk])
    ticket.refresh_from_db()
    assert ticket.assignee == ada


def test_take_next_with_nobody_waiting_says_so(desk, house):
    answer = desk.post(reverse("desk:next"), follow=True)
    assert "Nobody waits for you now." in answer.content.decode()


def test_take_next_on_an_open_page_says_so_without_leaving_it(desk, house):
    answer = desk.post(reverse("desk:next"), headers=HTMX, follow=True)
    assert "Nobody waits for you now." in answer["HX-Trigger"]
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    "view", ["next", "mine", "team-front-line", "past", "customer", "public", "solved", "nonsense"]
)
def test_every_view_opens_and_an_unknown_one_is_the_first(desk, carl, says, view):
    says(carl)
    assert "queue-body" in page(desk, "queue", view=view, open="x")


def test_each_ticket_stands_in_its_views(ada, sam, desk, carl, cleo, xenia, says):
    waiting, mine, theirs, done = says(carl), says(carl), says(cleo), says(cleo)
    public = says(xenia, channel="x", public=True)
    actions.claim(mine, by=ada)
    actions.reply(theirs, by=sam, body="?", key="k")
    actions.resolve(done, by=sam)
    Ticket.objects.filter(pk=waiting.pk).update(due_at=waiting.opened_at - timedelta(minutes=1))
    found = {
        view: {int(pk) for pk in re.findall(r'data-open="(\d+)"', page(desk, "queue", view=view))}
        for view in ("next", "mine", "team-front-line", "past", "customer", "public", "solved")
    }
    assert found == {
        "next": {waiting.pk, public.pk},
        "mine": {mine.pk},
        "team-front-line": {waiting.pk},
        "past": {waiting.pk},
        "customer": {theirs.pk},
        "public": {public.pk},
        "solved": {done.pk},
    }


def test_counts_and_lists_hold_only_ones_own_teams(ben, carl, says, sign_in):
    ticket = says(carl)
    Ticket.objects.filter(pk=ticket.pk).update(due_at=ticket.opened_at)
    browser = sign_in(ben)
    for view in ("next", "past", "customer", "public", "solved", "team-front-line"):
        shown = page(browser, "queue", view=view)
        assert "data-open" not in shown
        assert set(re.findall(r'class="num">([^<]+)', shown)) == {"0"}


def test_money_at_risk_is_not_hidden_behind_many_older_promises(
    desk, carl, cleo, says, settings, monkeypatch
):
    from tickets.desk import lists

    monkeypatch.setattr(lists, "SHOWN", 3)
    for _ in range(5):
        says(carl)
    urgent = says(cleo, "Money is leaving", topic="account-takeover")
    old, late = urgent.opened_at.replace(year=2020), urgent.opened_at - timedelta(minutes=1)
    Ticket.objects.update(due_at=old)
    Ticket.objects.filter(pk=urgent.pk).update(due_at=late)
    shown = page(desk, "queue", view="past")
    assert shown.index("Own lane") < shown.index("Money is leaving")
    assert shown.count("queue-row") == 3


def test_promises_kept_today_are_counted_by_what_was_promised_then(ada, ben, sam, desk, carl, says, valkey):
    begun = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    for minutes, topic in [(30, "account-locked"), (119, "account-locked"), (121, "account-locked"), (5, "")]:
        with time_machine.travel(begun, tick=False):
            ticket = says(carl, topic=topic)
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
            actions.reply(ticket, by=sam, body="Hi", key=f"{minutes}")
    actions.reprioritise(ticket, severity=0, by=ada, why="afterwards")
    with time_machine.travel(begun + timedelta(hours=4), tick=False):
        shown = page(desk, "queue")
        assert kept.kept_today([Team.objects.get(slug="payments")], now=timezone.now()) == []
    assert re.findall(r"<dt>(S\d)</dt><dd class=\"num\">([^<]+)", shown) == [
        ("S0", "1 of 1"),
        ("S1", "2 of 3"),
    ]
    with time_machine.travel(begun + timedelta(days=1), tick=False):
        assert "Promise kept" not in page(desk, "queue")


def test_a_busy_desk_costs_the_same_number_of_questions(desk, carl, says, django_assert_max_num_queries):
    team = Team.objects.get(slug="front-line")
    for _ in range(12):
        says(carl)
    assert team.tickets.count() == 12
    with django_assert_max_num_queries(20):
        page(desk, "queue")
