"""Which macros an agent uses most."""

from django.db import models

from support.people.models import User
from tickets.models.macro import Macro


class MacroUse(models.Model):
    """How often one agent has sent one macro."""

    macro = models.ForeignKey(Macro, models.CASCADE, related_name="uses")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["macro", "user"], name="one_count_a_macro_and_agent")]

    def __str__(self) -> str:
        return f"{self.macro_id} {self.user_id} {self.times}"
