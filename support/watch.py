"""Rights that end while a line is open: all lines of a process are looked at together, every few seconds."""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from support.people.models import Team, User
from support.rows import at_the_rows

if TYPE_CHECKING:
    from support.live import LiveConsumer

EVERY = 2.5  # seconds: who signed out, or is no colleague any more, hears nothing after five
MOST = 50  # open lines of one sign-in, or of one browser that nobody signed in to
Standing = dict["LiveConsumer", int]  # as many numbers as lines; another number means: look again

logger = logging.getLogger(__name__)


class Watch:
    """The open lines of one event loop."""

    def __init__(self) -> None:
        self._lines: set[LiveConsumer] = set()
        self._of_one: Counter[str] = Counter()
        self._looking: asyncio.Task[None] | None = None

    def begin(self, line: "LiveConsumer") -> bool:
        """Look at this line from now on; False when its person, or browser, has too many open."""
        if self._of_one[line.whose] >= MOST:
            return False
        self._lines.add(line)
        self._of_one[line.whose] += 1
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        return True

    def end(self, line: "LiveConsumer") -> None:
        """It is closed."""
        if line in self._lines:
            self._lines.remove(line)
            self._of_one -= Counter([line.whose])  # a name without lines is forgotten

    async def _look(self) -> None:
        try:
            while self._lines:
                await asyncio.sleep(EVERY)
                try:
                    await self._look_once()
                except (DatabaseError, InterfaceError):
                    logger.warning("the open lines were not looked at", exc_info=True)
        finally:
            self._looking = None

    async def _look_once(self) -> None:
        """A few questions for all lines of a kind; those that stand otherwise now look for themselves."""
        kinds: defaultdict[type[LiveConsumer], list[LiveConsumer]] = defaultdict(list)
        for line in self._lines:
            kinds[type(line)].append(line)
        for kind, lines in kinds.items():
            standing = await at_the_rows(kind.standing, lines)
            for line in lines:
                if line.stood != standing[line] and line in self._lines:
                    line.stood = standing[line]
                    await line.work(line.look_again)


_of_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, Watch] = WeakKeyDictionary()


def watch() -> Watch:
    """The watch of the running loop."""
    return _of_loop.setdefault(asyncio.get_running_loop(), Watch())


def standing(lines: Sequence["LiveConsumer"]) -> Standing:
    """How sign-ins stand: the session's row, and of who signed in what they may do."""
    now, keys = timezone.now(), [line.session_key for line in lines]
    sessions = dict(
        Session.objects.filter(session_key__in=keys, expire_date__gt=now).values_list(
            "session_key", "session_data"
        )
    )
    people = {line.scope["user"].pk for line in lines} - {None}
    users = {row[0]: row for row in _users(people)}
    teams: defaultdict[int, set[int]] = defaultdict(set)
    for user, team in Team.objects.filter(agents__user__in=people).values_list("agents__user", "pk"):
        teams[user].add(team)
    return {
        line: hash((sessions.get(line.session_key), users.get(pk), frozenset(teams[pk])))
        for line in lines
        for pk in [line.scope["user"].pk]
    }


def _users(people: set[int]) -> Sequence[tuple[object, ...]]:
    return list(User.objects.filter(pk__in=people).values_list("pk", "password", "is_active", "role"))
