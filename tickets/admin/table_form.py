"""A policy's table to fill in: severities down, tiers across, one grid for each promise and channel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.look import durations
from support.people.models import Tier
from tickets.models import Clock
from tickets.severity import Severity
from tickets.tables import Cell, Problem, Table


class Within(forms.CharField):
    """A length of time in seconds, typed as "4h", "1h 30m" or "2d"; empty is no promise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=20, **options)
        self.widget.attrs |= {"size": 7, "autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: str) -> int | None:
        """The seconds; raises ValidationError with an example."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return durations.read(text)
        except ValueError:
            raise forms.ValidationError(_("Write it as 30m, 4h, 1h 30m or 2d.")) from None


@dataclass(frozen=True)
class Square:
    """One cell to fill in; S0 has one for all tiers."""

    rank: int
    within: forms.BoundField
    always: forms.BoundField
    span: int = 1


@dataclass(frozen=True)
class Grid:
    """One promise for one channel."""

    clock: str
    label: str
    channel: str
    rows: list[tuple[Severity, list[Square]]]

    @property
    def is_filled(self) -> bool:
        """Whether anything is promised, or was typed, here."""
        return any(square.within.value() or square.within.errors for _, row in self.rows for square in row)


class TableForm(forms.Form):
    """All grids of a policy, why and from when the next version holds, and the number it was made from."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
    takes_effect_at = forms.DateTimeField(
        label=gettext_lazy("Takes effect"),
        required=False,
        help_text=gettext_lazy("Empty means now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    read = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, number: int, table: Table, tiers: Sequence[Tier], channels: Sequence[str]
    ) -> None:
        super().__init__(data, initial={"read": number})
        self.tiers, self.channels = list(tiers), list(channels)
        for clock, channel, severity, ranks in self._squares():
            cell = table.cells.get((clock, severity, ranks[0], channel))
            name = _name(clock, severity, ranks[0], channel)
            self.fields[name] = Within(initial=durations.typed(cell.seconds) if cell else "")
            self.fields[f"{name}-always"] = forms.BooleanField(
                required=False, initial=cell.around_the_clock if cell else severity < Severity.S2
            )

    def cells(self) -> list[Cell]:
        """What was filled in; for a valid form."""
        said = self.cleaned_data
        return [
            Cell(clock, severity, rank, channel, said[name], said[f"{name}-always"])
            for clock, channel, severity, ranks in self._squares()
            if said[name := _name(clock, severity, ranks[0], channel)] is not None
            for rank in ranks
        ]

    def show(self, problems: list[Problem]) -> None:
        """Put each problem beside its cell."""
        lowest = self.tiers[0].rank
        for problem in problems:
            rank = lowest if problem.severity == Severity.S0 else problem.rank
            self.add_error(_name(problem.clock, problem.severity, rank, problem.channel), problem.words)

    def overtaken(self) -> None:
        """Say that another version came meanwhile; saved again, what was typed goes over that one."""
        self.add_error("read", _("Left alone, changed meanwhile"))

    @property
    def read_now(self) -> Any:
        """The version that is read with this page: after a clash the new one, else the one first read."""
        return self["read"].initial if "read" in self.errors else self["read"].value()

    @property
    def grids(self) -> Iterator[Grid]:
        """What the page shows, in order."""
        names = {"": _("every channel"), "web": _("Web"), "email": _("E-mail"), "chat": _("Chat")}
        names |= {"x": "X", "facebook": "Facebook"}
        for kind in Clock.Kind:
            for channel in self.channels:
                rows = [(severity, self._row(kind, channel, severity)) for severity in Severity]
                yield Grid(kind, f"{kind.label}, {names.get(channel, channel)}", channel, rows)

    def _row(self, clock: str, channel: str, severity: Severity) -> list[Square]:
        found = []
        for at_clock, at_channel, at_severity, ranks in self._squares():
            if (at_clock, at_channel, at_severity) == (clock, channel, severity):
                name = _name(clock, severity, ranks[0], channel)
                found.append(Square(ranks[0], self[name], self[f"{name}-always"], len(ranks)))
        return found

    def _squares(self) -> Iterator[tuple[str, str, int, list[int]]]:
        """Promise, channel, severity and the ranks one square speaks for."""
        ranks = [tier.rank for tier in self.tiers]
        for kind in Clock.Kind:
            for channel in self.channels:
                yield kind.value, channel, Severity.S0, ranks
                for severity in list(Severity)[1:]:
                    for rank in ranks:
                        yield kind.value, channel, severity, [rank]


def channels_of(table: Table, also: str) -> list[str]:
    """The channels that have a grid: all, chat, those with promises of their own, and one asked for."""
    named = {cell.channel for cell in table.cells.values()} | {"chat", also}
    return ["", *(channel for channel in settings.TICKET_CHANNELS if channel in named)]


def _name(clock: str, severity: int, rank: int, channel: str) -> str:
    return "-".join(filter(None, [clock, f"S{int(severity)}", str(rank), channel]))
