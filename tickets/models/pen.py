"""How somebody answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from support.people.models import User


class Pen(models.Model):
    """How somebody answers: whether they write macros, how long a reply of theirs can be called back,
    and whether what customers write is translated without asking."""

    SECONDS = [(0, _("leaves at once")), (5, _("5 seconds")), (10, _("10 seconds")), (20, _("20 seconds"))]

    user = models.OneToOneField(User, models.CASCADE, related_name="pen", verbose_name=_("agent"))
    undo_seconds = models.PositiveSmallIntegerField(
        _("a reply can be called back for"), choices=SECONDS, default=10
    )
    writes_macros = models.BooleanField(_("may write macros of their teams"), default=False)
    translates = models.BooleanField(_("always translate what customers write"), default=False)

    class Meta:
        verbose_name = _("way of answering")
        verbose_name_plural = _("ways of answering")

    def __str__(self) -> str:
        return str(self.user)
