"""Words of an editor that were not saved yet: kept beside the text, shown to nobody else."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.article import Article
from support.look.overtaken import fingerprint


@dataclass(frozen=True)
class Aside:
    """What another window of the same editor typed, and when."""

    window: str
    typed: dict[str, str]
    at: datetime


class Unsent(models.Model):
    """What one editor typed into one text's form; `typed` are its fields by name, as they stand there.

    `window` is the window it was typed in last. `others` is what the editor's other windows typed, by window:
    {"typed": fields by name, "at": ISO time}. `typed` is empty where only they are left.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="unsent", verbose_name=_("article"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("by"))
    typed = models.JSONField(default=dict)
    window = models.CharField(max_length=40, blank=True, default="")
    others = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "by"], name="helpcenter_unsent_of_one"),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.language}), {self.by}"

    @property
    def version(self) -> str:
        """One short word for what is kept: another one as soon as anything else is; "" for nothing."""
        return fingerprint(self.typed) if self.typed else ""

    @property
    def asides(self) -> list[Aside]:
        """What other windows typed, the newest first."""
        found = [
            Aside(window, one["typed"], datetime.fromisoformat(one["at"]))
            for window, one in self.others.items()
        ]
        return sorted(found, key=lambda one: one.at, reverse=True)
