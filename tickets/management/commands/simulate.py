"""`manage.py simulate`: four queue rules on the same arrivals, and Kleinrock's formula."""

from statistics import fmean, quantiles
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tickets import simulation
from tickets.floor import Staff, play
from tickets.simulation import Poisson, Rule, kleinrock

AGENTS, PER_HOUR = 10, 6.0  # tickets an agent answers in an hour
MIX, TARGETS = (0.6, 0.3, 0.1), (24.0, 12.0, 4.0)  # of the classes, in hours
WARM_UP = 20  # the first 1/20 of every class is not counted

RULES: dict[str, Rule] = {
    "fifo": simulation.fifo,
    "strict": simulation.strict((0, 1, 2)),
    "earliest due date": simulation.earliest_due(TARGETS),
    "share of target": simulation.share_of_target(TARGETS),
}


class Command(BaseCommand):
    """Play the rules through; the numbers are hours, for the slowest promise first."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """How busy, how long, and what chance begins with."""
        parser.add_argument("--busy", type=float, default=0.995, help="load over capacity (default 0.995)")
        parser.add_argument("--tickets", type=int, default=1_500_000)
        parser.add_argument("--seed", type=int, default=3)

    def handle(self, *args: Any, busy: float, tickets: int, seed: int, **options: Any) -> None:
        """Print both tables."""
        self.stdout.write(f"{AGENTS} agents, {PER_HOUR:g} tickets/h each, {busy:.1%} busy, {tickets} tickets")
        self.stdout.write(f"{'rule':<18}{'mean wait h':>22}{'p95 h':>22}{'missed %':>22}")
        rates = [AGENTS * PER_HOUR * busy * part for part in MIX]
        for name, rule in RULES.items():
            source = Poisson(rates, 1 / PER_HOUR, tickets, seed)
            self._row(name, *figures(_waits(source, agents=AGENTS, rule=rule)))
        self._kleinrock(min(tickets, 300_000), seed)

    def _row(self, name: str, *columns: Any) -> None:
        cells = (" / ".join(f"{value:.2f}" for value in column) for column in columns)
        self.stdout.write(f"{name:<18}" + "".join(f"{cell:>22}" for cell in cells))

    def _kleinrock(self, tickets: int, seed: int) -> None:
        """One agent, three classes with gains 1, 2 and 4: formula and simulation."""
        rates, gains = (0.5, 0.25, 0.15), (1.0, 2.0, 4.0)
        waits = _waits(Poisson(rates, 1.0, tickets, seed), agents=1, rule=simulation.accumulating(gains))
        formula, played = kleinrock(rates, 1.0, 2.0, gains), [fmean(line) for line in waits]
        self.stdout.write("\nKleinrock 1964, one agent, gains 1, 2, 4: mean waits")
        self._row("formula", formula)
        self._row("simulation", played)
        self._row("deviation %", [100 * (b / a - 1) for a, b in zip(formula, played, strict=True)])


def figures(waits: list[list[float]]) -> tuple[list[float], list[float], list[float]]:
    """Of each class the mean and the 95th percentile in hours, and how many percent missed their target."""
    late = [100 * fmean(w > target for w in line) for line, target in zip(waits, TARGETS, strict=True)]
    return [fmean(line) for line in waits], [quantiles(line, n=20)[-1] for line in waits], late


def _waits(source: Poisson, *, agents: int, rule: Rule) -> list[list[float]]:
    """The waits of each class in the order of service, warm-up left out."""
    lines: list[list[float]] = [[] for _ in source.rates]
    for served in play(source, staff=Staff.alike(agents, len(lines)), rule=rule):
        lines[served.kind].append(served.wait)
    return [line[len(line) // WARM_UP :] for line in lines]
