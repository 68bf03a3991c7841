"""How two tickets belong together without becoming one."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models.ticket import Ticket


class Link(models.Model):
    """`ticket` is a part, a duplicate or an incident of `other`, or related to it; two have one link at most.

    No customer ever sees it: the tickets may be of two of them.
    """

    class Kind(models.TextChoices):
        """What `ticket` is of `other`."""

        PART = "part", _("part of")
        DUPLICATE = "duplicate", _("duplicate of")
        RELATED = "related", _("related to")
        INCIDENT = "incident", _("incident of")

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="links")
    other = models.ForeignKey(Ticket, models.CASCADE, related_name="linked")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Least("ticket", "other"), Greatest("ticket", "other"), name="one_link_a_pair"
            ),
            models.UniqueConstraint(fields=["ticket"], condition=Q(kind="part"), name="one_whole_a_part"),
            models.CheckConstraint(condition=~Q(ticket=F("other")), name="no_link_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind} {self.other_id}"
