"""Words an agent says often, and what is done with them."""

from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from support.people.models import Team, User
from tickets.models.message import Message
from tickets.models.pen import Pen
from tickets.models.topic import Topic
from tickets.severity import Severity


class MacroQuerySet(models.QuerySet["Macro"]):
    """Adjectives for macros."""

    def for_user(self, user: User) -> "MacroQuerySet":
        """Those of everybody and of their teams; a supervisor's are all."""
        if not user.is_staff:
            return self.none()
        own = Q(team=None) | Q(team__in=Team.objects.filter(agents__user=user))
        return self if user.is_supervisor else self.filter(own)

    def most_used_first(self, user: User) -> "MacroQuerySet":
        """What this agent uses most, then the rest by name."""
        times = models.Max("uses__times", filter=Q(uses__user=user))
        return self.annotate(times=times).order_by(F("times").desc(nulls_last=True), "name")


class Macro(models.Model):
    """One answer, or note, in each language; what is chosen beside the words is done when they are sent.

    `bodies` is {language: words}; a customer's language that is missing follows the chain of its fall-backs.
    """

    class Kind(models.TextChoices):
        """Whom the words are for."""

        REPLY = Message.Kind.REPLY, _("reply")
        NOTE = Message.Kind.NOTE, _("internal note")

    name = models.CharField(_("name"), max_length=80)
    team = models.ForeignKey(
        Team,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team"),
        help_text=_("Empty: for everybody."),
    )
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind, default=Kind.REPLY)
    bodies = models.JSONField(_("words"), default=dict, help_text=_("One per language code."))
    solves = models.BooleanField(_("solve"), default=False)
    goes_on = models.BooleanField(_("then next"), default=False)
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    hand_to = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("give to the queue of")
    )
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity, null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)

    objects = MacroQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("macro")
        verbose_name_plural = _("macros")
        constraints = [
            models.UniqueConstraint(fields=["team", "name"], name="one_macro_a_name", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(severity=None) | ~Q(why=""), name="a_macro_says_why_it_is_graver"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def may_be_changed_by(self, user: User) -> bool:
        """Supervisors change all; who may write macros, those of their own teams."""
        if user.is_supervisor or self.team_id is None:
            return user.is_supervisor
        writes = Pen.objects.filter(user=user, writes_macros=True).exists()
        return writes and self.team_id in user.agent.teams.values_list("pk", flat=True)

    def body_in(self, chain: Sequence[str]) -> tuple[str, str]:
        """The words in the first language of the chain they are written in, and which that is."""
        languages = [*chain, "en", *self.bodies]
        language = next((one for one in languages if self.bodies.get(one)), "en")
        return self.bodies.get(language, ""), language
