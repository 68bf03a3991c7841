"""We ask the exchange. An absent, slow or lying one leaves a tier unknown: the normal queue, never higher."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from support.audit.models import Entry
from support.people import actions, exchange, tiers
from support.people.models import Customer, Tier
from tests.fakes.exchange import OTHER, SECRET, Exchange, headers
from tests.fakes.loopback import Answer, answers, drops, serving, takes_and_stalls
from tickets import clock
from tickets.pricing import PriceBook


@pytest.fixture
def meridian(settings, valkey):
    """The exchange, up and honest."""
    with serving(Exchange()) as server:
        settings.EXCHANGE_URL, settings.EXCHANGE_SECRETS = f"{server.url}/support", [SECRET]
        settings.EXCHANGE_TIMEOUT = 0.5
        yield server


@pytest.fixture
def una(house):
    """A customer of the exchange of whom we know nothing but the id."""
    return Customer.objects.create(name="Una", exchange_id="MX-UNA")


def stands(customer):
    customer.refresh_from_db()
    return customer.tier.slug, customer.tier_source


# Told.


def test_what_the_exchange_signs_is_believed_and_written_down(meridian, una):
    meridian.tiers["MX-UNA"] = "plus"
    assert tiers.learn_tier(una)
    assert stands(una) == ("plus", "asked")
    detail = Entry.objects.get(action="tier.changed").detail
    assert (detail["before"], detail["after"], detail["source"]) == ("unknown", "plus", "asked")


def test_the_question_is_signed_and_names_the_customer(meridian, una):
    meridian.tiers["MX-UNA"] = "plus"
    tiers.learn_tier(una)
    assert [call.path for call in meridian.calls] == ["/support/customers/MX-UNA"]


@pytest.mark.parametrize("odd", ["a/b", "..", "a b", "ü?x=1#y", "%2F"])
def test_an_id_leads_nowhere_else(meridian, house, odd):
    customer = Customer.objects.create(exchange_id=odd)
    meridian.tiers[odd] = "plus"
    assert tiers.learn_tier(customer)
    assert meridian.calls[0].path.startswith("/support/customers/")
    assert stands(customer) == ("plus", "asked")


def test_an_answer_during_a_rotation_may_be_signed_with_either_secret(meridian, una, settings):
    settings.EXCHANGE_SECRETS = [OTHER, SECRET]
    meridian.faults = [lambda call, go: meridian.says({"customer": "MX-UNA", "tier": "plus"}, call)]
    assert tiers.learn_tier(una)


def test_word_that_came_while_we_asked_is_newer_than_the_answer(una):
    asked_at = timezone.now() - timedelta(seconds=1)
    actions.change_tier(una, to=Tier.objects.get(slug="verified"))
    assert not actions.change_tier(una, to=Tier.objects.get(slug="business"), at=asked_at)
    assert stands(una)[0] == "verified"


# Not told.


def lie(**said):
    """The exchange says something else; `secret`, `name` and `status` sign it otherwise."""
    more = {key: said.pop(key) for key in ("secret", "name", "status") if key in said}

    def fault(call, go):
        return fault.server.says({"customer": "MX-UNA", "tier": "business"} | said, call, **more)

    return fault


LIES = {
    "somebody else's secret": lie(secret=OTHER),
    "another question": lie(name="ask_somebody_else"),
    "somebody else": lie(customer="MX-EVE"),
    "an id of another kind": lie(customer=["MX-UNA"]),
    "no tier of ours": lie(tier="diamond"),
    "no tier": lie(tier=None),
    "a tier with a zero": lie(tier="plus\0"),
    "the lowest name in another case": lie(tier="BUSINESS"),
}


@pytest.mark.parametrize("kind", LIES)
def test_a_lie_raises_nobody_and_is_not_asked_twice(meridian, una, kind):
    fault = LIES[kind]
    fault.server = meridian
    meridian.faults = [fault] * 9
    assert not tiers.learn_tier(una)
    assert stands(una) == ("entry", "")
    assert not una.is_tier_known
    assert len(meridian.calls) == 1


def raw(body, status=200, **named):
    return lambda call, go: Answer(status, body, named)


UNSIGNED = {
    "unsigned": raw({"customer": "MX-UNA", "tier": "business"}),
    "no json": raw(b"<html>"),
    "a list": raw(b"[1]"),
    "nested to do harm": raw(b"[" * 10_000),
    "huge": raw(b"x" * (exchange.MAX_BODY + 1)),
    "a redirect": raw({}, 302, Location="http://127.0.0.1:1/customers/MX-UNA"),
    "unknown there": answers(404),
    "refused": answers(403),
    "nothing": raw(b"", 204),
}


@pytest.mark.parametrize("kind", UNSIGNED)
def test_whatever_is_not_signed_raises_nobody(meridian, una, kind):
    meridian.faults = [UNSIGNED[kind]] * 9
    assert not tiers.learn_tier(una)
    assert stands(una) == ("entry", "")
    assert len(meridian.calls) == 1


def test_a_signed_answer_that_is_not_json_is_none(meridian, una):
    meridian.faults = [lambda call, go: meridian.says(b"[" * 9000, call)]
    assert not tiers.learn_tier(una)


def test_an_old_answer_is_none_even_to_this_question(meridian, una):
    def old(call, go):
        body = json.dumps({"customer": "MX-UNA", "tier": "business"}).encode()
        at = int(call.headers["webhook-timestamp"]) - 301
        return Answer(200, body, headers(SECRET, call.headers["webhook-id"], body, at=at))

    meridian.faults = [old]
    assert not tiers.learn_tier(una)
    assert stands(una) == ("entry", "")


@pytest.mark.parametrize("fault", [drops, takes_and_stalls, answers(500), answers(503), answers(429)])
def test_a_silent_one_is_asked_three_times_and_then_left_in_peace(meridian, una, fault):
    meridian.tiers["MX-UNA"] = "business"
    meridian.faults = [fault] * 9
    assert not tiers.learn_tier(una)
    assert len(meridian.calls) == exchange.TRIES
    assert not tiers.learn_tier(una)  # nobody waits again at once
    assert len(meridian.calls) == exchange.TRIES
    assert stands(una) == ("entry", "")


def test_one_that_stumbled_is_believed_at_the_second_try(meridian, una):
    meridian.tiers["MX-UNA"] = "plus"
    meridian.faults = [answers(500)]
    assert tiers.learn_tier(una)


def test_nobody_there_at_all(meridian, una, settings):
    settings.EXCHANGE_URL = "http://127.0.0.1:1"
    assert not tiers.learn_tier(una)
    assert stands(una) == ("entry", "")


# Known, and long ago.


def told(slug, *, days, source="webhook"):
    at = timezone.now() - timedelta(days=days)
    tier = Tier.objects.get(slug=slug)
    return Customer.objects.create(
        name="Old", exchange_id="MX-OLD", tier=tier, tier_source=source, tier_told_at=at
    )


def test_a_known_tier_is_kept_for_a_month_of_silence(meridian, house):
    old = told("plus", days=29)
    meridian.faults = [answers(404)]
    tiers.learn_tier(old)
    assert stands(old) == ("plus", "webhook")


def test_then_it_is_unknown_and_what_waits_follows(meridian, says, house):
    old = told("plus", days=31)
    ticket = says(old, topic="deposit-missing")
    meridian.faults = [answers(404)]
    tiers.learn_tier(old)
    assert stands(old) == ("entry", "")
    ticket.refresh_from_db()
    lowest = PriceBook().first_reply(ticket.severity, Tier.lowest(), "web", topic=ticket.topic)
    assert ticket.target_seconds == lowest.seconds
    event = ticket.events.get(kind="reprioritised")
    assert event.detail["why"] == "Plus → Entry: the exchange no longer confirms it"


def test_one_that_is_confirmed_stays_and_nothing_is_written(meridian, house):
    old = told("plus", days=31)
    meridian.tiers["MX-OLD"] = "plus"
    assert tiers.learn_tier(old)
    old.refresh_from_db()
    assert timezone.now() - old.tier_told_at < timedelta(minutes=1)
    assert not Entry.objects.exists()


def test_what_an_admin_said_is_neither_asked_about_nor_forgotten(meridian, house):
    old = told("plus", days=400, source="admin")
    assert not tiers.is_worth_asking(old)
    meridian.faults = [answers(404)]
    tiers.learn_tier(old)
    assert stands(old) == ("plus", "admin")


# Who asks, and when.


def test_a_new_ticket_has_the_exchange_asked_by_the_least_of_the_workers(
    meridian, una, says, committed, carry_out
):
    meridian.tiers["MX-UNA"] = "business"
    with committed():
        ticket = says(una, topic="deposit-missing")
    before = ticket.target_seconds
    assert "bulk:learn_tier" in carry_out()
    ticket.refresh_from_db()
    assert ticket.target_seconds < before
    assert len(meridian.calls) == 1


@pytest.mark.parametrize("known", ["fresh", "no id", "asked just now", "nobody to ask"])
def test_but_not_without_need(meridian, una, carl, xenia, says, committed, carry_out, settings, known):
    if known == "asked just now":
        Customer.objects.filter(pk=una.pk).update(tier_asked_at=timezone.now())
    if known == "nobody to ask":
        settings.EXCHANGE_URL = ""
    with committed():
        says({"fresh": carl, "no id": xenia}.get(known, una))
    assert "bulk:learn_tier" not in carry_out()
    assert not meridian.calls


def test_the_clock_asks_again_while_somebody_waits(meridian, una, cleo, says, carry_out):
    says(una), says(cleo)
    Customer.objects.create(name="no ticket", exchange_id="MX-NONE")
    assert clock.ask_for_tiers() == 1
    meridian.faults = [answers(404)]
    assert carry_out() == ["bulk:learn_tier"]
    assert clock.ask_for_tiers() == 0  # asked just now
    Customer.objects.filter(pk=una.pk).update(tier_asked_at=timezone.now() - timedelta(minutes=11))
    meridian.tiers["MX-UNA"] = "plus"
    assert clock.ask_for_tiers() == 1
    carry_out()
    assert stands(una) == ("plus", "asked")


def test_queued_twice_it_asks_once(meridian, una, says, carry_out):
    says(una)
    meridian.tiers["MX-UNA"] = "plus"
    assert clock.ask_for_tiers() == clock.ask_for_tiers() == 1
    assert carry_out() == ["bulk:learn_tier"] * 2
    assert len(meridian.calls) == 1


def test_an_unknown_tier_waits_in_the_normal_queue(una, says):
    ticket = says(una, topic="deposit-missing")
    lowest = PriceBook().first_reply(ticket.severity, Tier.lowest(), "web", topic=ticket.topic)
    assert ticket.target_seconds == lowest.seconds
    assert una.tier_words == "Unknown (counts as Entry)"
