"""What is promised to a ticket: its policy's table, read for its severity, tier and channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from support.people.models import Team, Tier
from tickets import priority
from tickets.models import Calendar, Policy, Routing, Target, Ticket, Topic, Version
from tickets.tables import FIRST, Cell, Table


@dataclass(frozen=True)
class Prices:
    """The promises of one ticket, by kind of clock."""

    table: Table
    severity: int
    rank: int
    channel: str
    hours: Calendar | None  # of the ticket's team; None is round the clock

    def cell(self, clock: str) -> Cell | None:
        """What is promised, None when nothing is."""
        return self.table.promised(clock, severity=self.severity, rank=self.rank, channel=self.channel)

    def calendar(self, cell: Cell) -> Calendar | None:
        """In whose hours a promise is counted; None is round the clock."""
        return None if cell.around_the_clock else self.hours


@dataclass(frozen=True)
class FirstReply:
    """A promise to somebody who has not written yet."""

    seconds: int
    calendar: Calendar | None

    def due(self, now: datetime) -> datetime | None:
        """When we would have answered what is written now; None when the team's hours never come."""
        return priority.due(self.calendar.opening if self.calendar else None, now, self.seconds)


class PriceBook:
    """The policies in force, each table read once: for one ticket, or for all that are open.

    `instead` puts a table in place of a policy's own, by the policy's id, to see what it would do.
    """

    def __init__(self, *, instead: Mapping[int, Table] | None = None) -> None:
        self._instead = instead or {}

    @cached_property
    def _policies(self) -> list[Policy]:
        counting = Policy.objects.exclude(current=None) | Policy.objects.filter(pk__in=self._instead)
        return list(counting.select_related("current").prefetch_related("teams"))

    @cached_property
    def _calendars(self) -> dict[int, Calendar | None]:
        return {row.team_id: row.calendar for row in Routing.objects.select_related("calendar")}

    @cached_property
    def _tables(self) -> dict[int | None, Table]:
        return {}

    def prices(self, ticket: Ticket) -> Prices:
        """What is promised to a ticket as it is now (customer__tier and topic are read)."""
        category = ticket.topic.category if ticket.topic else ""
        return self.priced(
            ticket.team_id, category, ticket.severity, ticket.customer.tier.rank, ticket.channel
        )

    def priced(self, team_id: int, category: str, severity: int, rank: int, channel: str) -> Prices:
        """The same for a ticket that is only described."""
        table, hours = self._table(team_id, category), self._calendars.get(team_id)
        return Prices(table, severity, rank, channel, hours)

    def version(self, ticket: Ticket) -> Version | None:
        """The version of the promises in force for a ticket; None where nobody has promised anything."""
        policy = self._policy(ticket.team_id, ticket.topic.category if ticket.topic else "")
        return policy.current if policy else None

    def first_reply(
        self,
        severity: int,
        tier: Tier,
        channel: str,
        *,
        topic: Topic | None = None,
        team: Team | None = None,
    ) -> "FirstReply":
        """What a ticket that does not exist yet would be promised; `team` where it is not the topic's."""
        team_id = team.pk if team else topic.team_id if topic else None
        table = self._table(team_id, topic.category if topic else "")
        hours = self._calendars.get(team_id) if team_id else None
        prices = Prices(table, severity, tier.rank, channel, hours)
        cell = prices.cell(FIRST)
        assert cell  # a reply is always promised
        return FirstReply(cell.seconds, prices.calendar(cell))

    def _table(self, team_id: int | None, category: str) -> Table:
        policy = self._policy(team_id, category)
        if policy and policy.pk in self._instead:
            return self._instead[policy.pk]
        version = policy.current_id if policy else None
        if version not in self._tables:
            self._tables[version] = Target.table(version)
        return self._tables[version]

    def _policy(self, team_id: int | None, category: str) -> Policy | None:
        fitting = (it for it in self._policies if it.fits(team_id=team_id, category=category))
        return next(fitting, None)
