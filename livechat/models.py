"""A visitor's stay in the chat."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from support.people.models import Customer
from tickets.models import Ticket


class Visit(models.Model):
    """One visitor in one browser; its key is the thread of everything said."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, blank=True, related_name="visits")
    ticket = models.ForeignKey(Ticket, models.SET_NULL, null=True, blank=True, related_name="visits")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    lines = models.PositiveSmallIntegerField(_("open windows"), default=0)
    seen_seq = models.PositiveIntegerField(_("seen up to"), default=0)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_here(self) -> bool:
        """Whether a window is open now."""
        return self.lines > 0
