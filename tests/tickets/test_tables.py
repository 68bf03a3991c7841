"""A table of promises as a whole, without a database: what is promised, and what may not stand."""

from dataclasses import replace

import pytest

from tickets.tables import Cell, Table

HOUR = 3600
RANKS = [1, 2, 3, 4]


def flat(seconds=HOUR, **changed):
    cells = {
        (clock, severity, rank): Cell(clock, severity, rank, "", seconds)
        for clock in ("first", "next")
        for severity in range(5)
        for rank in RANKS
    }
    for name, cell in changed.items():
        clock, severity, rank = name.split("_")
        key = (clock, int(severity), int(rank))
        cells[key] = replace(cells[key], **cell)
    return Table(cells.values())


def problems(found):
    return [(it.clock, it.severity, it.rank, it.words) for it in found.problems(RANKS)]


def test_a_table_in_which_higher_tiers_wait_no_longer_may_stand():
    assert problems(flat()) == []
    assert problems(flat(first_3_4={"seconds": 60}, first_3_3={"seconds": 600})) == []


@pytest.mark.parametrize(
    ("changed", "severity", "rank", "words"),
    [
        ({"first_3_1": {"seconds": 60}}, 3, 2, "A lower tier would be answered faster"),
        ({"first_2_3": {"seconds": 2 * HOUR}}, 2, 3, "A lower tier would be answered faster"),
        ({"next_0_2": {"seconds": 60}}, 0, 2, "S0 promises the same to every tier."),
        ({"first_0_3": {"around_the_clock": False}}, 0, 3, "S0 promises the same to every tier."),
        ({"first_4_2": {"seconds": 29}}, 4, 2, "Half a minute is the least"),
        ({"first_1_4": {"around_the_clock": False}}, 1, 4, "A lower tier's clock runs day and night"),
    ],
)
def test_a_table_that_turns_the_tiers_round_may_not(changed, severity, rank, words):
    found = problems(flat(**changed))
    assert any((at, tier) == (severity, rank) and words in said for _, at, tier, said in found), found


def test_a_gap_in_a_channels_row_may_not_promise_a_higher_tier_less_than_a_lower_one():
    chat = Cell("first", 3, 2, "chat", 300)
    found = Table([*flat().cells.values(), chat]).problems(RANKS)
    said = "A lower tier would be answered faster than this one."
    assert [(it.rank, it.channel, it.words) for it in found] == [(3, "chat", said), (4, "chat", said)]
    filled = [chat, replace(chat, rank=3), replace(chat, rank=4)]
    assert Table([*flat().cells.values(), *filled]).problems(RANKS) == []
    update = [Cell("update", 3, 1, "chat", 300), Cell("update", 3, 4, "", HOUR)]
    found = Table([*flat().cells.values(), *update]).problems(RANKS)
    assert [(it.clock, it.rank, it.channel) for it in found] == [("update", 4, "chat")]
    assert Table([*flat().cells.values(), update[0]]).problems(RANKS) == []  # the lower one helps out


def test_a_gap_may_not_stop_a_higher_tiers_clock_at_night():
    by_day = flat(**{f"first_3_{rank}": {"around_the_clock": False} for rank in RANKS})
    found = Table([*by_day.cells.values(), Cell("first", 3, 3, "chat", HOUR)]).problems(RANKS)
    said = "A lower tier's clock runs day and night; this one must, too."
    assert [(it.rank, it.channel, it.words) for it in found] == [(4, "chat", said)]


def test_a_gap_is_named():
    cells = [
        cell for cell in flat().cells.values() if (cell.clock, cell.severity, cell.rank) != ("next", 2, 3)
    ]
    assert problems(Table(cells)) == [("next", 2, 3, "Something must be promised here.")]


def test_a_promise_for_the_channel_beats_the_one_for_all_and_a_lower_tier_helps_out():
    found = Table([*flat().cells.values(), Cell("first", 3, 1, "chat", 300), Cell("update", 0, 2, "", 600)])
    assert found.promised("first", severity=3, rank=1, channel="chat").seconds == 300
    assert found.promised("first", severity=3, rank=1, channel="web").seconds == HOUR
    assert found.promised("first", severity=3, rank=9, channel="web").seconds == HOUR
    assert found.promised("update", severity=0, rank=4, channel="web").seconds == 600
    assert found.promised("update", severity=0, rank=1, channel="web") is None
    assert Table([]).promised("first", severity=3, rank=1, channel="web").seconds == 72 * HOUR
