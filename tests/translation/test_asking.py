"""A translator that is asked properly, believed carefully, and left in peace when it is in trouble."""

import pytest
from django.core.cache import cache

from support import translation
from tests.fakes.loopback import answers, drops
from tests.fakes.translator import KEY, translating

CARD = "4111 1111 1111 1111"


@pytest.fixture
def server(settings, valkey):
    cache.clear()
    with translating(settings) as up:
        yield up


def ask(words="Wo sind 250 USDT?", source="de", target="en"):
    return translation.translate(words, source=source, target=target)


def test_words_change_and_numbers_stay(server):
    assert ask() == "oW dnis 250 USDT?"
    assert server.calls[0].json == {
        "q": "Wo sind [[0]]?",
        "source": "de",
        "target": "en",
        "format": "text",
        "api_key": KEY,
    }


def test_chinese_and_unknown_languages_are_called_as_the_server_calls_them(server):
    ask(source="", target="zh-hans")
    assert (server.calls[0].json["source"], server.calls[0].json["target"]) == ("auto", "zh")


def test_a_secret_never_leaves(server):
    ask(f"Meine Karte ist {CARD}")
    assert server.heard == ["Meine Karte ist [[0]]"]


def test_what_holds_no_words_is_not_asked_for(server):
    assert (
        ask("250 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
        == "250 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    )
    assert not server.calls


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (answers(500, {"error": "no"}), translation.Silent),
        (answers(400, {"error": "no"}), translation.Refused),
        (answers(403, {"error": "no"}), translation.Refused),
        (answers(302, Location="http://127.0.0.1:1/"), translation.Silent),
        (answers(200, b"<html>"), translation.Silent),
        (answers(200, b"[" * 100_000), translation.Silent),
        (answers(200, {"translatedText": 7}), translation.Silent),
        (answers(200, ["a"]), translation.Silent),
        (answers(200, {"translatedText": " "}), translation.Unfaithful),
        (answers(200, {"translatedText": "[[0]]\0"}), translation.Unfaithful),
        (answers(200, {"translatedText": "Where are they?"}), translation.Unfaithful),
        (answers(200, {"translatedText": "x" * 300_000}), translation.Silent),
        (drops, translation.Silent),
    ],
)
def test_what_is_no_answer_is_no_translation(server, fault, trouble):
    server.faults.append(fault)
    with pytest.raises(trouble):
        ask()


def test_a_slow_one_is_not_waited_for(server, settings):
    settings.TRANSLATOR_TIMEOUT = 0.3
    server.faults.append(lambda call, go: type(go())(late=True))
    with pytest.raises(translation.Silent):
        ask()


def test_a_busy_or_silent_one_is_left_in_peace(server):
    server.faults.append(answers(429, {"error": "Slowdown"}, Retry_After="20"))
    for _ in range(3):
        with pytest.raises(translation.Busy) as busy:
            ask()
        assert busy.value.after == 20
    assert len(server.calls) == 1


def test_without_a_translator_there_is_none(settings):
    assert settings.TRANSLATOR_URL == ""
    assert not translation.is_configured()
