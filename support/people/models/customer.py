"""Whom we help, and the names they go by on each network."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from support.people.models.tier import Tier
from support.people.models.user import User


def lowest_tier() -> int:
    """The tier of somebody the exchange has not told us about."""
    return Tier.objects.order_by("rank").values_list("pk", flat=True)[0]


class Customer(models.Model):
    """A person we help; they may have no account with us, and none at the exchange."""

    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, verbose_name=_("sign-in"))
    exchange_id = models.CharField(_("exchange id"), max_length=64, null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    tier = models.ForeignKey(Tier, models.PROTECT, default=lowest_tier, verbose_name=_("tier"))
    since = models.DateTimeField(_("known since"), auto_now_add=True)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")

    def __str__(self) -> str:
        return self.name or self.email or self.exchange_id or str(_("somebody"))

    @property
    def initials(self) -> str:
        """Two letters for an avatar."""
        return "".join(word[0] for word in str(self).lstrip("@").split()[:2]).upper()

    @classmethod
    def of(cls, user: User | AnonymousUser) -> "Customer | None":
        """The customer somebody signed in is, or None for strangers and staff."""
        return cls.objects.filter(user=user.pk).first() if user.is_authenticated else None


class Handle(models.Model):
    """A name on a network; `proven_at` is empty until its owner showed it is theirs."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="handles", verbose_name=_("customer"))
    network = models.CharField(_("network"), max_length=20)
    external_id = models.CharField(_("id on the network"), max_length=300)
    name = models.CharField(_("name"), max_length=120, blank=True)
    proven_at = models.DateTimeField(_("proven"), null=True, blank=True)

    class Meta:
        verbose_name = _("handle")
        verbose_name_plural = _("handles")
        constraints = [models.UniqueConstraint(fields=["network", "external_id"], name="one_owner_a_handle")]

    def __str__(self) -> str:
        return f"{self.name or self.external_id} ({self.network})"
