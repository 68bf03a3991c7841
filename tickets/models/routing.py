"""How a team's queue is served."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support.people.models import Team
from tickets.models.calendar import Calendar

CHAT_UNITS, TICKET_UNITS, RESERVED_UNITS = 4, 1, 4  # in SQL, too: migrations/0014_s0_waits_for_nobody.py
WIDEN_MINUTES = 30  # as well


class Routing(models.Model):
    """One row a team; without one a team works round the clock, with the values of a new row.

    Capacity is counted in units over all channels: `chat_units` for each chat until it is over,
    `ticket_units` for any other ticket whose customer waits for us.
    """

    class Mode(models.TextChoices):
        """How agents get their work."""

        PULL = "pull", _("agents take the next")
        PUSH = "push", _("given to the freest agent")

    team = models.OneToOneField(Team, models.CASCADE, related_name="routing", verbose_name=_("team"))
    calendar = models.ForeignKey(
        Calendar,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("calendar"),
        help_text=_("Empty means round the clock."),
    )

    mode = models.CharField(_("work is"), max_length=4, choices=Mode, default=Mode.PULL)
    chat_units = models.PositiveSmallIntegerField(_("units a chat takes"), default=CHAT_UNITS)
    ticket_units = models.PositiveSmallIntegerField(_("units any other ticket takes"), default=TICKET_UNITS)
    reserved_units = models.PositiveSmallIntegerField(
        _("units kept free for S0"),
        default=RESERVED_UNITS,
        help_text=_("Of each agent: nothing else is given into them."),
    )

    answer_minutes = models.PositiveSmallIntegerField(
        _("minutes to answer what was taken"),
        default=60,
        help_text=_("Then it goes back to the queue with its seniority. 0 is never."),
    )
    chat_minutes = models.PositiveSmallIntegerField(
        _("minutes to answer in a chat"), default=3, help_text=_("The same for chats. 0 is never.")
    )

    widen_minutes = models.PositiveSmallIntegerField(
        _("minutes until others may help"),
        default=WIDEN_MINUTES,
        help_text=_("Then agents without the skill or the language are asked, too. 0 is never."),
    )

    class Meta:
        ordering = ["team__name"]
        verbose_name = _("routing of a team")
        verbose_name_plural = _("routing of teams")

    def __str__(self) -> str:
        return str(self.team)

    def clean(self) -> None:
        """Somebody must have room for work beside the reserve. Raises ValidationError."""
        most = self.team.agents.aggregate(most=models.Max("capacity"))["most"] if self.team_id else None
        if most is not None and self.reserved_units + self.ticket_units > most:
            room = max(0, most - self.ticket_units)
            said = gettext("Nobody here could take any work but S0: keep at most %(room)d free.")
            raise ValidationError({"reserved_units": said % {"room": room}})
