"""A conversation with one customer about one thing, whatever door it came in by."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.identifiers.house import new_case_number
from support.people.models import Customer, Team, User
from tickets import priority
from tickets.complexity import Complexity
from tickets.models.calendar import Calendar
from tickets.models.invited import Invited
from tickets.models.lane import Lane
from tickets.models.topic import Topic
from tickets.severity import Severity


def new_reference() -> str:
    """A new case number: `MER-`, six characters and one that checks them."""
    return new_case_number()


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Adjectives that chain."""

    def open(self) -> "TicketQuerySet":
        """Not resolved."""
        return self.filter(resolved_at=None)

    def waiting(self) -> "TicketQuerySet":
        """In the queue: somebody waits and nobody has taken it."""
        return self.exclude(lane=None)

    def visible_to(self, user: "User | AnonymousUser") -> "TicketQuerySet":
        """What they may know of: customers their own, agents their teams', their own and where they are
        invited, supervisors all."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_supervisor:
            return self
        if user.is_staff:
            asked_in = Invited.objects.filter(user=user, left_at=None).values("ticket")
            teams = Team.objects.filter(agents__user=user)
            return self.filter(Q(team__in=teams) | Q(assignee=user) | Q(pk__in=asked_in))
        return self.filter(customer__user=user)


class Ticket(models.Model):
    """Where it stands is told by its times; `seq` counts what happened, in one order.

    `written` says which writing of its rows it is, where `tickets.rows` keeps it; else nothing.
    """

    written = ""

    reference = models.CharField(_("reference"), max_length=12, unique=True, default=new_reference)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="tickets", verbose_name=_("customer"))
    subject = models.CharField(_("subject"), max_length=200)
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, verbose_name=_("topic"), db_index=False
    )
    channel = models.CharField(_("channel"), max_length=20)
    thread = models.CharField(
        _("thread"), max_length=255, help_text=_("What the channel calls this conversation.")
    )
    public = models.BooleanField(_("in public"), default=False)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    team = models.ForeignKey(Team, models.PROTECT, related_name="tickets", verbose_name=_("team"))
    escalated_to = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("specialists"),
        db_index=False,
    )
    assignee = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, verbose_name=_("agent"))
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity, default=Severity.S3)
    complexity = models.CharField(
        _("complexity"), max_length=15, choices=Complexity, default=Complexity.SIMPLE
    )
    target_seconds = models.PositiveIntegerField(_("target"), default=0)
    calendar = models.ForeignKey(
        Calendar, models.PROTECT, null=True, blank=True, verbose_name=_("calendar"), db_index=False
    )
    first_target_seconds = models.PositiveIntegerField(
        _("target of the first answer"), null=True, blank=True, help_text=_("As it stood when we answered.")
    )
    lane = models.ForeignKey(Lane, models.PROTECT, null=True, blank=True, db_index=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("goes on in"),
        db_index=False,
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name=_("goes on from"),
        help_text=_("The closed ticket about the same thing."),
        db_index=False,
    )
    seq = models.PositiveIntegerField(default=0)

    opened_at = models.DateTimeField(_("opened"))
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    update_owed_since = models.DateTimeField(_("update owed since"), null=True, blank=True)
    asked_at = models.DateTimeField(_("list owed since"), null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0, help_text=_("Hours of the last reminder."))
    snoozed_until = models.DateTimeField(_("snoozed until"), null=True, blank=True)
    problem_at = models.DateTimeField(_("known as a problem"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    first_replied_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "thread"], condition=Q(closed_at=None), name="one_open_ticket_a_thread"
            )
        ]
        indexes = [
            models.Index(
                fields=["lane", "waiting_since", "id"], condition=Q(lane__isnull=False), name="heads_of_lanes"
            ),
            models.Index(fields=["assignee", "waiting_since"], condition=Q(resolved_at=None), name="in_hand"),
            models.Index(fields=["channel", "first_replied_at"], name="first_replies"),
            models.Index(fields=["customer", "-opened_at"], name="tickets_of_a_customer"),
            models.Index(
                fields=["team", "due_at", "id"], condition=Q(resolved_at=None), name="promises_of_a_team"
            ),
            models.Index(
                fields=["team", "due_at"], condition=Q(resolved_at=None, severity=0), name="at_risk"
            ),
            models.Index(
                fields=["team", "due_at"], condition=Q(resolved_at=None, public=True), name="in_public"
            ),
            models.Index(
                fields=["team", "severity", "id"], condition=Q(resolved_at=None), name="gravest_of_a_team"
            ),
            models.Index(
                fields=["team", "resolved_at"],
                condition=Q(resolved_at__isnull=False),
                name="resolved_by_team",
            ),
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="parts_of_a_ticket"
            ),
            models.Index(
                fields=["channel", "thread"],
                condition=Q(merged_into__isnull=False),
                name="threads_that_moved",
            ),
            models.Index(
                fields=["follows"], condition=Q(follows__isnull=False), name="followers_of_a_ticket"
            ),
            models.Index(fields=["remind_at"], condition=Q(remind_at__isnull=False), name="still_to_remind"),
            models.Index(fields=["snoozed_until"], condition=Q(snoozed_until__isnull=False), name="snoozed"),
            models.Index(fields=["topic", "-id"], name="newest_of_a_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}"

    @property
    def is_open(self) -> bool:
        """Whether anybody still has something to do."""
        return self.resolved_at is None

    @property
    def status(self) -> str:
        """One of resolved, with_customer, in_hand, waiting: templates put it in plain words."""
        if self.resolved_at:
            return "resolved"
        if self.waiting_since is None:
            return "with_customer"
        return "in_hand" if self.assignee_id else "waiting"

    @property
    def hears_by_mail(self) -> bool:
        """Whether its customer gets letters: by the doors that have no screen of their own."""
        return self.channel in {"web", "email"} and bool(self.customer.email)

    @property
    def reopens_until(self) -> datetime | None:
        """Until when an answer opens a solved ticket again; empty while it is open and once it is closed."""
        if self.resolved_at is None or self.closed_at is not None:
            return None
        return self.resolved_at + timedelta(days=settings.REOPEN_DAYS)

    @property
    def is_with_specialists(self) -> bool:
        """Whether the team that has it is the one it was escalated to."""
        return self.is_open and self.escalated_to_id == self.team_id

    def survivor(self) -> "Ticket":
        """The ticket this one goes on in now, at the end of the chain; itself when it was never merged."""
        ticket = self
        while following := Ticket.objects.filter(parts=ticket.pk).first():
            ticket = following
        return ticket

    def heard_in(self) -> "Ticket":
        """Where what is said to it is heard now: after merges and, once closed, in what followed."""
        ticket = self.survivor()
        while ticket.closed_at and (follower := ticket.followers.order_by("-pk").first()):
            ticket = follower.survivor()
        return ticket

    def whole(self) -> list[int]:
        """The ids of this ticket and of all that goes on in it, through chains."""
        found, inner = [self.pk], [self.pk]
        while inner := list(Ticket.objects.filter(merged_into__in=inner).values_list("pk", flat=True)):
            found += inner
        return found

    def waited(self, since: datetime, until: datetime) -> float:
        """Seconds of this ticket's business time between two instants."""
        return priority.elapsed(self.calendar.opening if self.calendar else None, since, until)

    def used(self, now: datetime) -> float:
        """Share of the target used, 1.0 when the promise ends; 0.0 when nobody waits."""
        if self.waiting_since is None or not self.target_seconds:
            return 0.0
        return self.waited(self.waiting_since, now) / self.target_seconds
