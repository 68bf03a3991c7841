"""In a burst one ticket more costs its browser a little reckoning: signed, for one form, once, in time."""

import base64
import json
import re
import uuid
from html import unescape

import pytest
from altcha import v1 as altcha
from django.test import Client

from tests.tickets.browsing import HTMX
from tests.together import at_once
from tickets import defaults, floods, tolls
from tickets.models import Ticket

NEW = "/tickets/new/"
ONE = floods.Limit("one", most=1, seconds=3600, stop=20)


@pytest.fixture(autouse=True)
def nobody_was_here(valkey, time_machine):
    """Counters of earlier stories are gone, and no window ends meanwhile."""
    time_machine.move_to("2026-11-22 10:05Z", tick=False)


@pytest.fixture
def easy(monkeypatch):
    """So that Python finds the number in no time."""
    monkeypatch.setattr(tolls, "HASHES", 80)
    monkeypatch.setattr(tolls, "URGENT", 10)


def due(form="form-1", paid="", *, limit=ONE, urgent=False):
    return tolls.due([(limit, "somebody")], form=form, paid=paid, is_urgent=urgent)


def pay(toll, **changed):
    """What a browser sends when it has reckoned."""
    told = json.loads(toll.challenge)
    found = altcha.solve_challenge(told["challenge"], told["salt"], "SHA-256", told["maxNumber"])
    answer = {name: told[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return encode(answer | {"number": found.number} | changed)


def encode(answer):
    return base64.b64encode(json.dumps(answer).encode()).decode()


# A toll.


def test_below_the_limit_nothing_is_owed():
    assert due() is None
    assert due() is None  # the same form again


def test_above_it_the_right_number_lets_one_form_pass_once(easy):
    due("form-0")
    toll = due()
    paid = pay(toll)
    assert due(paid=paid) is None
    again = due(paid=paid)
    assert again.challenge
    assert again.challenge != toll.challenge


def test_an_answer_for_one_form_is_none_for_another(easy):
    due("form-0")
    assert due("form-2", paid=pay(due())).challenge


def test_ten_minutes_later_an_answer_is_none(easy, time_machine):
    due("form-0")
    paid = pay(due())
    time_machine.move_to("2026-11-22 10:15:01Z", tick=False)
    assert due(paid=paid).challenge


def test_another_houses_answer_is_none(easy, settings):
    due("form-0")
    settings.SECRET_KEY = "the secret of another house, long enough to be one as well"
    paid = pay(due())
    settings.SECRET_KEY = "the secret of this house, long enough to be one as well"
    assert due(paid=paid).challenge


@pytest.mark.parametrize(
    "changed",
    [
        {"number": -1},
        {"number": True},
        {"number": "1"},
        {"number": 10**400},
        {"algorithm": "SHA-1"},
        {"algorithm": None},
        {"signature": "0" * 64},
        {"signature": "é"},
        {"signature": 7},
        {"challenge": ""},
        {"salt": ["x"]},
        {"salt": "abc?expires=99999999999&form=x&"},
    ],
)
def test_a_changed_answer_is_none(easy, changed):
    due("form-0")
    assert due(paid=pay(due(), **changed)).challenge


@pytest.mark.parametrize(
    "paid", ["x", "\0", "é", "bnVsbA==", "W10=", "e30=", "NQ==", "A" * 50_000, "W1" * 500, "//8="]
)
def test_what_is_no_answer_is_none(easy, paid):
    due("form-0")
    assert due(paid=paid).challenge


def test_it_costs_more_the_more_there_is_and_less_when_money_is_at_risk(easy):
    costs = []
    for number in range(12):
        toll = due(f"form-{number}")
        costs.append(json.loads(toll.challenge)["maxNumber"] // 80 if toll else 0)
    assert costs == [0, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4, 4]
    assert json.loads(due("form-12", urgent=True).challenge)["maxNumber"] == 40


def test_beyond_the_stop_only_waiting_helps_but_never_for_what_is_urgent(easy):
    for number in range(20):
        due(f"form-{number}")
    stopped = due("form-20")
    assert (stopped.challenge, 0 < stopped.wait <= 3600) == ("", True)
    urgent = due("form-21", urgent=True)
    assert due("form-21", paid=pay(urgent), urgent=True) is None


def test_nobody_is_stopped_by_what_others_send_in_their_name(easy):
    anybody = floods.Limit("anybody", most=1, seconds=3600)
    for number in range(300):
        toll = due(f"form-{number}", limit=anybody)
    assert due("form-299", paid=pay(toll), limit=anybody) is None


# The form.


def answers(**more):
    """A filled form."""
    told = {"happened": "My deposit is missing", "email": "gus@guest.example", "repeats": "new"}
    return told | {"key": uuid.uuid4().hex} | more


def asked(page):
    """The challenge on a page."""
    return tolls.Toll(0, unescape(re.search(r'data-challenge="([^"]+)"', page.content.decode())[1]))


@pytest.mark.django_db
def test_a_guest_s_form_passes_with_its_toll(client, house, easy):
    for _ in range(5):
        client.post(NEW, answers())
    form = answers(happened="One more thing")
    page = client.post(NEW, form)
    assert (page.status_code, page["Retry-After"]) == (422, "3300")
    paid = form | {"toll": pay(asked(page))}
    assert client.post(NEW, paid).status_code == 302
    assert Ticket.objects.count() == 6
    assert client.post(NEW, paid | {"key": uuid.uuid4().hex}).status_code == 422  # another form
    assert client.post(NEW, paid | {"email": "other@guest.example"}).status_code == 302  # owes nothing yet
    assert Ticket.objects.count() == 7


@pytest.mark.django_db
def test_an_emergency_passes_however_many_came_before(client, house, easy, monkeypatch):
    monkeypatch.setattr(floods, "TICKETS_AN_ADDRESS", floods.Limit("tickets-ip", 1, 3600, stop=2))
    for _ in range(3):
        page = client.post(NEW, answers(topic="fees"))
    assert page.status_code == 429
    assert "data-challenge" not in page.content.decode()
    monkeypatch.setattr(floods, "ALARMS_AN_ADDRESS", floods.Limit("alarms-ip", 1, 3600))
    assert client.post(NEW, answers(topic="account-takeover")).status_code == 302
    form = answers(topic="account-takeover")
    second = client.post(NEW, form, headers=HTMX)  # a script can reckon
    assert second.status_code == 422
    assert client.post(NEW, form | {"toll": pay(asked(second))}).status_code == 302
    assert set(Ticket.objects.filter(topic__slug="account-takeover").values_list("severity")) == {(0,)}


@pytest.mark.django_db
def test_a_burst_of_all_guests_asks_each_and_nobody_who_signs_in(client, house, easy, carl, monkeypatch):
    monkeypatch.setattr(floods, "TICKETS_OF_GUESTS", floods.Limit("tickets-guests", 2, 60))
    for number in range(2):
        assert client.post(NEW, answers(email=f"g{number}@guest.example")).status_code == 302
    page = Client(REMOTE_ADDR="10.1.2.3").post(NEW, answers(email="other@guest.example"))
    assert (page.status_code, page["Retry-After"]) == (422, "60")
    signed_in = Client()
    signed_in.force_login(carl.user)
    assert signed_in.post(NEW, answers()).status_code == 302


@pytest.mark.django_db
def test_a_page_that_owes_nothing_asks_for_nothing(client, house):
    assert "<pay-toll" not in client.get(NEW).content.decode()
    assert "<pay-toll" not in client.post(NEW, answers(happened="")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_forty_forms_at_once_as_many_pass_freely_as_the_limit_says():
    defaults.prepare()
    forms = [answers(email=f"g{number}@guest.example") for number in range(40)]
    found = [answer.status_code for answer in at_once(40, lambda n: Client().post(NEW, forms[n]))]
    assert sorted(found) == [302] * 10 + [422] * 30
    assert Ticket.objects.count() == 10
