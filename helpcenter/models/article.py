"""What a reader may look up, whatever the language."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helpcenter.models.category import Category
from support.people.models import Tier

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from helpcenter.models.translation import Translation
    from support.people.models import User

READABLE = ("published", "outdated")  # statuses a reader may see


def opened_to(user: "User | AnonymousUser | None") -> models.Q:
    """Articles that are for this person: the one rule that every page, search, feed and file asks.

    Agents read what names no roles, or theirs; admins everything. Customers never what is for agents; what is
    for who is signed in, or for some tiers, only when they are that.
    """
    if getattr(user, "is_staff", False):
        role = getattr(user, "role", "")
        return (
            models.Q()
            if getattr(user, "is_admin", False)
            else models.Q(roles=[]) | models.Q(roles__contains=[role])
        )
    everybody = ~models.Q(audience=Article.Audience.AGENTS)
    if user is None or not user.is_authenticated:
        return everybody & models.Q(signed_in=False, tiers=None)
    customer = getattr(user, "customer", None)
    return everybody & (models.Q(tiers=None) | models.Q(tiers=customer.tier_id if customer else None))


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about many articles."""

    def readable(self) -> "ArticleQuerySet":
        """Those with at least one translation that is out."""
        out = Article.objects.filter(translations__status__in=READABLE)
        return self.filter(pk__in=out.values("pk"))

    def visible_to(self, user: "User | AnonymousUser | None") -> "ArticleQuerySet":
        """What this person may read: agents also what is not out, each what is for their role or tier."""
        mine = self.filter(pk__in=Article.objects.filter(opened_to(user)).values("pk"))
        return mine if getattr(user, "is_staff", False) else mine.readable()


class Article(models.Model):
    """One answer; its words are in its translations."""

    class Kind(models.TextChoices):
        """What sort of page it is."""

        HOW_TO = "how-to", _("How-to")
        EXPLAINER = "explainer", _("Explainer")
        TROUBLESHOOTING = "troubleshooting", _("Troubleshooting")
        FAQ = "faq", _("Questions and answers")
        NOTICE = "notice", _("Notice")

    class Audience(models.TextChoices):
        """For whom it is written."""

        NEWCOMERS = "newcomer", _("Newcomers")
        EVERYONE = "everyone", _("Everyone")
        TRADERS = "trader", _("Traders")
        DEVELOPERS = "developer", _("Developers")
        BUSINESS = "business", _("Business")
        FAMILY = "family", _("Family and heirs")
        AGENTS = "agent", _("Agents only")

    slug = models.SlugField(_("short name"), unique=True, max_length=120)
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="articles", verbose_name=_("category")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.EXPLAINER)
    audience = models.CharField(_("audience"), max_length=20, choices=Audience, default=Audience.EVERYONE)
    signed_in = models.BooleanField(_("only for who is signed in"), default=False)
    tiers = models.ManyToManyField(
        Tier,
        blank=True,
        related_name="+",
        verbose_name=_("only for these tiers"),
        help_text=_("None: for all."),
    )
    roles = ArrayField(
        models.CharField(max_length=10),
        default=list,
        blank=True,
        verbose_name=_("only for these roles"),
        help_text=_("Of agents: agent, supervisor, admin. None: for all of them."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("Within its section; of two equals the short name decides.")
    )
    source_language = models.CharField(
        _("written first in"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The other languages are translated from this one."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked after by"),
    )
    review_by = models.DateField(_("to be checked by"), null=True, blank=True)
    outline = models.CharField(_("outline"), max_length=20, blank=True)
    source = models.CharField(_("imported from"), max_length=200, blank=True)
    notice = models.TextField(
        _("licence notice"), blank=True, help_text=_("Of the texts it was imported with; shown below them.")
    )
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "order", "slug"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self) -> str:
        return self.slug

    def readable_in(self, language: str = "") -> "Translation | None":
        """The best translation a reader may see: theirs, else the house's language, else any."""
        wanted = [language or get_language() or "", settings.LANGUAGE_CODE]
        out = {one.language: one for one in self.translations.all() if one.status in READABLE}
        found = next((out[code] for code in wanted if code in out), None)
        return found or next(iter(out.values()), None)
