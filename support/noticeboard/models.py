"""What is pinned to the board: notices and the accounts that are really ours."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from support.noticeboard import contacts


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Adjectives that chain."""

    def current(self, now: datetime) -> "NoticeQuerySet":
        """Begun and not over."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), begins_at__lte=now)


class Notice(models.Model):
    """News for everybody, with the next word promised; words in as many languages as there are."""

    class Tone(models.TextChoices):
        """How much it concerns."""

        NEWS = "accent", _("news")
        SLOW = "warn", _("something is slow")
        DOWN = "danger", _("something does not work")
        SOLVED = "good", _("solved")

    titles = models.JSONField(_("titles"), help_text=_("One per language code; English must be there."))
    texts = models.JSONField(_("texts"), default=dict, blank=True)
    tone = models.CharField(_("tone"), max_length=10, choices=Tone, default=Tone.NEWS)
    begins_at = models.DateTimeField(_("begins"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    next_word_at = models.DateTimeField(_("next word by"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_at"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the reader's language, else English."""
        return self.titles.get(get_language() or "en") or self.titles.get("en", "")

    @property
    def text(self) -> str:
        """In the reader's language, else English."""
        return self.texts.get(get_language() or "en") or self.texts.get("en", "")

    @property
    def lang(self) -> str:
        """The language the title is really in."""
        language = get_language() or "en"
        return language if language in self.titles else "en"


class OfficialAccount(models.Model):
    """An address, name or number that is really ours."""

    network = models.CharField(_("network"), max_length=40, help_text=_("X, Facebook, e-mail, web, …"))
    name = models.CharField(_("name"), max_length=120)
    bare = models.CharField(max_length=120, db_index=True, editable=False)

    class Meta:
        ordering = ["network", "name"]
        verbose_name = _("official account")
        verbose_name_plural = _("official accounts")
        constraints = [models.UniqueConstraint(fields=["network", "bare"], name="one_line_an_account")]

    def __str__(self) -> str:
        return f"{self.name} ({self.network})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the comparable form beside the name."""
        self.bare = contacts.read(self.name).word
        super().save(*args, **kwargs)

    @classmethod
    def behind(cls, contact: str) -> "list[OfficialAccount]":
        """Our accounts that may have contacted somebody; none when it was somebody else."""
        asked = contacts.read(contact)
        rows = cls.objects.filter(bare=asked.word) if asked.word else cls.objects.none()
        return [row for row in rows if contacts.same(asked, contacts.on(row.network, row.name))]
