"""One answer to all incidents of a problem, each in its language, each sent once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models.message import Message
from tickets.models.ticket import Ticket


class JointAnswer(models.Model):
    """What is said: `bodies` by language code, as we wrote them; `key` makes a form heard once."""

    problem = models.ForeignKey(Ticket, models.CASCADE, related_name="joint_answers")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    key = models.CharField(max_length=100, unique=True)
    bodies = models.JSONField()
    solves = models.BooleanField(default=False)
    begun_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.problem_id} {self.key}"


class JointReply(models.Model):
    """One incident of a joint answer: `done_at` is empty until it was answered or passed over."""

    class Passed(models.TextChoices):
        """Why an incident got no answer after all."""

        NOT = "", _("answered")
        SOLVED = "solved", _("solved meanwhile")
        SENIORS = "seniors", _("for seniors alone")
        WROTE = "wrote", _("the customer wrote meanwhile")
        CLASH = "clash", _("changed by somebody else meanwhile")
        AWAY = "away", _("out of your sight by then")

    answer = models.ForeignKey(JointAnswer, models.CASCADE, related_name="replies", db_index=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="joint_replies", db_index=False)
    language = models.CharField(max_length=10)
    after = models.PositiveIntegerField(null=True)  # the seq up to which its writer knew it
    message = models.OneToOneField(Message, models.PROTECT, null=True, related_name="joint_reply")
    passed = models.CharField(max_length=10, choices=Passed, blank=True, default=Passed.NOT)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "ticket"], name="one_joint_reply_a_ticket")]
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="still_to_answer")]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.ticket_id}"
