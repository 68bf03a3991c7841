"""What an agent wants to be told of, how, and when not."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils import timezone

from support.people.models import User
from tickets.models.ticket import Ticket


class Wishes(models.Model):
    """`chosen` holds the ways of telling for each row of the table ("mine.wrote": ["listed", "push"]); a row
    it does not know is as the house has it (tickets.notices.kinds). Quiet hours are the agent's wall clock.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="wishes", primary_key=True)
    chosen = models.JSONField(default=dict)
    counted = models.BooleanField(default=True, help_text="The number before the page's title.")
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    zone = models.CharField(max_length=64, default="UTC")
    urgent_passes = models.BooleanField(default=True, help_text="Money at risk is told in quiet hours too.")
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (
                    Q(quiet_from__isnull=False, quiet_until__isnull=False)
                    & ~Q(quiet_from=models.F("quiet_until"))
                ),
                name="quiet_hours_begin_and_end",
            )
        ]

    def __str__(self) -> str:
        return f"wishes of {self.user_id}"

    def is_quiet(self, now: datetime) -> bool:
        """Whether their clock stands in the quiet hours, which may go over midnight."""
        if self.quiet_from is None or self.quiet_until is None:
            return False
        clock = now.astimezone(ZoneInfo(self.zone)).time()
        if self.quiet_from < self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until


class Muted(models.Model):
    """A ticket of which somebody wants to hear no more, unless it is given to them or they are named."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "ticket"], name="muted_once")]

    def __str__(self) -> str:
        return f"{self.user_id} mutes {self.ticket_id}"
