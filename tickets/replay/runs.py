"""A replay on its way: kept in the cache from the moment somebody asks until an hour later."""

import logging
import time
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from django.core.cache import cache
from django.utils import timezone

from tickets.replay.comparison import Comparison, compare
from tickets.tables import Cell, Table

logger = logging.getLogger(__name__)

KEPT = 3600  # seconds
WATCHED = 60  # seconds for which a look keeps a replay going
STALE = timedelta(seconds=45)  # without news: its worker is gone, or none has come
TELL_EVERY = 0.5  # seconds

State = Literal["waiting", "playing", "done", "failed", "unsent", "left"]


class Unwatched(Exception):
    """Nobody looks any more."""


@dataclass(frozen=True)
class Run:
    """One replay: of which policy and table, how far it is, and what came of it."""

    key: str
    policy: int
    cells: list[Cell]
    state: State
    at: datetime  # of the last news
    done: int = 0
    many: int = 0  # to play, both tables together
    result: Comparison | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be heard of it."""
        return self.state not in {"waiting", "playing"} or self.is_stale

    @property
    def is_stale(self) -> bool:
        """Whether no news have come for too long."""
        return self.state in {"waiting", "playing"} and timezone.now() - self.at > STALE

    @property
    def waits(self) -> int:
        """Waits of the week, once they are known."""
        return self.many // 2


def begin(policy: int, table: Table) -> Run:
    """Keep what is asked for; a worker has yet to be told."""
    run = Run(uuid.uuid4().hex, policy, list(table.cells.values()), "waiting", timezone.now())
    _keep(run)
    look(run.key)
    return run


def look(key: str) -> Run | None:
    """A run as it is now, which somebody is still waiting for; None when it is forgotten."""
    cache.set(_watched(key), True, WATCHED)
    run: Run | None = cache.get(_name(key))
    return run


def unsent(run: Run) -> Run:
    """No worker could be told of it."""
    return _keep(replace(run, state="unsent"))


def carry_out(key: str) -> None:
    """Play it, telling how far it is; stops when nobody looks any more, and says so when it fails.

    A run that is over, or forgotten, stays so.
    """
    run: Run | None = cache.get(_name(key))
    if run is None or run.state not in {"waiting", "playing"}:
        return
    try:
        result = compare(run.policy, Table(run.cells), now=timezone.now(), tell=_Teller(run))
    except Unwatched:
        _keep(replace(run, state="left"))
    except Exception:
        logger.exception("replay %s failed", key)
        _keep(replace(run, state="failed"))
    else:
        _keep(replace(run, state="done", result=result))


class _Teller:
    """Tells how far a run is, now and then; raises Unwatched when nobody has looked for a while."""

    def __init__(self, run: Run) -> None:
        self.run, self.told = run, 0.0
        self(0, 0)

    def __call__(self, done: int, many: int) -> None:
        if time.monotonic() - self.told < TELL_EVERY:
            return
        self.told = time.monotonic()
        if not cache.get(_watched(self.run.key)):
            raise Unwatched
        _keep(replace(self.run, state="playing", done=done, many=many))


def _keep(run: Run) -> Run:
    run = replace(run, at=timezone.now())
    cache.set(_name(run.key), run, KEPT)
    return run


def _name(key: str) -> str:
    return f"replay:{key}"


def _watched(key: str) -> str:
    return f"replay-watched:{key}"
