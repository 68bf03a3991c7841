"""A tier's own desk: its tickets go to its team, and for everybody else there is no such page."""

import pytest
from django.test import Client

from support.people import actions
from support.people.models import Customer, Entrance, Team, Tier
from tests.tickets.said import answered
from tickets.models import Ticket
from tickets.pricing import PriceBook

DESK = "/tickets/desk/business-desk/"


@pytest.fixture
def desk(house):
    """The desk of the tier Business."""
    return Entrance.objects.create(
        tier=Tier.objects.get(slug="business"),
        slug="business-desk",
        names={"en": "Business desk", "de": "Firmenkunden"},
        team=Team.objects.get(slug="business"),
    )


@pytest.fixture
def as_carl(carl):
    """Carl, of the tier Business, at his browser."""
    actions.change_tier(carl, to=Tier.objects.get(slug="business"))
    browser = Client()
    browser.force_login(carl.user)
    return browser


def form(**said):
    known = {"happened": "The payout of our fund is late", "key": "k1"}
    return known | (answered(said["topic"]) if "topic" in said else {}) | said


def test_what_is_filed_there_goes_to_its_team_at_the_topic_s_severity(desk, as_carl, carl):
    assert as_carl.get(DESK).status_code == 200
    answer = as_carl.post(DESK, form(topic="bank-deposit-missing"))
    ticket = Ticket.objects.get()
    assert answer.headers["Location"] == f"/tickets/{ticket.reference}/"
    assert ticket.team == desk.team
    assert ticket.team != ticket.topic.team
    assert ticket.severity == ticket.topic.severity
    assert ticket.events.get(kind="opened").detail["entrance"] == "business-desk"
    carl.refresh_from_db()
    promised = PriceBook().first_reply(ticket.severity, carl.tier, "web", topic=ticket.topic, team=desk.team)
    assert ticket.target_seconds == promised.seconds


def test_what_is_urgent_goes_to_those_who_serve_it_for_everybody(desk, as_carl):
    as_carl.post(DESK, form(topic="account-takeover"))
    ticket = Ticket.objects.get()
    assert (ticket.severity, ticket.team) == (0, ticket.topic.team)
    assert "This is urgent" in as_carl.get(f"{DESK}?topic=account-takeover").content.decode()


def test_what_an_answer_makes_urgent_goes_to_those_too(desk, as_carl):
    as_carl.post(DESK, form(topic="email-lost", asked="email-lost", **{"f-mail_reason": "hacked"}))
    ticket = Ticket.objects.get()
    assert (ticket.severity, ticket.team) == (0, ticket.topic.team)


def test_an_answer_that_makes_nothing_urgent_leaves_it_to_the_entrance(desk, as_carl):
    as_carl.post(DESK, form(topic="email-lost"))
    assert Ticket.objects.get().team == desk.team


def test_without_a_topic_it_is_the_usual_severity(desk, as_carl):
    as_carl.post(DESK, form())
    assert Ticket.objects.get().severity == 3


def test_the_usual_form_still_leads_to_the_topic_s_team(desk, as_carl):
    as_carl.post("/tickets/new/", form(topic="bank-deposit-missing"))
    ticket = Ticket.objects.get()
    assert ticket.team == ticket.topic.team


def test_a_team_cannot_be_chosen_by_hand(desk, as_carl):
    crafted = form(topic="bank-deposit-missing", team=desk.team_id, severity=0, target=1)
    as_carl.post("/tickets/new/", crafted)
    ticket = Ticket.objects.get()
    assert (ticket.team, ticket.severity) == (ticket.topic.team, ticket.topic.severity)


def test_a_refused_form_keeps_what_was_typed_and_stays_at_the_desk(desk, as_carl):
    answer = as_carl.post(DESK, form(happened="", did="We called"))
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "We called" in said
    assert f'action="{DESK}"' in said
    assert not Ticket.objects.exists()


def test_sent_twice_even_by_another_door_it_is_one_ticket(desk, as_carl):
    for door in (DESK, DESK, "/tickets/new/"):
        as_carl.post(door, form())
    assert Ticket.objects.get().team == desk.team


@pytest.mark.parametrize("path", ["/", "/tickets/", "/tickets/new/"])
def test_its_customers_find_it_on_their_pages_and_nobody_else_does(desk, as_carl, cleo, path):
    assert DESK in as_carl.get(path).content.decode()
    assert "Firmenkunden" in as_carl.get(path, headers={"Accept-Language": "de"}).content.decode()
    other = Client()
    assert DESK not in other.get(path).content.decode()
    other.force_login(cleo.user)
    assert DESK not in other.get(path).content.decode()


# Everybody else.


def refused(browser):
    for answer in (browser.get(DESK), browser.post(DESK, form(email="a@b.example")), browser.head(DESK)):
        assert answer.status_code == 404
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("who", ["nobody", "cleo", "carl", "ada", "sam", "root"])
def test_whoever_is_of_another_tier_finds_no_such_page(request, desk, who):
    browser = Client()
    if who != "nobody":
        person = request.getfixturevalue(who)
        browser.force_login(getattr(person, "user", person))
    refused(browser)


def test_an_agent_with_a_customer_s_row_of_that_tier_finds_no_such_page(desk, ada):
    Customer.objects.create(user=ada, tier=desk.tier)
    browser = Client()
    browser.force_login(ada)
    refused(browser)


def test_it_closes_at_once_when_the_tier_is_lost_or_nobody_vouches_for_it(desk, as_carl, carl):
    assert as_carl.get(DESK).status_code == 200
    actions.forget_tier(carl, reason="the exchange no longer confirms it")
    refused(as_carl)


def test_a_lower_tier_s_desk_opens_for_higher_ones_only_where_it_says_so(desk, as_carl, cleo):
    plus = Entrance.objects.create(
        tier=Tier.objects.get(slug="plus"), slug="plus-desk", names={"en": "Plus"}, team=desk.team
    )
    assert as_carl.get("/tickets/desk/plus-desk/").status_code == 404
    plus.lets_higher_in = True
    plus.save()
    assert as_carl.get("/tickets/desk/plus-desk/").status_code == 200
    lower = Client()
    lower.force_login(cleo.user)
    assert lower.get("/tickets/desk/plus-desk/").status_code == 404


def test_a_desk_that_is_none_is_not_found(as_carl, house):
    assert as_carl.get("/tickets/desk/nowhere/").status_code == 404
