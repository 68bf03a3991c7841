"""Something that happened to a ticket: written with the change, announced after the commit."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models.message import Message
from tickets.models.ticket import Ticket


class Event(models.Model):
    """One line of a ticket's history; `announced_at` is empty until the outbox has told everybody.

    Nothing else of it ever changes: the database refuses (docs/architecture.md, What the rows guarantee).
    """

    class Kind(models.TextChoices):
        """Past participles of the actions."""

        OPENED = "opened", _("opened")
        RECEIVED = "received", _("customer wrote")
        REPLIED = "replied", _("answered")
        NOTED = "noted", _("internal note")
        CLAIMED = "claimed", _("taken")
        ASSIGNED = "assigned", _("assigned")
        RELEASED = "released", _("back in the queue")
        REPRIORITISED = "reprioritised", _("priority changed")
        RESOLVED = "resolved", _("resolved")
        REOPENED = "reopened", _("reopened")
        CLOSED = "closed", _("closed")
        IDENTIFIED = "identified", _("the customer signed in")
        WARNED = "warned", _("promise in danger")
        BREACHED = "breached", _("promise broken")
        MERGED = "merged", _("merged")
        UNMERGED = "unmerged", _("merging undone")
        ESCALATED = "escalated", _("escalated")
        CLASSIFIED = "classified", _("complexity changed")
        PROMISED = "promised", _("update promised")
        ASKED = "asked", _("colleagues asked")
        ADVISED = "advised", _("colleagues answered")
        ENDED = "ended", _("side conversation ended")
        NUDGED = "nudged", _("colleagues reminded")
        QUARANTINED = "quarantined", _("virus found")
        LOCKED = "locked", _("account lock")
        REMINDED = "reminded", _("customer reminded")
        SPARED = "spared", _("no longer asked for")
        RATED = "rated", _("rated")
        REFILED = "refiled", _("topic changed")
        TAGGED = "tagged", _("tags changed")
        SNOOZED = "snoozed", _("snoozed")
        WOKEN = "woken", _("no longer snoozed")
        SPLIT = "split", _("split")
        LINKED = "linked", _("linked")
        UNLINKED = "unlinked", _("link taken away")
        FLAGGED = "flagged", _("problem")
        ANSWERED_ALL = "answered-all", _("incidents answered")
        HELD = "held", _("reply held")
        EDITED = "edited", _("message corrected")
        WITHDRAWN = "withdrawn", _("message taken back")
        INVITED = "invited", _("colleague invited")
        LEFT = "left", _("colleague left")

    DECISIONS = (
        Kind.CLAIMED,
        Kind.ASSIGNED,
        Kind.RELEASED,
        Kind.REPRIORITISED,
        Kind.IDENTIFIED,
        Kind.ESCALATED,
        Kind.MERGED,
        Kind.UNMERGED,
    )
    ASIDE = (Kind.ASKED, Kind.ADVISED, Kind.ENDED, Kind.NUDGED)
    WORK = (
        Kind.TAGGED,
        Kind.SNOOZED,
        Kind.WOKEN,
        Kind.LINKED,
        Kind.UNLINKED,
        Kind.FLAGGED,
        Kind.ANSWERED_ALL,
    )
    INTERNAL = (
        Kind.NOTED,
        Kind.REPRIORITISED,
        Kind.IDENTIFIED,
        Kind.WARNED,
        Kind.BREACHED,
        Kind.CLASSIFIED,
        Kind.REFILED,
        Kind.HELD,
        *ASIDE,
        *WORK,
    )

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=15, choices=Kind)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="events")
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["ticket_id", "seq"]
        constraints = [models.UniqueConstraint(fields=["ticket", "seq"], name="one_order_of_events")]
        triggers = [
            pgtrigger.Protect(
                name="history_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["announced_at"]),
            ),
            pgtrigger.Protect(name="history_is_kept", operation=pgtrigger.Delete),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(announced_at=None), name="still_to_announce"),
            # What agents did in a week: how long answers keep them (tickets.replay.week).
            models.Index(
                fields=["at"],
                condition=Q(kind__in=["claimed", "assigned", "replied", "resolved"]),
                name="what_agents_did",
            ),
            # What came in, hour by hour (tickets.desk.flow).
            models.Index(fields=["at"], condition=Q(kind="opened"), name="opened_by_time"),
            # Topics agents set: what the guesser learns from (tickets.guessing.lessons).
            models.Index(fields=["at"], condition=Q(kind="refiled"), name="topics_set"),
            models.Index(
                fields=["-at", "-id"],
                condition=Q(
                    kind__in=[
                        "claimed",
                        "assigned",
                        "released",
                        "reprioritised",
                        "identified",
                        "escalated",
                        "merged",
                        "unmerged",
                    ]
                ),
                name="decisions_by_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.seq} {self.kind}"

    @property
    def is_internal(self) -> bool:
        """Whether no customer may ever see it."""
        return self.kind in self.INTERNAL
