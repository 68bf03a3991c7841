"""What an agent asked a customer for, thing by thing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.models.message import Message
from tickets.models.ticket import Ticket

DRAFT = "thing-"


class WantedQuerySet(models.QuerySet["Wanted"]):
    """Adjectives that chain."""

    def open(self) -> "WantedQuerySet":
        """Neither answered nor taken back."""
        return self.filter(answered_at=None, spared_at=None)

    def of(self, ticket: Ticket, *, whole: list[int] | None = None) -> "WantedQuerySet":
        """Asked on a ticket or on what was merged into it, in the order they were asked; not taken back."""
        return self.filter(ticket__in=whole or ticket.whole(), spared_at=None).order_by("message", "place")


class Wanted(models.Model):
    """One thing of a checklist: asked in a reply, ticked by the message that answers it.

    `spared_at`: we do not need it any more.
    """

    class Kind(models.TextChoices):
        """How it is answered; the last three are files, by the names an upload goes by."""

        WORDS = "words", _("in words")
        YES_NO = "yes-no", _("yes or no")
        SCREENSHOT = "screenshot", _("screenshot")
        RECORD = "record", _("transaction record")
        IDENTITY = "identity", _("identity document")

    FILES = (Kind.SCREENSHOT, Kind.RECORD, Kind.IDENTITY)

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="wanted", db_index=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="wanted", db_index=False)
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.WORDS)
    words = models.CharField(max_length=200)
    answer = models.ForeignKey(
        Message, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    spared_at = models.DateTimeField(null=True, blank=True)

    objects = WantedQuerySet.as_manager()

    class Meta:
        ordering = ["message", "place"]
        constraints = [
            models.UniqueConstraint(fields=["message", "place"], name="one_order_of_wanted_things"),
            models.CheckConstraint(
                condition=Q(answer=None, answered_at=None)
                | Q(answer__isnull=False, answered_at__isnull=False),
                name="answered_by_a_message",
            ),
        ]
        indexes = [models.Index(fields=["ticket", "message"], name="wanted_on_a_ticket")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.words}"

    @property
    def is_file(self) -> bool:
        """Whether only a file answers it."""
        return self.kind in self.FILES

    @property
    def draft(self) -> str:
        """What its answer is called while it is not sent (Draft.form)."""
        return f"{DRAFT}{self.pk}"

    @classmethod
    def of_draft(cls, form: str) -> "Wanted | None":
        """The thing a draft of this name answers."""
        number = form.removeprefix(DRAFT)
        is_one = form.startswith(DRAFT) and number.isdecimal() and len(number) < 10
        rows = cls.objects.select_related("ticket__merged_into")
        return rows.filter(pk=int(number)).first() if is_one else None

    @property
    def is_open(self) -> bool:
        """Whether it is still asked for."""
        return self.answered_at is None and self.spared_at is None
