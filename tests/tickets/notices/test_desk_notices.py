"""The list behind the bell: newest first, by pages, read, muted, and never of what one may not see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from support.people.models import Team
from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.actions import noticing
from tickets.models import Event, Muted, Notice
from tickets.notices import listing, making


@pytest.fixture
def ticket(ada, carl, says):
    return actions.claim(says(carl, "Where is my deposit?", subject="Deposit"), by=ada)


@pytest.fixture
def hears(carl, says, ticket):
    """`hears(3)`: so often the customer writes."""

    def write(times):
        for number in range(times):
            says(carl, f"More {number}", ticket=ticket)
            making.make(Event.objects.select_related("ticket").latest("pk"))

    return write


@pytest.fixture
def client(ada, sign_in):
    return sign_in(ada)


def unread(client):
    return client.get(reverse("desk:notices-count")).json()["unread"]


def test_nothing_new_says_what_would_stand_here(client):
    assert "Nothing new" in page(client, "notices")
    assert "Mark all as read" not in page(client, "notices").partition('id="talk"')[2]


def test_a_notice_leads_to_its_ticket_and_is_read(client, hears, ticket):
    hears(2)
    shown = page(client, "notices")
    assert "The customer wrote" in shown
    assert f'href="/desk/tickets/{ticket.pk}/"' in shown
    assert unread(client) == 2
    answer = client.post(reverse("desk:notices-read"), {"notice": Notice.objects.latest("pk").pk})
    assert answer["Location"] == "/desk/notices/"
    assert unread(client) == 1
    assert client.post(reverse("desk:notices-read"), headers=HTMX).status_code == 204
    assert unread(client) == 0


def test_those_of_a_ticket_are_read_together(client, hears, ticket, says, carl, ada):
    hears(2)
    other = actions.claim(says(carl, "Another"), by=ada)
    says(carl, "More", ticket=other)
    making.make(Event.objects.select_related("ticket").latest("pk"))
    client.post(reverse("desk:notices-read"), {"ticket": ticket.pk})
    assert unread(client) == 1


def test_pages_go_by_key_and_nothing_is_missed_or_doubled(client, ada, hears):
    hears(listing.PAGE + 3)
    first = listing.page(ada)
    hears(1)  # meanwhile
    second = listing.page(ada, before=first.before)
    keys = [one.pk for one in [*first.notices, *second.notices]]
    assert len(keys) == len(set(keys)) == listing.PAGE + 3
    assert keys == sorted(keys, reverse=True)
    assert second.before == 0
    assert 'rel="next" href="?before=' in page(client, "notices")


def test_a_list_costs_the_same_however_long_it_is(client, hears):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            page(client, "notices")
        return len(seen)

    hears(2)
    few = statements()
    hears(20)
    assert statements() == few


def test_another_agents_notices_are_neither_shown_nor_read(ben, hears, sign_in):
    hears(1)
    his = sign_in(ben)
    assert "The customer wrote" not in page(his, "notices")
    his.post(reverse("desk:notices-read"), {"notice": Notice.objects.get().pk})
    assert Notice.objects.get().read_at is None


def test_a_ticket_that_left_takes_its_notices_along(client, sam, hears, ticket):
    hears(1)
    actions.assign(ticket, by=sam, team=Team.objects.get(slug="payments"))
    assert unread(client) == 0
    assert ticket.reference not in page(client, "notices")
    assert "Deposit" not in page(client, "notices")


def test_who_is_asked_sees_the_question_and_no_word_of_the_ticket(ada, ben, ticket, sign_in):
    actions.ask(ticket, to=ben, by=ada, question="Bounced?", key="q")
    making.make(Event.objects.select_related("ticket").get(kind="asked"))
    shown = page(sign_in(ben), "notices")
    assert "Colleagues want an answer" in shown
    assert "/desk/asides/" in shown
    assert "Deposit" not in shown


def test_a_ticket_is_muted_and_unmuted_where_its_notices_are(client, ada, ticket):
    assert "Mute this ticket" in client.get(reverse("desk:notices"), {"ticket": ticket.pk}).content.decode()
    client.post(reverse("desk:mute", args=[ticket.pk]), {"on": "1"})
    assert Muted.objects.filter(user=ada, ticket=ticket).exists()
    shown = client.get(reverse("desk:notices"), {"ticket": ticket.pk}).content.decode()
    assert "Tell me of this ticket again" in shown
    fresh = client.post(reverse("desk:mute", args=[ticket.pk]), {"on": "0"}, headers=HTMX)
    assert "Mute this ticket" in fresh.content.decode()
    assert not Muted.objects.exists()


@pytest.mark.parametrize("which", [{"notice": "x"}, {"ticket": "-1"}, {"notice": "9" * 40}])
def test_numbers_that_are_none_find_nothing(client, which):
    assert client.post(reverse("desk:notices-read"), which).status_code == 404


def test_one_returns_only_to_the_desk(client):
    answer = client.post(reverse("desk:notices-read"), {"next": "//evil.example/desk/"})
    assert answer["Location"] == "/desk/notices/"
    assert client.post(reverse("desk:notices-read"), {"next": "/desk/wall/"})["Location"] == "/desk/wall/"


def test_no_page_of_the_desk_pays_for_the_bell(client, ada, ticket, hears):
    with CaptureQueriesContext(connection) as seen:
        assert 'id="bell"' in page(client, "ticket", ticket.pk)
    assert not [query for query in seen if "tickets_notice" in query["sql"]]
    noticing.read(ada)
