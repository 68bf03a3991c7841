"""What no window of ours would send gets a clear answer, and the line stays open."""

import json

import pytest
from django.db import connection

from livechat import lines
from tests.windows import here
from tickets.models import Message

TOO_DEEP = "[" * 50_000
FRAMES = [
    ("{broken", {"error": "not understood"}),
    (TOO_DEEP, {"error": "not understood"}),
    ("[]", {"error": "not understood"}),
    ("null", {"error": "not understood"}),
    ('"say"', {"error": "not understood"}),
    ("{}", {"error": "not understood"}),
    (json.dumps({"say": 7, "id": "line-0001"}), {"error": "not understood"}),
    (json.dumps({"say": ["a"], "id": "line-0001"}), {"error": "not understood"}),
    (json.dumps({"say": "no id"}), {"error": "not understood"}),
    (json.dumps({"say": "bad id", "id": "a:b/../c d"}), {"error": "not understood"}),
    (json.dumps({"say": "long id", "id": "x" * 65}), {"error": "not understood"}),
    (json.dumps({"after": "1"}), {"error": "not understood"}),
    (json.dumps({"after": -1}), {"error": "not understood"}),
    (json.dumps({"after": True}), {"error": "not understood"}),
    (json.dumps({"after": 10**30}), {"error": "not understood"}),
    (json.dumps({"seen": 2**31}), {"error": "not understood"}),
    (json.dumps({"seen": 1.5}), {"error": "not understood"}),
    (json.dumps({"typing": "yes"}), {"error": "not understood"}),
    (json.dumps({"state": "please"}), {"error": "not understood"}),
    (json.dumps({"claim": 1}), {"error": "not understood"}),
    ("x" * 65_537, {"error": "too large", "most": 65536}),
    ("x" * 1_000_000, {"error": "too large", "most": 65536}),
]


def test_broken_frames_get_an_error_and_change_nothing(play, stranger):
    async def story():
        answers = []
        async with stranger.window() as window:
            for text, _ in FRAMES:
                await window.line.send_to(text_data=text)
                answers.append(await window.hear())
            await window.line.send_to(bytes_data=b"\xff\xfe\x00")
            answers.append(await window.hear())
            await window.say("Still here")
        return answers

    assert play(story) == [*(answer for _, answer in FRAMES), {"error": "not text", "most": 65536}]
    assert [message.body for message in Message.objects.all()] == ["Still here"]


@pytest.mark.parametrize("body", ["", "   ", "\n\t"])
def test_an_empty_line_is_refused_by_its_id(play, stranger, body):
    async def story():
        async with stranger.window() as window:
            await window.send(say=body, id="line-0001")
            return await window.hear("refused")

    refused = play(story)
    assert (refused["id"], refused["why"]) == ("line-0001", "empty")


def test_a_line_too_long_is_refused_and_the_longest_is_kept_whole(play, stranger):
    async def story():
        async with stranger.window() as window:
            await window.send(say="é" * (lines.LONGEST + 1), id="line-0001")
            refused = await window.hear("refused")
            await window.say("界" * lines.LONGEST, key="line-0002")
            return refused

    refused = play(story)
    assert (refused["why"], refused["most"]) == ("long", 10_000)
    assert Message.objects.get().body == "界" * lines.LONGEST


def test_letters_that_cannot_be_kept_are_replaced_not_refused(play, stranger):
    async def story():
        async with stranger.window() as window:
            await window.line.send_to(
                text_data='{"say": "a\\u0000b\\ud800c 👍", "id": "line-0001", "topic": "\\u0000"}'
            )
            return await window.hear("kept")

    play(story)
    assert Message.objects.get().body == "a\ufffdb\ufffdc 👍"


def test_markup_is_shown_as_it_was_typed(play, stranger):
    async def story():
        async with stranger.window() as window:
            return await window.say("<img src=x onerror=alert(1)>")

    assert "&lt;img" in play(story)["html"]


def test_a_flood_of_frames_is_told_once_and_dropped(play, stranger, monkeypatch):
    monkeypatch.setattr("support.live.A_SECOND", 0)  # however slow this machine is today

    async def story():
        async with stranger.window() as window:
            for _ in range(200):
                await window.send(typing=True)
            told = await window.hear()
            assert await window.is_quiet()
            return told

    assert play(story)["error"] == "too many"


def test_a_flood_of_lines_is_refused_for_a_while(play, stranger, monkeypatch):
    monkeypatch.setattr(lines, "LINES_A_VISIT", lines.floods.Limit("chat-lines", most=3, seconds=60))

    async def story():
        async with stranger.window() as window:
            for number in range(3):
                await window.say(f"Line {number}", key=f"line-000{number}")
            await window.send(say="One more", id="line-0003")
            return await window.hear("refused")

    refused = play(story)
    assert (refused["id"], refused["why"]) == ("line-0003", "many")
    assert 0 < refused["after"] <= 60
    assert Message.objects.count() == 3


def test_an_unknown_topic_is_told_and_no_reason_to_refuse(play, stranger):
    async def story():
        async with stranger.window() as window:
            return await window.say("Hello", topic="no-such-topic")

    assert play(story)["topic"] is None
    assert Message.objects.get().ticket.topic is None


def test_a_database_connection_that_broke_is_not_noticed(play, stranger):
    def hang_up():
        connection.ensure_connection()
        other = connection.copy()
        with other.cursor() as cursor:
            pid = connection.connection.info.backend_pid
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])  # waits until it is gone
        other.close()

    async def story():
        async with stranger.window() as window:
            await here(hang_up)
            await window.say("Hello")

    play(story)
    assert Message.objects.count() == 1


def test_when_the_database_refuses_the_window_is_asked_to_try_again(play, stranger):
    def rename(before, after):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {before} RENAME TO {after}")

    async def story():
        async with stranger.window() as window:
            await here(rename, "livechat_visit", "mislaid")
            await window.send(say="Hello", id="line-0001")
            failed = await window.hear()
            await here(rename, "mislaid", "livechat_visit")
            return failed, await window.say("Hello")

    failed, _ = play(story)
    assert failed == {"error": "try again"}
    assert Message.objects.count() == 1
