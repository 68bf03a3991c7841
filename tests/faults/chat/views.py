"""Every view of every conversation, once all is said: the rows, the windows as they stand, a fresh one over
HTTP, and the desk.

The windows are not helped: each has to find out by its own means what it missed.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.faults.chat.agents import Agent
from tests.faults.chat.checkers import Transcript
from tests.faults.chat.history import Row
from tests.faults.chat.house import House
from tests.faults.chat.visitors import BROKEN, TAG, Visitor, Window

PATIENCE = 60  # seconds for a view

SAID = """
    SELECT ticket_id, seq, body FROM tickets_message
     WHERE kind IN ('customer', 'reply') ORDER BY ticket_id, seq
"""
HANDS = """
    SELECT ticket_id, kind, extract(epoch FROM at)::float, by_id, (detail->>'to')::int FROM tickets_event
     WHERE kind IN ('claimed', 'assigned', 'released') ORDER BY ticket_id, seq
"""


@dataclass
class Outcome:
    """What is judged and printed. `views[visitor]["rows"]` is the truth, every other is held against it."""

    history: list[Row]
    struck: dict[str, int]
    views: dict[str, dict[str, Transcript]] = field(default_factory=dict)
    tickets: dict[str, set[int]] = field(default_factory=dict)
    events: dict[object, list[Row]] = field(default_factory=dict)
    began: float = 0.0
    ended: float = 0.0
    healed: float = 0.0  # seconds until every window showed everything
    cpu: float = 0.0

    @property
    def shown(self) -> list[str]:
        """Every message in the rows."""
        return [tag for views in self.views.values() for _seq, tag in views["rows"]]


async def look(outcome: Outcome, house: House, visitors: Sequence[Visitor], desks: Sequence[Agent]) -> None:
    """Fill in the views. Whatever still changes by itself is given time to."""
    for ticket, seq, body in await asyncio.to_thread(house.ask, SAID):
        for tag in TAG.findall(body)[:1]:
            who = tag.partition("-")[0]
            outcome.views.setdefault(who, {"rows": []})["rows"].append((seq, tag))
            outcome.tickets.setdefault(who, set()).add(ticket)
    names = {desk.pk: desk.name for desk in desks}
    for ticket, kind, t, by, to in await asyncio.to_thread(house.ask, HANDS):
        owner = {"claimed": by, "assigned": to}.get(kind)
        outcome.events.setdefault(ticket, []).append({"t": t, "kind": kind, "to": names.get(owner, owner)})
    began = time.monotonic()
    windows = [window for visitor in visitors for window in visitor.windows]
    rows = {window: outcome.views[visitor.name]["rows"] for visitor in visitors for window in visitor.windows}
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while any(len(window.transcript.shown) < len(rows[window]) for window in windows):
                await asyncio.sleep(0.2)
    outcome.healed = time.monotonic() - began
    for visitor in visitors:
        views = outcome.views[visitor.name]
        for number, window in enumerate(visitor.windows, 1):
            views[f"window {number}"] = list(window.transcript.shown)
    await _in_turn(visitors, lambda visitor: _afresh(outcome, visitor))
    await _in_turn(
        list(enumerate(visitors)), lambda one: _at_the_desk(outcome, one[1], desks[one[0] % len(desks)])
    )
    for desk in desks:
        await _followed(outcome, desk)


async def _in_turn(things: Sequence[Any], do: Callable[[Any], Awaitable[None]]) -> None:
    """Four at a time, within PATIENCE."""
    async with asyncio.timeout(PATIENCE):
        for few in range(0, len(things), 4):
            await asyncio.gather(*map(do, things[few : few + 4]))


async def _patiently(ask: Callable[[], Awaitable[Any]]) -> Any:
    """The answer, as soon as there is one: what was broken may still be coming back."""
    while True:
        with suppress(*BROKEN):
            return await ask()
        await asyncio.sleep(0.5)


async def _afresh(outcome: Outcome, visitor: Visitor) -> None:
    """As a window shows it that is opened now, over HTTP."""
    first = visitor.windows[0]
    window = Window(visitor.place, first.head["Cookie"], visitor.chance, socket=False)
    await _patiently(window.catch_up)
    outcome.views[visitor.name]["afresh over HTTP"] = window.transcript.shown


async def _at_the_desk(outcome: Outcome, visitor: Visitor, desk: Agent) -> None:
    """As an agent reads it."""
    shown = []
    for ticket in sorted(outcome.tickets[visitor.name]):
        shown += await _patiently(lambda ticket=ticket: desk.read(ticket))
    outcome.views[visitor.name]["desk"] = shown


async def _followed(outcome: Outcome, desk: Agent) -> None:
    """As the agent's open page showed it all along, with one last look as each page takes."""
    whose = [who for who, tickets in outcome.tickets.items() if desk.follows in tickets]
    if whose:
        await _patiently(desk.catch_up)
        outcome.views[whose[0]][f"{desk.name}’s open page"] = desk.shown
