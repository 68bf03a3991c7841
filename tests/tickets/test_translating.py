"""A message beside its translation: by button or by itself, for whoever may read it, never instead of it."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from support.audit.models import Entry
from tests.fakes.loopback import answers
from tests.fakes.translator import translating
from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.models import Pen, Translated

GERMAN = "Wo sind meine 250 USDT?"


@pytest.fixture
def server(settings, valkey):
    cache.clear()
    with translating(settings) as up:
        yield up


@pytest.fixture
def ticket(carl, says):
    return says(carl, GERMAN, language="de")


def asked(desk, ticket, seq=None, **more):
    seq = seq or ticket.messages.first().seq
    return desk.get(reverse("desk:translation", args=[ticket.pk, seq]), **more)


def test_without_a_translator_nothing_is_offered(desk, ticket):
    assert "translation" not in page(desk, "ticket", ticket.pk)
    assert asked(desk, ticket).status_code == 404


def test_a_button_brings_the_translation_and_the_original_stays(desk, ada, ticket, server):
    shown = page(desk, "ticket", ticket.pk)
    assert "/translation/" in shown
    assert "intersect once, click" not in shown
    assert not server.calls
    part = asked(desk, ticket, headers=HTMX).content.decode()
    assert "eniem 250 USDT" in part.replace('<span class="id">', "").replace("</span>", "")
    assert "Translated by a machine from: German" in part
    whole = asked(desk, ticket).content.decode()
    assert "Wo sind meine" in whole
    assert Entry.objects.filter(action="message.translated", by=ada).count() == 2


def test_a_text_is_asked_for_once(desk, ticket, server):
    for _ in range(3):
        asked(desk, ticket)
    assert len(server.calls) == Translated.objects.count() == 1


def test_who_reads_the_language_is_offered_nothing(desk, carl, says, server):
    ticket = says(carl, "Where is it?", language="en")
    assert "/translation/" not in page(desk, "ticket", ticket.pk)
    assert asked(desk, ticket).status_code == 404


def test_an_agent_may_have_it_always_but_notes_leave_only_when_asked(desk, ada, ticket, server):
    actions.note(ticket, by=ada, body="eine Notiz unter uns", key="n")
    desk.post(reverse("desk:pen"), {"undo_seconds": "10", "translates": "on"})
    assert Pen.objects.get(user=ada).translates
    assert page(desk, "ticket", ticket.pk).count("intersect once, click") == 1
    assert not server.calls


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (answers(500), "does not answer"),
        (answers(429, Retry_After="20"), "Try again in 20 seconds"),
        (answers(429), "busy"),
        (answers(400), "does not take this text"),
        (answers(200, {"translatedText": "Where are my 900 USDT?"}), "so it is not shown"),
    ],
)
def test_trouble_is_said_and_nothing_false_is_shown_or_kept(desk, ticket, server, fault, words):
    server.faults.append(fault)
    shown = asked(desk, ticket).content.decode()
    assert words in shown
    assert "Wo sind meine" in shown
    assert "900" not in shown
    assert not Translated.objects.exists()


def test_who_may_not_read_it_gets_no_translation_either(client, ben, carl, sign_in, ticket, server):
    for user in (ben, carl.user):
        assert asked(sign_in(user), ticket).status_code == 404
    assert asked(client, ticket).status_code == 302
    assert not server.calls
