"""The judge can say no: histories that are wrong are found to be, and the right one is not."""

import pytest

from tests.faults.chat import checkers, history
from tests.faults.chat.visitors import Transcript

GOOD = [(1, "v1-1"), (3, "v1-ada-1"), (4, "v1-2")]
TAGS = [tag for _seq, tag in GOOD]


def said(*steps, op="say", client="v1"):
    """`(t, key, phase)` each, as rows of a history."""
    return [{"t": t, "client": client, "op": op, "key": key, "phase": phase} for t, key, phase in steps]


WHOLE = said(
    *((1, "v1-1", "invoke"), (2, "v1-1", "ok"), (3, "v1-ada-1", "invoke"), (4, "v1-ada-1", "ok")),
    *((5, "v1-2", "invoke"), (6, "v1-2", "ok")),
)


def test_nothing_wrong_is_nothing_found():
    assert not checkers.lost(WHOLE, TAGS)
    assert not checkers.doubled(TAGS)
    assert not checkers.invented(WHOLE, TAGS)
    assert not checkers.out_of_order({"rows": GOOD, "window": GOOD})
    assert not checkers.overtaken(WHOLE, GOOD)
    assert not checkers.leaked("v1", TAGS)


def test_what_was_acknowledged_and_is_not_there_is_lost():
    assert checkers.lost(WHOLE, ["v1-1", "v1-2"]) == {"v1-ada-1"}


@pytest.mark.parametrize("phase", ["info", "fail"])
def test_what_was_not_acknowledged_may_be_missing(phase):
    assert not checkers.lost(said((1, "v1-1", "invoke"), (2, "v1-1", phase)), [])


def test_what_nobody_knows_the_end_of_may_be_there_and_what_was_refused_may_not():
    unknown = said((1, "v1-1", "invoke"), (2, "v1-1", "info"))
    refused = said((1, "v1-1", "invoke"), (2, "v1-1", "fail"))
    again = [*refused, *said((3, "v1-1", "invoke"), (4, "v1-1", "ok"))]
    assert not checkers.invented(unknown, ["v1-1"])
    assert checkers.invented(refused, ["v1-1"]) == {"v1-1"}
    assert not checkers.invented(again, ["v1-1"])
    assert checkers.invented(unknown, ["v1-9"]) == {"v1-9"}


def test_what_is_there_twice_is_doubled():
    assert checkers.doubled([*TAGS, "v1-1"]) == {"v1-1"}


@pytest.mark.parametrize(
    "view",
    [
        [GOOD[0], GOOD[2], GOOD[1]],  # numbers that go back
        [(1, "v1-1"), (3, "v1-2"), (4, "v1-ada-1")],  # other words under the same numbers
        GOOD[:2],
        [GOOD[0], GOOD[2]],  # a hole
        [*GOOD, (5, "v1-3")],
        [],
    ],
)
def test_a_view_that_shows_something_else_is_named(view):
    assert list(checkers.out_of_order({"rows": GOOD, "window": view, "second": GOOD})) == ["window"]


def test_what_was_said_later_may_not_stand_earlier():
    assert checkers.overtaken(WHOLE, [GOOD[2], GOOD[1], GOOD[0]]) == [
        ("v1-1", "v1-ada-1"),
        ("v1-1", "v1-2"),
        ("v1-ada-1", "v1-2"),
    ]


def test_what_was_said_at_the_same_time_may_stand_either_way():
    both = said((1, "v1-1", "invoke"), (1, "v1-2", "invoke"), (2, "v1-1", "ok"), (2, "v1-2", "ok"))
    assert not checkers.overtaken(both, [(1, "v1-2"), (2, "v1-1")])


def test_words_of_another_conversation_are_a_leak():
    assert checkers.leaked("v1", [*TAGS, "v11-1"]) == {"v11-1"}


def claim(t, who, phase, ticket=7):
    return said((t, ticket, phase), op="claim", client=who)


CLAIMED = {"t": 2.0, "kind": "claimed", "to": "ada"}
RELEASED = {"t": 5.0, "kind": "released", "to": None}
THEN_BEN = {"t": 6.0, "kind": "claimed", "to": "ben"}


def test_one_after_the_other_is_one_owner_at_a_time():
    granted = [
        *(*claim(1, "ada", "invoke"), *claim(1, "ben", "invoke"), *claim(2, "ada", "ok")),
        *(*claim(2, "ben", "fail"), *claim(5.5, "ben", "invoke"), *claim(6.5, "ben", "ok")),
    ]
    assert not checkers.two_owners(granted, {7: [CLAIMED, RELEASED, THEN_BEN]})


def test_claimed_while_another_has_it_is_two_owners():
    assert len(checkers.two_owners([], {7: [CLAIMED, THEN_BEN]})) == 1


def test_a_claim_granted_to_who_never_had_it_is_two_owners():
    both = [*claim(1, "ada", "invoke"), *claim(1, "ben", "invoke"), *claim(2, "ada", "ok")]
    both += claim(2, "ben", "ok")
    assert checkers.two_owners(both, {7: [CLAIMED]}) == ["7: granted to ben, who never had it"]


def test_the_longest_silence_of_the_door_that_was_silent_longest():
    broken = said((10, "live killed", "invoke"), op="fault")
    spoken = [
        row | {"via": via}
        for via, times in (("line", (9, 14, 15)), ("http", (9, 10.5, 11, 12, 13, 14, 15)))
        for t in times
        for row in said((t, "v1-1", "ok"))
    ]
    assert checkers.silences([*broken, *spoken], until=15) == [("live killed", 4)]


def test_a_history_is_read_as_it_was_written(tmp_path):
    kept = history.History(tmp_path / "history.jsonl")
    kept.note("v1", "say", "v1-1", "invoke", via="line")
    kept.note("v1", "say", "v1-1", "ok", via="line")
    kept.close()
    assert history.read(kept.path) == kept.rows
    assert [row["phase"] for row in kept.rows] == ["invoke", "ok"]


def test_a_window_shows_no_answer_to_a_question_of_before():
    def gap(after, *numbers):
        events = [{"seq": number, "html": f"v0-{number}"} for number in numbers]
        return {"ticket": "T", "after": after, "upto": numbers[-1], "events": events, "more": False}

    window = Transcript()
    assert window.hear({"seq": 1, "html": "v0-1"})
    assert not window.fill(gap(1, 2))  # of a ticket it had not heard of: everything is asked for
    assert not window.fill(gap(1, 2, 3))  # asked meanwhile, before that
    assert window.fill(gap(0, 1, 2, 3))
    assert window.shown == [(1, "v0-1"), (2, "v0-2"), (3, "v0-3")]
