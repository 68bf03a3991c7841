"""The desk's views: which tickets, in what order, how many; built in and kept, by one table of conditions.

Counting stops at `queue.COUNTED_UP_TO`, and one statement counts all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import Team, User
from tickets import queue
from tickets.desk.reader import Reader
from tickets.finding.filters import Asking
from tickets.models import SavedView, SideConversation
from tickets.viewing import conditions
from tickets.viewing.conditions import Groups
from tickets.viewing.counting import Statement, column, counted, kept
from tickets.viewing.sorting import SORTS, Sort

SHOWN = 30
IN_RAIL = 30  # views somebody keeps or shares; more is a list, and no rail


@dataclass(frozen=True)
class View:
    """One line of the rail: a line of people who wait (`team`, or all of them), or whatever meets `where`."""

    slug: str
    name: str
    icon: str
    order: str  # in words
    count: int = 0
    team: Team | None = None
    question: str = ""  # what was typed, when it shows what was found
    groups: Groups | None = None  # what it asks of a ticket
    asking: Asking | None = None
    sort: Sort | None = None
    saved: SavedView | None = None
    narrowed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def where(self) -> Q | None:
        """What a ticket of it meets; none for a line of people who wait. Built when it is needed only."""
        if self.groups is None or self.asking is None or self.sort is None:
            return None
        return conditions.where(self.groups, self.asking) & self.sort.only

    @property
    def asks(self) -> list[str]:
        """What all its tickets meet, as it is typed."""
        return [one.text for one in conditions.listed((self.groups or {}).get("all", ()))]

    @cached_property
    def address(self) -> str:
        """What its page is called behind the question mark."""
        return urlencode(self.parts)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The same, (name, value) each."""
        if self.question:
            return [("q", self.question)]
        return [("view", self.slug), *self.narrowed.items()]

    @property
    def as_conditions(self) -> str:
        """What it asks and is narrowed to, as the page of a new view takes it."""
        asks = [*self.asks, *(f"{name}:{value}" for name, value in self.narrowed.items())]
        return urlencode([("all", one) for one in asks])

    @property
    def how_many(self) -> str:
        """The count as shown: above the bound only that there are more."""
        return how_many(self.count)

    @property
    def is_line(self) -> bool:
        """Whether it is a line of people who wait, in the order of the queue."""
        return self.team is not None or self.slug == "next"


def how_many(count: int) -> str:
    """A count that stops at the bound, as shown."""
    return str(count) if count < queue.COUNTED_UP_TO else f"{queue.COUNTED_UP_TO - 1}+"


# What stands in the rail of everybody: (slug, name, icon, conditions that all hold, sort).
MINE = ("mine", gettext_lazy("Mine"), "user", ["status:open", "agent:me", "-is:snoozed"], "due")
BUILT_IN: Sequence[tuple[str, str | Promise, str, list[str], str]] = [
  ("unassigned", gettext_lazy("Unassigned"), "inbox", ["status:open", "agent:none", "-is:snoozed"], "due"),
  ("soon", gettext_lazy("Due in 30 min"), "clock", ["due:30m"], "due"),
  ("past", gettext_lazy("Past the promise"), "clock", ["is:late"], "due"),
  ("customer", gettext_lazy("With customer"), "pause", ["status:customer"], "newest"),
  ("public", gettext_lazy("Social, public"), "at", ["is:public", "status:open"], "due"),
  ("snoozed", gettext_lazy("Snoozed"), "clock", ["is:snoozed"], "back"),
  ("solved", gettext_lazy("Solved today"), "done", ["solved:today", "-status:merged"], "solved"),
]  # fmt: skip


def views_for(reader: Reader, *, shown: str = "", narrow: Q | None = None) -> list[View]:
    """The rail of somebody: what comes next, theirs, their teams', the special views, and those they keep.

    The one that is `shown` counts only what meets `narrow`, where that is asked.
    """
    assert reader.asking.known  # read in any case: a page's statements stay as many, whatever views ask
    views = _rail(reader)
    many = counted(
        {view.slug: _column(view, reader, narrow if view.slug == shown else None) for view in views}
    )
    found = [replace(view, count=many[view.slug]) for view in views]
    return [
        view
        for view in found
        if not view.team or view.count or view.slug == shown or view.team in own(reader)
    ]


def own(reader: Reader) -> list[Team]:
    """The teams that always stand in a rail; a supervisor's only while somebody waits for them."""
    return [] if reader.user.is_supervisor else reader.teams


def asked_of(user: User) -> QuerySet[SideConversation]:
    """What colleagues want to know from somebody or their teams, the soonest answer first."""
    rows = SideConversation.objects.asked_of(user).select_related(
        "ticket", "team", "colleague", "by", "calendar"
    )
    return rows.prefetch_related("lines").order_by("due_at", "pk")


def _rail(reader: Reader) -> list[View]:
    first = _("most of its promise used first")
    teams = [View(f"team-{team.slug}", team.spoken, "users", first, team=team) for team in reader.teams]
    saved = SavedView.objects.visible_to(reader.user, teams=reader.own_teams)
    unassigned, *special = [_built_in(*line, reader=reader) for line in BUILT_IN]
    return [
        View("next", _("My next"), "inbox", first),
        _built_in(*MINE, reader=reader),
        *teams,
        unassigned,
        View("asked", _("Asked of us"), "users", _("soonest answer first")),
        *special,
        *(saved_view(one, reader) for one in saved[:IN_RAIL]),
    ]


def _built_in(
    slug: str, name: str | Promise, icon: str, asked: list[str], sort: str, *, reader: Reader
) -> View:
    order, groups = SORTS[sort], {"all": conditions.kept(map(conditions.typed, asked))}
    return View(slug, str(name), icon, str(order.words), groups=groups, asking=reader.asking, sort=order)


def saved_view(saved: SavedView, reader: Reader) -> View:
    """A view that somebody keeps, as one of the rail."""
    order, icon = SORTS.get(saved.sort, SORTS["due"]), "users" if saved.is_shared else "user"
    return View(
        saved.slug,
        saved.name,
        icon,
        str(order.words),
        groups=saved.conditions,
        asking=reader.asking,
        sort=order,
        saved=saved,
    )


def _column(view: View, reader: Reader, narrow: Q | None) -> Statement:
    """How many there are of a view, as a column of the one statement that counts all."""
    if view.slug == "asked":
        return kept(("asked", reader.user.pk), lambda: column([asked_of(reader.user)]))
    if view.groups is None:
        return column([_waiting(view, reader)])
    if narrow is not None and view.where is not None:
        return column(reader.arms(view.where & narrow))
    asked = (str(view.groups), view.order, reader.scope)
    return kept(asked, lambda: column(reader.arms(view.where or Q())))


def _waiting(view: View, reader: Reader) -> Statement:
    """Who stands in a line."""
    if view.team:
        return queue.waiting_in(view.team)
    return queue.waiting_for(reader.user, now=reader.now)
