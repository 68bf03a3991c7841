"""One change to many tickets: pressed once, done one by one, taken back where nobody went on from it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models.ticket import Ticket

UNDO_WITHIN = timedelta(hours=24)


class BulkChangeQuerySet(QuerySet["BulkChange"]):
    """Bulk changes."""

    def visible_to(self, user: User) -> "BulkChangeQuerySet":
        """Who made one follows it and takes it back; so does every supervisor."""
        return self if user.is_supervisor else self.filter(by=user)


class BulkChange(models.Model):
    """What is `wanted` of each, as tickets/actions/bulk_steps.py reads it; `key` makes a form heard once."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    key = models.CharField(max_length=100, unique=True)
    wanted = models.JSONField()
    begun_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    objects = BulkChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key

    @property
    def may_be_undone(self) -> bool:
        """Whether it is young enough, and was not taken back yet."""
        return self.undone_at is None and timezone.now() < self.begun_at + UNDO_WITHIN


class BulkItem(models.Model):
    """One ticket of a bulk change: what was `before` and `after`, only what the change has moved.

    Until its turn `before` is what was seen when it was pressed, up to the `seq` seen.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("changed")
        PASSED = "passed", _("left as it is")
        UNDOING = "undoing", _("being taken back")
        UNDONE = "undone", _("taken back")
        KEPT = "kept", _("kept: somebody went on from it")

    class Passed(models.TextChoices):
        """Why a ticket stays as it is."""

        NOT = "", ""
        SAME = "same", _("nothing to change")
        OVER = "over", _("closed or merged")
        AWAY = "away", _("out of your sight by then")
        SENIORS = "seniors", _("for seniors alone")
        TAGS = "tags", _("too many tags")
        WROTE = "wrote", _("the customer wrote meanwhile")
        CLASH = "clash", _("changed by somebody else meanwhile")
        STOPPED = "stopped", _("stopped before its turn")

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="items", db_index=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="bulk_items")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    passed = models.CharField(max_length=10, choices=Passed, blank=True, default=Passed.NOT)
    seq = models.PositiveIntegerField(default=0)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "ticket"], name="one_bulk_item_a_ticket")]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=["waiting", "undoing"]), name="bulk_goes_on")
        ]

    def __str__(self) -> str:
        return f"{self.change_id} {self.ticket_id}"
