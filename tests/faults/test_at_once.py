"""Many hands at once, over real connections: one ticket, one owner, and nobody's change is lost."""

import re
from functools import partial

import httpx
import pytest
from django.test import Client

from support.people import actions as people
from support.people.models import Team, Tier
from tests.together import at_once
from tickets import actions
from tickets.models import Event, Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


@pytest.fixture
def browser(live_server, settings):
    """`browser(user)`: somebody's browser at the running house."""
    opened = []

    def open_for(user=None):
        web = httpx.Client(base_url=live_server.url, trust_env=False, timeout=60)
        opened.append(web)
        if user:
            client = Client()
            client.force_login(user)
            web.cookies.set(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
        return web

    yield open_for
    for web in opened:
        web.close()


def token(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page.text)[1]


def fields(web, address):
    """The hidden fields of a form."""
    page = web.get(address)
    assert page.status_code == 200
    return {
        "csrfmiddlewaretoken": token(page),
        "key": re.search(r'name="key"[^>]*value="([^"]*)"', page.text)[1],
    }


def test_a_form_sent_twenty_times_at_once_is_one_ticket(browser, carl, valkey):
    web = browser(carl.user)
    said = fields(web, "/tickets/new/") | {"happened": "It is gone"}
    found = at_once(MANY, lambda _: web.post("/tickets/new/", data=said))
    assert {answer.status_code for answer in found} == {302}
    assert len({answer.headers["Location"] for answer in found}) == 1
    assert Ticket.objects.count() == Message.objects.count() == 1
    assert list(Event.objects.values_list("kind", flat=True)) == ["opened", "received"]


def test_a_guest_s_form_sent_twenty_times_at_once_is_one_ticket_of_one_guest(browser, house, valkey):
    web = browser()
    said = fields(web, "/tickets/new/") | {"happened": "It is gone", "email": "gus@guest.example"}
    found = at_once(MANY, lambda _: web.post("/tickets/new/", data=said))
    assert {answer.status_code for answer in found} == {302}
    ticket = Ticket.objects.get()
    assert {answer.headers["Location"] for answer in found} == {f"/tickets/{ticket.reference}/"}
    assert type(ticket.customer).objects.count() == 1


def test_an_answer_sent_twice_at_once_is_said_once(browser, carl, says, valkey):
    ticket = says(carl)
    web = browser(carl.user)
    said = fields(web, f"/tickets/{ticket.reference}/") | {"body": "More words"}
    found = at_once(8, lambda _: web.post(f"/tickets/{ticket.reference}/reply/", data=said))
    assert {answer.status_code for answer in found} == {302}
    assert ticket.messages.filter(body="More words").count() == 1


def test_two_agents_who_press_next_at_once_get_two_tickets_and_the_third_gets_none(
    browser, ada, sam, carl, cleo, says, valkey
):
    tickets = {says(carl, topic="cannot-sign-in"), says(cleo, topic="cannot-sign-in")}
    sam.agent.teams.set(ada.agent.teams.all())
    desks = [browser(ada), browser(sam), browser(ada), browser(sam)]
    tokens = [token(desk.get("/desk/")) for desk in desks]
    found = at_once(4, lambda n: desks[n].post("/desk/next/", data={"csrfmiddlewaretoken": tokens[n]}))
    assert {answer.status_code for answer in found} == {302}
    went = sorted(answer.headers["Location"] for answer in found)
    assert went == sorted(["/desk/", "/desk/", *(f"/desk/tickets/{ticket.pk}/" for ticket in tickets)])
    for ticket in tickets:
        assert Event.objects.filter(ticket=ticket, kind=Event.Kind.CLAIMED).count() == 1


def test_twenty_hands_on_one_ticket_have_one_owner_and_the_others_hear_whose_it_is(
    browser, ada, sam, carl, says, valkey
):
    ticket = says(carl, topic="cannot-sign-in")
    desks = [browser(who) for who in (ada, sam)]
    tokens = [token(desk.get("/desk/")) for desk in desks]

    def claim(number):
        which = number % 2
        said = {"csrfmiddlewaretoken": tokens[which]}
        return desks[which].post(f"/desk/tickets/{ticket.pk}/claim/", data=said)

    found = at_once(MANY, claim)
    ticket.refresh_from_db()
    assert ticket.assignee in {ada, sam}
    assert ticket.events.filter(kind=Event.Kind.CLAIMED).count() == 1
    for number, answer in enumerate(found):
        owner = (ada, sam)[number % 2] == ticket.assignee
        assert answer.status_code == (302 if owner else 409)
        assert owner or str(ticket.assignee) in answer.text


def test_a_customer_writes_while_the_ticket_changes_team_hands_and_tier(ada, sam, carl, says, valkey):
    """A lock that is joined to other rows finds them as they were before it waited."""
    ticket = says(carl, topic="deposit-missing")
    teams = [Team.objects.get(slug=slug) for slug in ("payments", "security", "front-line")]
    tiers = [Tier.objects.get(slug=slug) for slug in ("plus", "business", "entry")]

    def act(number):
        match number % 5:
            case 0:
                return actions.assign(ticket, by=sam, team=teams[number % 3])
            case 1:
                return actions.assign(ticket, by=sam, to=(ada, sam)[number % 2])
            case 2:
                return people.change_tier(carl, to=tiers[number % 3])
            case 3:
                key = f"line-{number}"
                return actions.receive(channel="web", external_id=key, customer=carl, ticket=ticket, body=key)
            case 4:
                return actions.reply(ticket, by=ada, body=f"answer {number}", key=f"k{number}")

    for _round in range(2):
        found = at_once(MANY, act)
        assert not [trouble for trouble in found if isinstance(trouble, Exception)]
    ticket.refresh_from_db()
    order = list(ticket.events.values_list("seq", flat=True))
    assert order == list(range(1, len(order) + 1))
    assert ticket.seq == order[-1]
    last = ticket.events.filter(kind__in=["assigned", "released"]).last()
    assert ticket.assignee_id == last.detail.get("to") or ticket.events.filter(
        kind="replied", seq__gt=last.seq
    )


def test_an_answer_given_while_a_colleague_takes_the_ticket_does_not_take_it_from_them(
    ada, sam, carl, says, valkey
):
    def answer_or_take(number, ticket):
        if number:
            return actions.claim(ticket, by=sam)
        return actions.reply(ticket, by=ada, body="Hello", key=f"k{ticket.pk}")

    for _round in range(6):
        ticket = says(carl, topic="cannot-sign-in")
        at_once(2, partial(answer_or_take, ticket=ticket))
        ticket.refresh_from_db()
        claimed = ticket.events.filter(kind=Event.Kind.CLAIMED).exists()
        assert ticket.assignee == (sam if claimed else ada)


def test_a_ticket_filed_while_the_tier_changes_has_the_new_promise(carl, says, valkey):
    tiers = [Tier.objects.get(slug=slug) for slug in ("plus", "business", "entry", "verified")]

    def file_or_change(number, to):
        return people.change_tier(carl, to=to) if number else says(carl, topic="deposit-missing")

    for number in range(8):
        at_once(2, partial(file_or_change, to=tiers[number % 4]))
        assert len(set(carl.tickets.values_list("target_seconds", flat=True))) == 1
