"""The protocol as it is written: what windows may say is what the line understands, and nothing else."""

import pytest
from jsonschema import ValidationError

from tests import protocol

SAID = [
    {"say": "Where is my deposit?", "id": "line-1"},
    {"say": "Where?", "id": "line-1", "topic": "deposit-missing"},
    {"after": 0},
    {"seen": 12},
    {"typing": True},
    {"state": True},
    {"ping": 1},
]
NEVER_SAID = [
    {},
    {"say": "Where?"},
    {"say": "", "id": "line-1"},
    {"say": "x" * 10_001, "id": "line-1"},
    {"say": "Where?", "id": "a b"},
    {"after": -1},
    {"after": "0"},
    {"typing": "yes"},
    {"state": 1},
    {"type": "frame", "frame": {}},
]


async def heard_after(browser, frame):
    """Everything a window hears that says one frame and then asks for the state."""
    async with browser.window() as window:
        await window.send(**frame)
        await window.state()
        return window.heard


@pytest.mark.parametrize("frame", SAID)
def test_what_is_written_is_understood(play, stranger, frame, house):
    protocol.frames("client").validate(frame)

    assert {"error": "not understood"} not in play(heard_after, stranger, frame)


@pytest.mark.parametrize("frame", NEVER_SAID)
def test_what_is_not_written_is_not_understood_or_refused(play, stranger, frame, house):
    with pytest.raises(ValidationError):
        protocol.frames("client").validate(frame)

    first = play(heard_after, stranger, frame)[0]
    assert first == {"error": "not understood"} or first["type"] == "refused"


@pytest.mark.parametrize("frame", [{"type": "secret"}, {"type": "kept", "id": "x"}, {"pong": 2}])
def test_a_frame_that_is_not_written_does_not_pass_the_stories(frame):
    with pytest.raises(ValidationError):
        protocol.check(frame)
