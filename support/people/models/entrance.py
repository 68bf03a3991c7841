"""A door of a tier's own: what is filed there goes to the tier's team, and other tiers find no such page."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from support.people.models.agent import Team
from support.people.models.customer import Customer
from support.people.models.tier import Tier


class EntranceQuerySet(models.QuerySet["Entrance"]):
    """Adjectives that chain."""

    def open_to(self, customer: Customer | None) -> "EntranceQuerySet":
        """The entrances a customer may use: their tier's, and lower ones' that let higher tiers in."""
        if customer is None:
            return self.none()
        lower = Q(lets_higher_in=True, tier__rank__lt=customer.tier.rank)
        return self.filter(Q(tier=customer.tier_id) | lower)


class Entrance(models.Model):
    """A tier's own desk. It chooses the team, never the severity, and S0 keeps the team of its topic."""

    tier = models.OneToOneField(Tier, models.CASCADE, related_name="entrance", verbose_name=_("tier"))
    slug = models.SlugField(
        _("address"), max_length=40, unique=True, help_text=_("Customers find it at /tickets/desk/…/.")
    )
    names = models.JSONField(_("what customers call it"), help_text=_("One per language code."))
    team = models.ForeignKey(Team, models.PROTECT, related_name="entrances", verbose_name=_("team"))
    lets_higher_in = models.BooleanField(
        _("open to higher tiers, too"), default=False, help_text=_("Lower tiers never find it.")
    )

    objects = EntranceQuerySet.as_manager()

    class Meta:
        ordering = [F("tier__rank").desc()]
        verbose_name = _("dedicated entry")
        verbose_name_plural = _("dedicated entries")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in English."""
        return self.names.get(get_language() or "en") or self.names.get("en") or self.slug
