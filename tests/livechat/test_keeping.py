"""The whole conversation as a file: what its visitor may read, and for nobody else."""

import pytest
from django.test import Client

from tests.livechat.test_files import sends
from tests.windows import here
from tickets import actions
from tickets.models import Ticket

FILE = "/chat/transcript/file/"


@pytest.fixture
def talked(play, stranger, ada, settings):
    """A stranger and Ada have talked, with a note of hers, a line taken back and a file."""
    settings.EXCHANGE_NAME = "Meridian Exchange"

    async def story():
        token = await here(sends, stranger)
        async with stranger.window() as window:
            await window.say("Grüße, my withdrawal hangs", files=[{"token": token}])
            await window.say("My flat is in Elm Street", key="line-0002")
            await window.send(withdraw="line-0002", id="back-1")
            await window.hear("corrected")
            ticket = await here(actions.claim_next, ada)
            await here(actions.note, ticket, by=ada, body="looks like fraud", key="n")
            await here(actions.reply, ticket, by=ada, body="I look at it now", key="r")

    play(story)
    return Ticket.objects.get()


@pytest.mark.usefixtures("somewhere")
def test_all_that_was_said_is_kept_as_plain_text_with_zones_and_names(talked, stranger):
    answer = stranger.client.get(FILE)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{talked.reference}.txt"'
    kept = answer.content.decode()
    file = talked.messages.order_by("seq")[0].attachments.get()
    assert kept.startswith(f"Meridian Exchange, {talked.reference}\n")
    assert "(UTC+00:00)] You\nGrüße, my withdrawal hangs\n+ " + file.name in kept
    assert "] You\nYou took this message back.\n" in kept
    assert "] Ada, Meridian\nI look at it now" in kept
    assert kept.index("withdrawal hangs") < kept.index("I look at it now")


@pytest.mark.usefixtures("somewhere")
def test_no_note_no_withdrawn_word_and_no_surname_is_in_it(talked, stranger, ada):
    kept = stranger.client.get(FILE).content.decode()
    assert "fraud" not in kept
    assert "Elm Street" not in kept
    first, last = ada.name.split()
    assert first in kept
    assert last not in kept


@pytest.mark.usefixtures("somewhere")
def test_it_is_in_the_readers_language_and_zone(talked, stranger):
    stranger.client.cookies["zone"] = "Asia/Kolkata"
    stranger.client.get("/chat/", headers={"Accept-Language": "de"})
    kept = stranger.client.get(FILE).content.decode()
    assert "(UTC+05:30)] Sie\n" in kept


@pytest.mark.usefixtures("somewhere")
def test_another_visitor_and_nobody_are_told_that_there_is_nothing(talked):
    other = Client()
    assert other.get(FILE).status_code == 404
    other.get("/chat/")
    assert other.get(FILE).status_code == 404  # a chat of their own, with nothing said in it
    assert other.get(FILE, headers={"Authorization": "Bearer made-up"}).status_code == 404
