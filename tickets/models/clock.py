"""The promises that run on a ticket, each with its own clock, and the spans in which one stood still."""

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from support.people.models import Tier
from tickets import priority
from tickets.models.calendar import Calendar
from tickets.models.ticket import Ticket
from tickets.severity import Severity


class Clock(models.Model):
    """One promise on its way: running until `stopped_at`; `told` is the last share we warned of, in percent.

    `due_at` and `tell_at` are computed (tickets.actions.clocks) and stored to be shown and found; both are
    empty while the clock stands still. `tier` and `severity` are those the target was read for: whoever is
    promoted later is counted where they were when they waited.
    """

    class Kind(models.TextChoices):
        """What was promised."""

        FIRST = "first", _("first reply")
        NEXT = "next", _("next reply")
        UPDATE = "update", _("promised update")
        RESOLUTION = "resolution", _("resolution")

    REPLIES = (Kind.FIRST, Kind.NEXT)

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=10, choices=Kind)
    calendar = models.ForeignKey(Calendar, models.PROTECT, null=True, blank=True)
    target_seconds = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveSmallIntegerField(default=0)
    tell_at = models.DateTimeField(null=True, blank=True)
    tier = models.ForeignKey(Tier, models.SET_NULL, null=True, blank=True, db_index=False, related_name="+")
    severity = models.PositiveSmallIntegerField(choices=Severity, null=True, blank=True)
    waited_seconds = models.FloatField(null=True, blank=True)  # of its calendar, written when it stops
    answered_at = models.DateTimeField(null=True, blank=True)  # it stopped because somebody answered

    class Meta:
        ordering = ["ticket_id", "started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "kind"], condition=Q(stopped_at=None), name="one_running_clock_a_kind"
            )
        ]
        indexes = [
            models.Index(fields=["tell_at"], condition=Q(stopped_at=None), name="still_to_tell"),
            models.Index(
                fields=["kind", "stopped_at"],
                condition=Q(stopped_at__isnull=False),
                name="clocks_that_stopped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket.reference} {self.kind}"

    def waited(self, until: datetime) -> float:
        """Seconds of business time this clock had run, its pauses not counted out."""
        return priority.elapsed(self.calendar.opening if self.calendar else None, self.started_at, until)


class Pause(models.Model):
    """A span in which we waited for the customer: the clock of the resolution stood still."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="pauses")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["ticket_id", "started_at"]
        constraints = [
            ExclusionConstraint(
                name="no_pauses_overlap",
                deferrable=Deferrable.IMMEDIATE,  # judged after each statement, not after each row
                expressions=[
                    # A range of one number: GiST compares those without an extension.
                    (
                        Func(F("ticket"), F("ticket"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("started_at"),
                            F("ended_at"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="a_pause_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket.reference} {self.started_at:%Y-%m-%d %H:%M}"
