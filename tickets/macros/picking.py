"""Macros to choose from on a ticket: most used first, in the customer's language, filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from support.people.models import Fallback, User
from tickets.macros import variables
from tickets.macros.steps import Step, steps_of
from tickets.macros.variables import About, Filled
from tickets.models import Macro, Ticket

SHOWN = 40


@dataclass(frozen=True)
class Choice:
    """One macro as it would stand on this ticket."""

    macro: Macro
    about: About
    chain: tuple[str, ...]

    @cached_property
    def body(self) -> str:
        """The words with their variables, in the best language there is."""
        return self.macro.body_in(self.chain)[0]

    @property
    def language(self) -> str:
        """Which language that is."""
        return self.macro.body_in(self.chain)[1]

    @cached_property
    def filled(self) -> Filled:
        """The words as the customer would read them."""
        return variables.fill(self.body, self.about)

    @property
    def steps(self) -> list[Step]:
        """What is done when it is sent."""
        return steps_of(self.macro)

    @property
    def detail(self) -> str:
        """For whom it is, and what it is: beside its name."""
        team = self.macro.team.spoken if self.macro.team else _("everybody")
        return f"{team} · {self.macro.get_kind_display()}"


def choices(ticket: Ticket, user: User, *, query: str = "", kind: str = "") -> Iterator[Choice]:
    """The first macros that say `query`, for this agent on this ticket; notes' alone with kind `note`."""
    rows = Macro.objects.for_user(user).most_used_first(user).select_related("team", "topic", "hand_to")
    for word in query.split()[:5]:
        rows = rows.filter(Q(name__icontains=word) | Q(bodies__icontains=word))
    if kind == Macro.Kind.NOTE:
        rows = rows.filter(kind=kind)
    chain = chain_of(ticket.language)
    for macro in rows[:SHOWN]:
        yield Choice(macro, About(ticket, user), chain)


def chain_of(language: str) -> tuple[str, ...]:
    """A language and those that stand in for it, in the house's order."""
    then = Fallback.objects.filter(language=language).values_list("then", flat=True).first()
    return (language, *(then or ()))
