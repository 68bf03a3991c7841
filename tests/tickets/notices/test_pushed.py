"""Browser push: signed by us, readable by one browser, patient with services, and silent about people."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from support.people.models import Team
from tests.fakes.loopback import answers, drops
from tests.fakes.push_service import BrowserOnLoopback, push_service, unb64
from tickets import actions, clock
from tickets.models import Device, Event, Push
from tickets.notices import keys, making, pushing, sealing

# RFC 8291, appendix A
PLAIN = b"When I grow up, I want to be a watermelon"
RFC = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


@pytest.fixture
def service(settings):
    """A push service that knows our key; nothing else is ever called."""
    settings.PUSH_PRIVATE_KEY = keys.make()
    with push_service(keys.public()) as running:
        settings.PUSH_SERVICES = [running.url]
        yield running


@pytest.fixture
def browser(service, ada):
    """A browser of Ada's that agreed."""
    one = service.browser()
    Device.objects.create(user=ada, **one.subscription)
    return one


@pytest.fixture
def ticket(ada, carl, says):
    return actions.claim(says(carl, "Very private words", subject="Private"), by=ada)


def news(says, carl, ticket):
    says(carl, "More private words", ticket=ticket)
    making.make(Event.objects.select_related("ticket").latest("pk"))


def test_a_message_is_sealed_as_the_rfc_has_it():
    salt, once = unb64("DGv6ra1nlYgDCS1FRnbzlw"), "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
    assert keys.encoded(sealing.sealed(PLAIN, salt=salt, once=once, **RFC)) == SEALED


def test_news_reaches_the_browser_without_a_name_or_a_word(service, browser, carl, says, ticket):
    news(says, carl, ticket)
    assert pushing.push_the_due() == 1
    assert pushing.push_the_due() == 0  # once
    [call] = service.calls
    assert service.is_ours(call.headers["authorization"])
    assert (call.headers["ttl"], call.headers["urgency"]) == ("3600", "normal")
    said = browser.read(call.body)
    assert said == {"kind": "wrote", "reference": ticket.reference, "severity": ticket.severity}


def test_what_is_grave_is_urgent(service, browser, ada, carl, says):
    news(says, carl, actions.claim(says(carl, topic="account-takeover"), by=ada))
    pushing.push_the_due()
    assert service.calls[0].headers["urgency"] == "high"


def test_a_signature_by_another_key_is_refused_by_the_service(service, browser, settings, carl, says, ticket):
    news(says, carl, ticket)
    settings.PUSH_PRIVATE_KEY = keys.make()  # the fake is a judge, not a stamp
    assert pushing.push_the_due() == 0
    assert len(service.calls) == 1
    assert Push.objects.get().due_at is None  # 403: trying again helps nobody


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(service, browser, carl, says, ticket, status):
    service.faults.append(answers(status))
    news(says, carl, ticket)
    pushing.push_the_due()
    assert not Device.objects.exists()


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_asks_for_patience_gets_it(service, browser, carl, says, ticket, status):
    service.faults.append(answers(status, Retry_After="600"))
    with time_machine.travel(datetime.now(UTC), tick=False) as travelling:
        news(says, carl, ticket)
        assert pushing.push_the_due() == 0
        travelling.shift(timedelta(seconds=590))
        news(says, carl, ticket)  # nor is it asked for something else meanwhile
        assert clock.push_the_late() == 0
        assert len(service.calls) == 1
        travelling.shift(timedelta(seconds=15))
        assert clock.push_the_late() == 2


def test_retry_after_may_be_a_date(service, browser, carl, says, ticket):
    now = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)
    with time_machine.travel(now, tick=False) as travelling:
        said = format_datetime(now + timedelta(minutes=5), usegmt=True)
        service.faults.append(answers(503, Retry_After=said))
        news(says, carl, ticket)
        pushing.push_the_due()
        travelling.shift(timedelta(seconds=299))
        assert clock.push_the_late() == 0
        assert len(service.calls) == 1


def test_tries_are_bounded_and_old_news_is_dropped(service, browser, carl, says, ticket):
    service.faults += [drops] * 20
    with time_machine.travel(datetime.now(UTC), tick=False) as travelling:
        news(says, carl, ticket)
        for _ in range(20):
            clock.push_the_late()
            travelling.shift(timedelta(minutes=15))
    assert len(service.calls) <= len(pushing.PAUSES) + 1
    assert Push.objects.get().due_at is None


def test_nothing_is_pushed_about_a_ticket_that_left_or_was_read(service, browser, sam, carl, says, ticket):
    news(says, carl, ticket)
    actions.assign(ticket, by=sam, team=Team.objects.get(slug="payments"))
    assert pushing.push_the_due() == 0
    assert service.calls == []


def test_a_browser_agrees_and_is_forgotten(service, ada, ben, sign_in):
    one, client = service.browser(), sign_in(ada)
    assert client.post(reverse("desk:devices"), one.subscription | {"name": "Chrome"}).status_code == 201
    assert client.post(reverse("desk:devices"), one.subscription).status_code == 201  # twice is once
    row = Device.objects.get()
    sign_in(ben).post(reverse("desk:device-forget"), {"device": row.pk})
    assert Device.objects.filter(pk=row.pk).exists()  # not his
    client.post(reverse("desk:device-forget"), {"device": row.pk})
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://127.0.0.1:6379/"},
        {"endpoint": "https://fcm.googleapis.com@evil.example/"},
        {"p256dh": "short"},
        {"auth": "!"},
        {"p256dh": ""},
    ],
)
def test_what_is_no_subscription_is_refused(service, ada, sign_in, wrong):
    said = service.browser().subscription | wrong
    assert sign_in(ada).post(reverse("desk:devices"), said).status_code == 422
    assert not Device.objects.exists()


def test_without_a_key_the_way_is_shown_as_not_configured(ada, sign_in, settings):
    settings.PUSH_PRIVATE_KEY = ""
    page = sign_in(ada).get(reverse("desk:wishes")).content.decode()
    assert "not configured" in page
    said = BrowserOnLoopback("https://fcm.googleapis.com/x").subscription
    assert sign_in(ada).post(reverse("desk:devices"), said).status_code == 409


def test_a_command_makes_a_key(capsys, settings):
    call_command("push_key")
    name, _, key = capsys.readouterr().out.strip().partition("=")
    settings.PUSH_PRIVATE_KEY = key
    assert name == "PUSH_PRIVATE_KEY"
    assert len(unb64(keys.public())) == 65


def test_the_script_that_shows_them_speaks_the_readers_language(client):
    answer = client.get("/sw-desk.js", headers={"Accept-Language": "en"})
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/desk/"
    assert json.dumps("The customer wrote") in answer.content.decode()
