"""Five thousand messages while everything dies in turn: what was acknowledged is there once, in one order.

`make faults` plays it longer: FAULT_MESSAGES, FAULT_SECONDS and FAULT_SEED say how long, at most, and which.
The history of a run that fails stays in FAULT_HISTORY (a folder; by default where temporary files go).
"""

import asyncio
import os
import random
import shutil
import tempfile
from pathlib import Path

import psutil
import pytest

from tests.faults.chat.history import History
from tests.faults.chat.house import House
from tests.faults.chat.report import table, verdict
from tests.faults.chat.story import Story

MESSAGES = int(os.environ.get("FAULT_MESSAGES", "5000"))
SECONDS = float(os.environ.get("FAULT_SECONDS", "300"))
SEED = int(os.environ.get("FAULT_SEED") or random.SystemRandom().randrange(10**6))

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def keep(history):
    """Where the history of a run that failed is found."""
    folder = Path(os.environ.get("FAULT_HISTORY", tempfile.gettempdir()))
    folder.mkdir(parents=True, exist_ok=True)
    return shutil.copy(history, folder / f"chat-faults-{SEED}.jsonl")


def test_what_was_acknowledged_is_there_once_and_in_one_order(tmp_path, capsys):
    history = History(tmp_path / "history.jsonl")
    with House() as house:
        story = Story(house, history, messages=MESSAGES, seconds=SECONDS, seed=SEED)
        try:
            outcome = asyncio.run(story.run())
        except BaseException:
            print(f"seed {SEED}, history {keep(history.path)}", *map(house.said, house.processes), sep="\n")
            raise
        running = [process.pid for process in house.processes.values()]
    history.close()
    wrong = verdict(outcome)
    with capsys.disabled():
        print("\n" + table(outcome, wrong, seed=SEED), flush=True)
    assert not any(map(psutil.pid_exists, running)), "somebody was left behind"
    assert not any(wrong.values()), f"seed {SEED}, history {keep(history.path)}: {wrong}"
    assert len(outcome.shown) >= MESSAGES, f"only {len(outcome.shown)} were said in {SECONDS} s"
    assert len(outcome.struck) == 11, f"not every fault had its turn: {outcome.struck}"
