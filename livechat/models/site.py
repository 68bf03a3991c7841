"""A web site our chat stands on: who may frame it, and how it looks there."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models import Topic

HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


def exact_origin(said: str) -> None:
    """Raise ValidationError for whatever is no exact origin: a scheme, a host and perhaps a port."""
    try:
        parts = urlsplit(said)
        is_exact = said == f"{parts.scheme}://{parts.netloc}" and "@" not in said and parts.port != 0
    except ValueError:
        is_exact = False
    if not is_exact or parts.scheme not in {"https", "http"} or not HOST.fullmatch(parts.hostname or ""):
        raise ValidationError(_("Write an exact origin, as https://www.example.com."))
    if parts.scheme == "http" and settings.PRODUCTION:
        raise ValidationError(_("Only https:// origins may show the chat."))


class SiteQuerySet(models.QuerySet["Site"]):
    """Adjectives that chain."""

    def live(self) -> "SiteQuerySet":
        """Those that are not retired."""
        return self.filter(retired_at=None)


class Site(models.Model):
    """One host site; its key stands in the script tag and is no secret."""

    class Position(models.TextChoices):
        """Where the launcher floats, as the page reads."""

        END = "end", _("at the end of the line (right, where one reads to the right)")
        START = "start", _("at the start of the line")

    class Theme(models.TextChoices):
        """Light or dark."""

        SYSTEM = "", _("as the visitor's device")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    key = models.SlugField(
        _("key"),
        max_length=40,
        unique=True,
        help_text=_("Stands in the script tag and in signed identities."),
    )
    name = models.CharField(_("name"), max_length=80)
    origins = ArrayField(
        models.CharField(max_length=200, validators=[exact_origin]),
        verbose_name=_("origins"),
        help_text=_("Exact origins that may show the chat, separated by commas."),
    )
    accent = models.CharField(
        _("accent"), max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-f]{6}\Z")],
        help_text=_("The launcher's colour, as #0a6a71; empty: ours."),
    )  # fmt: skip
    theme = models.CharField(_("theme"), max_length=5, choices=Theme, blank=True, default=Theme.SYSTEM)
    position = models.CharField(_("position"), max_length=5, choices=Position, default=Position.END)
    languages = ArrayField(
        models.CharField(max_length=10, choices=settings.LANGUAGES),
        verbose_name=_("languages"),
        blank=True,
        default=list,
        help_text=_("None: all of ours. The first is spoken to who reads none of them."),
    )
    topics = models.ManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        help_text=_("Offered before the first line; none: the gravest."),
    )
    shows_typing = models.BooleanField(_("shows typing"), default=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("chat site")
        verbose_name_plural = _("chat sites")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    def speaks(self, wanted: str) -> str:
        """The language for who asks for `wanted`: theirs where the site has it, else its first."""
        ours = self.languages or [code for code, _name in settings.LANGUAGES]
        return wanted if wanted in ours else ours[0]
