"""Views of the desk: what they cost, in what order they stand, page after page, and narrowed."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.desk import lists
from tickets.models import SavedView, Ticket

A_MINUTE = timedelta(minutes=1)
EVERY_VIEW = [
    "next",
    "mine",
    "team-front-line",
    "unassigned",
    "asked",
    "soon",
    "past",
    "customer",
    "public",
    "snoozed",
    "solved",
]


def rows(shown):
    """Ids of the tickets a page lists, in their order."""
    return [int(pk) for pk in re.findall(r'data-open="(\d+)"', shown)]


def further(shown):
    """The address of the next page, or nothing."""
    found = re.search(r'href="([^"]*after=[^"]*)"', shown)
    return found and found[1].replace("&amp;", "&")


def walk(browser, view):
    """All pages of a view."""
    pages, there = [], f"/desk/?view={view}"
    while there:
        shown = browser.get(there).content.decode()
        pages.append(rows(shown))
        there = further(shown)
        assert len(pages) < 20
    return pages


def statements(desk, view):
    """How many statements the queue's fragment takes, once everything is warm."""
    address = f"/desk/queue/?view={view}"
    desk.get(address, headers=HTMX)
    with CaptureQueriesContext(connection) as asked:
        desk.get(address, headers=HTMX)
    return len(asked)


@pytest.mark.parametrize("view", ["next", "mine", "past", "unassigned"])
def test_a_view_costs_the_same_however_much_stands_in_it(desk, ada, carl, says, view):
    def waiting(many):
        for _ in range(many):
            ticket = says(carl)
            if view == "mine":
                actions.claim(ticket, by=ada)
        Ticket.objects.filter(resolved_at=None).update(due_at=timezone.now() - A_MINUTE)

    waiting(3)
    few = statements(desk, view)
    waiting(57)
    for number in range(5):
        asks = [["topic", "account-locked", False], ["severity", f"s{number % 5}", True]]
        SavedView.objects.create(name=f"V{number}", owner=ada, conditions={"all": asks, "any": asks})
    assert statements(desk, view) == few <= 12


@pytest.mark.parametrize("view", ["next", "team-front-line", "past", "unassigned"])
@pytest.mark.parametrize("counted_up_to", [1_000, 5])
def test_pages_follow_each_other_whole_and_in_order_whatever_is_tied(
    desk, carl, says, monkeypatch, view, counted_up_to
):
    monkeypatch.setattr(lists, "SHOWN", 4)
    if view in {"past", "unassigned"}:
        monkeypatch.setattr("tickets.queue.COUNTED_UP_TO", counted_up_to)
    tickets = [says(carl) for _ in range(11)]
    at = tickets[0].opened_at
    Ticket.objects.update(due_at=at - A_MINUTE, waiting_since=at)
    Ticket.objects.filter(pk=tickets[6].pk).update(severity=0)
    pages = walk(desk, view)
    assert [len(one) for one in pages] == [4, 4, 3]
    found = [pk for one in pages for pk in one]
    assert sorted(found) == [one.pk for one in tickets]
    if view in {"past", "unassigned"}:
        assert found == [tickets[6].pk, *(one.pk for one in tickets if one != tickets[6])]


def test_a_row_that_goes_moves_no_other_to_another_page(desk, ada, carl, says, monkeypatch):
    monkeypatch.setattr(lists, "SHOWN", 2)
    tickets = [says(carl) for _ in range(5)]
    first = page(desk, "home", view="next")
    actions.claim(Ticket.objects.get(pk=rows(first)[0]), by=ada)
    second = rows(desk.get(further(first)).content.decode())
    assert second == [one.pk for one in tickets[2:4]]


@pytest.mark.parametrize("after", ["x", "0~~", "9~9~9", "~~", "0~2026~1~1~1", "1~" * 50, "0~~" + "9" * 40])
def test_an_address_nobody_made_is_the_beginning_or_the_end_and_never_an_error(desk, carl, says, after):
    says(carl)
    for view in ("next", "past", "customer", "solved"):
        assert "queue-body" in page(desk, "home", view=view, after=after)


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_every_view_can_be_narrowed_by_what_nobody_has_and_by_nonsense(desk, carl, says, view):
    says(carl)
    nothing = {
        "severity": "s4",
        "tier": "business",
        "topic": "account-locked",
        "language": "ru",
        "channel": "x",
    }
    assert rows(page(desk, "home", view=view, **nothing)) == []
    shown = page(desk, "home", view=view, tier="gold")
    assert rows(shown) == []
    assert "Nothing is known as tier:gold" in shown


def test_a_narrowed_view_holds_and_counts_what_meets_it(desk, carl, cleo, says):
    german = says(carl, "Wo ist mein Geld?", language="de")
    says(cleo, "Where is my money?")
    for view in ("next", "team-front-line", "unassigned"):
        shown = page(desk, "home", view=view, language="de", tier=carl.tier.slug, channel="web")
        assert rows(shown) == [german.pk], view
        assert re.search(r'class="count">(\d+)', shown)[1] == "1"
    assert 'name="language"' in shown
    assert "view=unassigned&amp;tier=" in shown.split("data-shown=")[1]


def test_tickets_of_other_teams_stand_in_no_view_unless_they_were_given(ben, sam, carl, says, sign_in):
    ticket = says(carl)
    Ticket.objects.update(due_at=ticket.opened_at - A_MINUTE)
    browser = sign_in(ben)
    assert all(rows(page(browser, "home", view=view)) == [] for view in EVERY_VIEW)
    actions.assign(ticket, by=sam, to=ben)
    Ticket.objects.update(due_at=ticket.opened_at - A_MINUTE)
    assert rows(page(browser, "home", view="mine")) == rows(page(browser, "home", view="past")) == [ticket.pk]


def test_what_is_due_soon_is_neither_late_nor_far(desk, carl, says):
    late, soon, far = says(carl), says(carl), says(carl)
    now = timezone.now()
    for ticket, minutes in ((late, -1), (soon, 20), (far, 50)):
        Ticket.objects.filter(pk=ticket.pk).update(due_at=now + timedelta(minutes=minutes))
    assert rows(page(desk, "home", view="soon")) == [soon.pk]
    assert rows(page(desk, "home", view="past")) == [late.pk]


def test_the_soonest_back_stands_first_and_nowhere_else(desk, ada, carl, cleo, says):
    later, sooner, awake = says(carl, "One"), says(cleo, "Two"), says(carl, "Three", topic="fees")
    for ticket, minutes in [(later, 9), (sooner, 3)]:
        actions.snooze(ticket, until=timezone.now() + timedelta(minutes=minutes), by=ada)
    assert walk(desk, "snoozed") == [[sooner.pk, later.pk]]
    assert walk(desk, "unassigned") == walk(desk, "next") == [[awake.pk]]


def test_a_view_is_narrowed_to_a_tag_and_one_that_is_none_finds_nothing(desk, ada, carl, cleo, says):
    marked, other = says(carl), says(cleo)
    actions.tag(marked, names=["Hot Wallet"], by=ada)
    assert rows(desk.get("/desk/?view=unassigned&tag=hot-wallet").content.decode()) == [marked.pk]
    assert rows(desk.get("/desk/?view=unassigned&tag=cold").content.decode()) == []
    found = page(desk, "home", q="-tag:hot-wallet status:open")
    assert rows(found) == [other.pk]


def test_a_ticket_beside_it_leaves_the_queue_at_its_beginning(desk, carl, says):
    ticket = says(carl)
    shown = page(desk, "ticket", ticket.pk, view="unassigned")
    assert 'data-shown="view=unassigned"' in shown
    assert "queue-first" not in shown


def test_a_narrowed_line_finds_what_stands_behind_as_many_as_are_counted(desk, ada, carl, says, monkeypatch):
    monkeypatch.setattr("tickets.queue.COUNTED_UP_TO", 5)
    tickets = [says(carl) for _ in range(8)]
    actions.tag(tickets[-1], names=["needle"], by=ada)
    for view in ("next", "team-front-line"):
        shown = desk.get(f"/desk/?view={view}&tag=needle").content.decode()
        assert rows(shown) == [tickets[-1].pk]
        assert re.search(r'class="count">(\d+)', shown)[1] == "1"
