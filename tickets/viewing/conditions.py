"""What a view asks of a ticket: conditions that must all hold, and some of which one is enough."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from tickets.finding.filters import FILTERS, Asking, Unknown

MOST = 12  # in one group
# What finds one case, or one person's: that is looked for, not kept.
OF_ONE_CASE = {"from", "txid", "address", "withdrawal", "order", "trace", "file"}
NOTHING = Q(pk__in=[])

Triple = Sequence[str | bool]
Groups = Mapping[str, Sequence[Triple]]  # {"all": [["severity", "s0", False], …], "any": […]}


@dataclass(frozen=True)
class Condition:
    """A filter of the table, a value of it, and whether that is what a ticket must not be."""

    filter: str
    value: str
    negated: bool = False

    @property
    def text(self) -> str:
        """As it is typed into the search box."""
        return f"{'-' if self.negated else ''}{self.filter}:{self.value}"

    def where(self, asking: Asking) -> Q:
        """The condition on a ticket. Raises Unknown when there is no such filter, or no such value of it."""
        if self.filter not in FILTERS or self.filter in OF_ONE_CASE:
            raise Unknown(name for name in FILTERS if name not in OF_ONE_CASE)
        found = FILTERS[self.filter](self.value, asking)
        return ~found if self.negated else found


def listed(triples: Iterable[Triple]) -> list[Condition]:
    """The conditions of a group as it is kept."""
    return [Condition(str(name), str(value), bool(negated)) for name, value, negated in triples]


def kept(some: Iterable[Condition]) -> list[Triple]:
    """The same as a group keeps them."""
    return [[one.filter, one.value, one.negated] for one in some]


def typed(text: str) -> Condition:
    """A condition as it is typed: `severity:s0`, `-topic:card-declined`."""
    name, _colon, value = text.removeprefix("-").partition(":")
    return Condition(name, value, text.startswith("-"))


def where(groups: Groups, asking: Asking) -> Q:
    """The tickets of a view; a condition that means nothing any more is met by none."""
    found = Q()
    for one in listed(groups.get("all", ())):
        found &= _known(one, asking)
    some = [_known(one, asking) for one in listed(groups.get("any", ()))]
    return found & reduce(or_, some) if some else found


def withdrawn(groups: Groups, asking: Asking) -> list[Condition]:
    """The conditions whose value there is no more."""
    every = [*listed(groups.get("all", ())), *listed(groups.get("any", ()))]
    return [one for one in every if _fails(one, asking)]


def _known(one: Condition, asking: Asking) -> Q:
    try:
        return one.where(asking)
    except Unknown:
        return NOTHING


def _fails(one: Condition, asking: Asking) -> bool:
    try:
        one.where(asking)
    except Unknown:
        return True
    return False
