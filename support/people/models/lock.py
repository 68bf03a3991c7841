"""A customer's account, locked at the exchange in a hurry, and lifted again with time to stop it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.people.models.customer import Customer

LONGEST_REFERENCE, LONGEST_REASON = 100, 200  # characters of what the exchange says


class AccountLockQuerySet(models.QuerySet["AccountLock"]):
    """Adjectives that chain."""

    def in_effect(self) -> "AccountLockQuerySet":
        """Asked for and, as far as we know, not refused and not lifted again; at most one a customer."""
        return self.filter(undone_at=None).exclude(state=AccountLock.State.REFUSED)

    def due(self, now: datetime) -> "AccountLockQuerySet":
        """Of which the exchange is to be told something now, the longest due first."""
        return self.filter(retry_at__lte=now).order_by("retry_at")


class AccountLock(models.Model):
    """One lock: what was asked, and what the exchange signed about it. Nothing else is ever "locked".

    `key` names it at the exchange for good. `retry_at` is when the exchange is told next; empty, while there
    is nothing to tell. `undo_due_at` is empty until the letter about the lifting has left.
    """

    class State(models.TextChoices):
        """What we know of it."""

        ASKED = "asked", _("asked for")
        LOCKED = "locked", _("locked")
        REFUSED = "refused", _("refused by the exchange")
        UNKNOWN = "unknown", _("no answer yet")

    class AskedFrom(models.TextChoices):
        """Where the button was pressed."""

        PAGE = "page", _("the page for it, or the ticket form")
        TICKET = "ticket", _("a ticket")
        LETTER = "letter", _("a link in a letter")

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="locks", verbose_name=_("customer"))
    exchange_id = models.CharField(_("exchange id"), max_length=64)
    email = models.EmailField(_("e-mail of the account then"), blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_from = models.CharField(_("asked from"), max_length=10, choices=AskedFrom, default=AskedFrom.PAGE)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    reference = models.CharField(_("the exchange’s reference"), max_length=LONGEST_REFERENCE, blank=True)
    reason = models.CharField(_("the exchange’s reason"), max_length=LONGEST_REASON, blank=True)
    said_at = models.DateTimeField(_("locked since, by the exchange’s clock"), null=True)

    tries = models.PositiveIntegerField(_("tries"), default=0)
    tried_at = models.DateTimeField(_("last try"), null=True)
    retry_at = models.DateTimeField(_("next try"), null=True)
    alerted_at = models.DateTimeField(_("security team alerted"), null=True)

    undo_asked_at = models.DateTimeField(_("lifting asked"), null=True)
    undo_told_at = models.DateTimeField(_("letter about the lifting sent"), null=True)
    undo_due_at = models.DateTimeField(_("lifting due"), null=True)
    undo_tried_at = models.DateTimeField(_("lifting first tried"), null=True)
    undone_at = models.DateTimeField(_("lifted"), null=True)

    objects = AccountLockQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("account lock")
        verbose_name_plural = _("account locks")
        constraints = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(undone_at=None) & ~Q(state="refused"),
                name="one_lock_in_effect_a_customer",
            )
        ]
        indexes = [
            models.Index(fields=["retry_at"], condition=Q(retry_at__isnull=False), name="locks_to_tell"),
            models.Index(
                fields=["undo_asked_at"],
                condition=Q(undo_asked_at__isnull=False, undo_told_at=None),
                name="liftings_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exchange_id} {self.get_state_display()}"

    @property
    def is_known(self) -> bool:
        """Whether the exchange has said what became of it."""
        return self.state in {self.State.LOCKED, self.State.REFUSED}

    @property
    def is_over(self) -> bool:
        """Whether it was lifted or refused: another may be asked for."""
        return self.undone_at is not None or self.state == self.State.REFUSED

    @property
    def waits(self) -> bool:
        """Whether an answer of the exchange is still to come; what a page looks out for."""
        return not self.is_over and (not self.is_known or self.undo_tried_at is not None)

    def is_to_be_lifted(self, now: datetime) -> bool:
        """Whether the time to stop the lifting is over, and its letter left in time."""
        return self.undo_told_at is not None and self.undo_due_at is not None and self.undo_due_at <= now
