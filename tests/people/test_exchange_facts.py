"""The exchange's facts of an account: those we know, signed, never a balance; or honestly none."""

import pytest

from support.audit.models import Entry
from support.people import exchange_facts
from support.people.exchange_facts import State, about
from tests.fakes.exchange import OTHER, SECRET, Exchange
from tests.fakes.loopback import Answer, serving
from tickets.desk import facts

TOLD = {
    "account": "restricted",
    "account_since": "2026-11-20T10:00:00Z",
    "holds": [{"kind": "new-device", "until": "2026-11-24T10:00:00Z"}, {"kind": "<script>"}, 7],
    "last_withdrawal": {
        "state": "held",
        "at": "2026-11-21T10:00:00Z",
        "asset": "usdt",
        "id": "W7K2QX9F3TB8ZC",
    },
    "last_deposit": {"state": "imagined"},
    "second_factor": True,
    "balance": "81234.55",
    "passport": "C01X00T47",
}


@pytest.fixture
def exchange(settings, valkey):
    with serving(Exchange()) as server:
        settings.EXCHANGE_FACTS_URL, settings.EXCHANGE_SECRETS = f"{server.url}/support/facts", [SECRET]
        settings.EXCHANGE_TIMEOUT = 1
        exchange_facts.cache.clear()
        yield server
    exchange_facts.cache.clear()


def test_known_facts_are_told_and_everything_else_stays_where_it_is(exchange, carl):
    exchange.facts[carl.exchange_id] = TOLD
    answer = about(carl)
    assert answer.state == State.SAID
    said = [(line.label, line.words) for line in facts.lines(answer)]
    assert said == [
        ("Account", "Restricted"),
        ("Hold", "Held after a new device"),
        ("Last withdrawal", "On hold"),
        ("Second factor", "On"),
    ]
    shown = str(answer) + str(facts.lines(answer))
    assert "••••B8ZC" in shown
    for hidden in ("81234", "C01X", "script", "W7K2QX9F3TB8ZC"):
        assert hidden not in shown


def test_it_is_asked_once_a_minute(exchange, carl, cleo):
    exchange.facts[carl.exchange_id] = exchange.facts[cleo.exchange_id] = TOLD
    assert about(carl) == about(carl)
    assert len(exchange.calls) == 1
    about(cleo)
    assert len(exchange.calls) == 2


def lie(**told):
    return lambda call, honest: Exchange().says({"customer": "MX-CARL"} | TOLD, call, **told)


@pytest.mark.parametrize(
    "fault",
    [
        lie(secret=OTHER),
        lie(name="facts_of_another_question"),
        lambda call, honest: Exchange().says({"customer": "MX-CLEO"} | TOLD, call),
        lambda call, honest: Exchange().says(b"<html>", call),
        lambda call, honest: Exchange().says({"customer": "MX-CARL", "balance": "1"}, call),
        lambda call, honest: Exchange().says({"customer": "MX-CARL", "x": "y" * 20_000}, call),
        lambda call, honest: Answer(404, {}),
    ],
)
def test_nonsense_is_shown_as_nothing(exchange, carl, fault):
    exchange.faults.append(fault)
    answer = about(carl)
    assert answer.state == State.NONSENSE
    assert facts.lines(answer) == []


@pytest.mark.parametrize("fault", [Answer(503), Answer(lost=True), Answer(late=True)])
def test_an_exchange_that_is_silent_is_left_in_peace(exchange, carl, cleo, fault):
    exchange.faults.append(lambda call, honest: fault)
    assert about(carl).state == State.SILENT
    asked = len(exchange.calls)
    assert about(cleo).state == State.SILENT
    assert len(exchange.calls) == asked
    exchange_facts.cache.delete(exchange_facts.SILENT)
    exchange.facts[carl.exchange_id] = TOLD
    assert about(carl).state == State.SAID


def test_an_exchange_that_is_down_is_silent(settings, exchange, carl):
    settings.EXCHANGE_FACTS_URL = "http://127.0.0.1:9/facts"
    assert about(carl).state == State.SILENT


def test_nobody_is_asked_about_nobody_or_without_an_exchange(settings, exchange, carl, xenia):
    assert about(xenia).state == State.NOBODY
    settings.EXCHANGE_FACTS_URL = ""
    assert about(carl).state == State.OFF
    assert not exchange.calls


def test_the_desk_shows_them_with_their_time_and_writes_down_who_looked(exchange, carl, says, client, ada):
    exchange.facts[carl.exchange_id] = TOLD
    ticket = says(carl)
    client.force_login(ada)
    whole = client.get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert "Restricted" not in whole
    assert not exchange.calls
    shown = client.get(f"/desk/tickets/{ticket.pk}/account/", headers={"HX-Request": "true"}).content.decode()
    assert "Restricted" in shown
    assert "as of" in shown
    assert "81234" not in shown
    assert Entry.objects.get(action="account.viewed").detail == {"ticket": ticket.reference}
