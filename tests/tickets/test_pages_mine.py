"""My tickets: mine, all of them, open ones first, a page at a time."""

import re

import pytest
from django.test import Client

from tickets import actions
from tickets.models import Ticket
from tickets.views import mine

pytestmark = pytest.mark.django_db


def shown(answer):
    return re.findall(r'<span class="id">(MER-\w{7})', answer.content.decode())


def test_open_tickets_come_first_then_solved_ones_each_newest_first(as_carl, carl, ada, says):
    one, two, three, four = (says(carl, f"Words {n}") for n in range(4))
    actions.resolve(two, by=ada)
    actions.resolve(four, by=ada)
    assert shown(as_carl.get("/tickets/")) == [three.reference, one.reference, four.reference, two.reference]


def test_nobody_elses_ticket_is_among_them(as_carl, cleo, carl, says):
    says(cleo)
    own = says(carl)
    assert shown(as_carl.get("/tickets/")) == [own.reference]


def test_every_state_is_said_in_words(as_carl, carl, ada, says):
    says(carl)
    taken, answered, solved = says(carl), says(carl), says(carl)
    actions.claim(taken, by=ada)
    actions.reply(answered, by=ada, body="Which?", key="k")
    actions.resolve(solved, by=ada)
    html = as_carl.get("/tickets/").content.decode()
    for words in ("Received", "With our Front line team", "Waiting for you", "Solved"):
        assert words in html
    assert "With Ada" not in html
    assert html.count('role="meter"') == 2  # where somebody waits there is a line


def test_pages_follow_one_another_without_a_gap_or_a_repeat(as_carl, carl, ada, says):
    everything = [says(carl) for _ in range(mine.A_PAGE * 2 + 3)]
    for ticket in everything[::2]:
        actions.resolve(ticket, by=ada)
    seen, address = [], "/tickets/"
    while address:
        answer = as_carl.get(address)
        seen += shown(answer)
        later = re.search(r'rel="next" href="([^"]+)"', answer.content.decode())
        address = later and f"/tickets/{later[1]}"
    assert len(seen) == len(set(seen)) == len(everything)
    assert [Ticket.objects.get(reference=r).is_open for r in seen] == [True] * 21 + [False] * 22


def test_tickets_of_the_same_instant_are_not_lost_between_pages(as_carl, carl, says):
    for _ in range(mine.A_PAGE + 2):
        says(carl)
    Ticket.objects.update(opened_at=Ticket.objects.first().opened_at)
    first = as_carl.get("/tickets/")
    later = re.search(r'rel="next" href="([^"]+)"', first.content.decode())[1]
    assert len({*shown(first), *shown(as_carl.get(f"/tickets/{later}"))}) == mine.A_PAGE + 2


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "open,",
        "open,yesterday,1",
        "open,2026-01-01,1",
        "open,2026-13-45T00:00:00Z,1",
        "solved,2026-01-01T00:00:00+00:00,999999999999999999999",
    ],
)
def test_a_broken_cursor_shows_the_first_page(as_carl, carl, says, cursor):
    ticket = says(carl)
    answer = as_carl.get(f"/tickets/?after={cursor}")
    assert shown(answer) == [ticket.reference]


def test_many_tickets_cost_no_more_questions_than_few(as_carl, carl, says, django_assert_max_num_queries):
    for _ in range(mine.A_PAGE):
        says(carl, topic="deposit-missing")
    with django_assert_max_num_queries(8):
        as_carl.get("/tickets/")


def test_a_stranger_is_told_how_to_find_theirs(client, house, carl, says):
    says(carl, "Not for strangers")
    html = client.get("/tickets/").content.decode()
    assert "Not for strangers" not in html
    assert "/account/login/?next=/tickets/" in html


def test_a_customer_without_tickets_is_led_on(as_carl):
    html = as_carl.get("/tickets/").content.decode()
    assert "No ticket yet" in html
    assert "/tickets/new/" in html


def test_an_agent_is_taken_to_the_desk(ada):
    agent = Client()
    agent.force_login(ada)
    assert agent.get("/tickets/").url == "/desk/"


def test_after_signing_in_everybody_starts_where_they_work(ada, carl):
    for user, start in ((ada, "/desk/"), (carl.user, "/tickets/")):
        browser = Client()
        browser.force_login(user)
        assert browser.get("/account/after/").url == start
    assert "login" in Client().get("/account/after/").url
