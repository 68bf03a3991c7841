"""A visitor's stay in the chat."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.people.models import Customer
from tickets.models import Ticket

HERE_FOR = timedelta(seconds=45)  # three missed signs of life of a window, and it is gone


class Visit(models.Model):
    """One visitor; its key is the thread of everything said.

    Windows give a sign of life every 15 seconds. Nothing is counted up and down, so a process that is
    killed leaves nothing wrong behind.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, blank=True, related_name="visits")
    ticket = models.ForeignKey(Ticket, models.SET_NULL, null=True, blank=True, related_name="visits")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    here_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    network = models.CharField(max_length=64, blank=True, help_text=_("A keyed digest; see livechat.blocks."))
    seen_seq = models.PositiveIntegerField(_("seen up to"), default=0)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    told = models.JSONField(_("what was said of the wait"), default=dict, blank=True)
    tells_turn = models.BooleanField(_("is mailed when it is their turn"), default=False)
    typed_at = models.DateTimeField(_("last typed"), null=True, blank=True)
    nudged_at = models.DateTimeField(_("asked whether they are there"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("last mailed"), null=True, blank=True)
    mailed_seq = models.PositiveIntegerField(_("mailed up to"), default=0)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_here(self) -> bool:
        """Whether a window is open now."""
        return self.here_at is not None and timezone.now() - self.here_at < HERE_FOR

    @property
    def address(self) -> str:
        """Where an answer goes when the visitor has left; empty when we know of nowhere."""
        return self.customer.email if self.customer else ""
