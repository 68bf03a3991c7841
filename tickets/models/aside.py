"""Words among us about a ticket, asked of a team or a colleague; no customer ever sees them."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.people.models import Team, User
from tickets import priority
from tickets.models.calendar import Calendar
from tickets.models.ticket import Ticket


class Survivor(models.Func):
    """The id of the ticket at the end of the chain a ticket was merged along; its own when it never was."""

    template = """(WITH RECURSIVE chain AS (
        SELECT first.id, first.merged_into_id FROM tickets_ticket first WHERE first.id = %(expressions)s
         UNION ALL
        SELECT following.id, following.merged_into_id
          FROM chain JOIN tickets_ticket following ON following.id = chain.merged_into_id)
        SELECT chain.id FROM chain WHERE chain.merged_into_id IS NULL)"""
    output_field = models.BigIntegerField()


class SideConversationQuerySet(models.QuerySet["SideConversation"]):
    """Adjectives that chain."""

    def running(self) -> "SideConversationQuerySet":
        """Asked and not answered yet."""
        return self.filter(asked_at__isnull=False)

    def visible_to(self, user: "User | AnonymousUser") -> "SideConversationQuerySet":
        """Who asked, who is asked, and who may see the ticket; never a customer."""
        if not user.is_authenticated or not user.is_active or not user.is_staff:
            return self.none()
        if user.is_supervisor:
            return self
        seen = Ticket.objects.visible_to(user)
        here = Q(ticket__in=seen) | Q(ticket__merged_into__in=seen) | Q(goes_on_in__in=seen.values("pk"))
        return self.alias(goes_on_in=Survivor("ticket")).filter(self._asked(user) | Q(by=user) | here)

    def asked_of(self, user: User) -> "SideConversationQuerySet":
        """What somebody and their teams have been asked and not answered, by others."""
        return self.running().filter(self._asked(user)).exclude(by=user)

    def _asked(self, user: User) -> Q:
        return Q(team__in=Team.objects.filter(agents__user=user)) | Q(colleague=user)


class SideConversation(models.Model):
    """One question and what follows; the inner clock runs from `asked_at`, empty while nobody owes a word.

    `due_at`, `told` and `tell_at` mean what they mean on a Clock; the customer's promises know nothing of it.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="asides")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    colleague = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    seq = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    target_seconds = models.PositiveIntegerField()
    calendar = models.ForeignKey(Calendar, models.PROTECT, null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveSmallIntegerField(default=0)
    tell_at = models.DateTimeField(null=True, blank=True)

    objects = SideConversationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=True) ^ Q(colleague__isnull=True),
                name="a_team_or_a_colleague_is_asked",
            )
        ]
        indexes = [
            models.Index(fields=["tell_at"], condition=Q(tell_at__isnull=False), name="still_to_nudge"),
            models.Index(fields=["team", "due_at"], condition=Q(asked_at__isnull=False), name="asked_teams"),
            models.Index(
                fields=["colleague", "due_at"], condition=Q(asked_at__isnull=False), name="asked_colleagues"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket.reference} {self.asked}"

    @property
    def asked(self) -> str:
        """Who is asked, by name."""
        return self.team.spoken if self.team else str(self.colleague)

    @property
    def row(self) -> str:
        """What its row in a list is called."""
        return f"aside-{self.pk}"

    @property
    def question(self) -> str:
        """The first line of the question that is open (`lines` prefetched), or of the last one."""
        asked = [line for line in self.lines.all() if line.kind == SideLine.Kind.QUESTION]
        first = next((line for line in asked if line.answered_at is None), asked[-1])
        return first.body.strip().partition("\n")[0]

    def waited(self, until: datetime) -> float:
        """Seconds of the asked side's business time since the question."""
        if self.asked_at is None:
            return 0.0
        return priority.elapsed(self.calendar.opening if self.calendar else None, self.asked_at, until)

    def is_asked(self, user: User, *, teams: Collection[int] | None = None) -> bool:
        """Whether somebody, of these teams, stands on the side that is asked; who began it never does."""
        if user.pk == self.by_id:
            return False
        if self.team_id is None:
            return user.pk == self.colleague_id
        if teams is None:
            return Team.objects.filter(pk=self.team_id, agents__user=user).exists()
        return self.team_id in teams


class SideLine(models.Model):
    """One thing said in a side conversation; a question keeps when its answer was due and when it came."""

    class Kind(models.TextChoices):
        """Which side speaks."""

        QUESTION = "question", _("question")
        ANSWER = "answer", _("answer")

    conversation = models.ForeignKey(SideConversation, models.CASCADE, related_name="lines")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    body = models.TextField()
    masked = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    key = models.CharField(max_length=100, unique=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["conversation_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="one_order_of_side_lines")
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.seq}"
