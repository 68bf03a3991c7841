"""Whom we help, and the names they go by on each network."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support.people.hiding import hidden_email, hidden_id, hidden_name
from support.people.models.tier import Tier
from support.people.models.user import User


def lowest_tier() -> int:
    """The tier of somebody the exchange has not told us about."""
    return Tier.objects.order_by("rank").values_list("pk", flat=True)[0]


ASK_AGAIN_AFTER = timedelta(minutes=10)  # an exchange that gave no answer is left in peace for so long


class TierSource(models.TextChoices):
    """Where a customer's tier came from."""

    UNKNOWN = "", _("nobody told us")
    API = "api", _("the exchange called us")
    WEBHOOK = "webhook", _("the exchange sent word")
    ASKED = "asked", _("the exchange answered us")
    EARLIER = "earlier", _("known before sources were kept")
    ADMIN = "admin", _("an admin")
    FILE = "file", _("an admin's file")


THE_EXCHANGES = (TierSource.API, TierSource.WEBHOOK, TierSource.ASKED, TierSource.EARLIER)


class CustomerQuerySet(models.QuerySet["Customer"]):
    """Adjectives that chain."""

    def worth_asking_about(self, now: datetime) -> "CustomerQuerySet":
        """Whose tier the exchange should tell us: it is unknown, or was the exchange's word long ago.

        What an admin said is not asked about; the exchange may still tell us otherwise by itself.
        """
        fresh = timedelta(hours=settings.TIER_FRESH_HOURS)
        stale = models.Q(tier_source__in=THE_EXCHANGES, tier_told_at__lt=now - fresh)
        due = models.Q(tier_asked_at=None) | models.Q(tier_asked_at__lt=now - ASK_AGAIN_AFTER)
        known_there = self.exclude(exchange_id=None).exclude(exchange_id="")
        return known_there.filter(stale | models.Q(tier_told_at=None), due)

    def without_proof(self) -> "CustomerQuerySet":
        """Whose address somebody only typed into a form, and for whom nobody has vouched since."""
        typed = Handle.objects.filter(network=Handle.TYPED, customer=models.OuterRef("pk"))
        return self.filter(models.Exists(typed), user=None).exclude(exchange_id__gt="")

    def reached_at(self, email: str) -> "CustomerQuerySet":
        """Who has this address and no sign-in yet; not those of whom we only know that somebody typed it."""
        only_said = Handle.objects.filter(network__in=Handle.ONLY_SAID, customer=models.OuterRef("pk"))
        known = ~models.Exists(only_said) | models.Q(exchange_id__gt="")
        return self.filter(known, user=None, email__iexact=email)


class Customer(models.Model):
    """A person we help; they may have no account with us, and none at the exchange.

    A tier that nobody told us is *unknown*: `tier_told_at` is empty and `tier` is the lowest.
    """

    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, verbose_name=_("sign-in"))
    exchange_id = models.CharField(_("exchange id"), max_length=64, null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    tier = models.ForeignKey(Tier, models.PROTECT, default=lowest_tier, verbose_name=_("tier"))
    tier_source = models.CharField(
        _("tier told by"), max_length=10, choices=TierSource, default=TierSource.UNKNOWN, blank=True
    )
    tier_told_at = models.DateTimeField(_("tier told"), null=True, blank=True)
    tier_asked_at = models.DateTimeField(_("tier asked for"), null=True, blank=True, editable=False)
    canary = models.BooleanField(
        _("canary"),
        default=False,
        help_text=_("Nobody has a reason to look at them: whoever does is told to supervisors."),
    )
    since = models.DateTimeField(_("known since"), auto_now_add=True)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")

    def __str__(self) -> str:
        """The name; without one what is left of an address or an id, which nobody reads in passing."""
        hidden = hidden_email(self.email) or hidden_id(self.exchange_id or "")
        return hidden_name(self.name) or hidden or str(_("somebody"))

    @property
    def initials(self) -> str:
        """Two letters for an avatar."""
        return "".join(word[0] for word in str(self).lstrip("@").split()[:2]).upper()

    @property
    def is_tier_known(self) -> bool:
        """Whether somebody who knows has told us the tier."""
        return self.tier_told_at is not None

    @property
    def is_without_proof(self) -> bool:
        """Whether somebody only typed the address into a form: they may be anybody."""
        return self.is_unvouched and self.handles.filter(network=Handle.TYPED).exists()

    @property
    def is_unvouched(self) -> bool:
        """Whether neither a sign-in nor the exchange stands for them."""
        return self.user_id is None and not self.exchange_id

    @property
    def tier_words(self) -> str:
        """The tier's name, or that it is unknown and which one counts meanwhile."""
        if self.is_tier_known:
            return self.tier.name
        return gettext("Unknown (counts as %(tier)s)") % {"tier": self.tier.name}

    @classmethod
    def of(cls, user: User | AnonymousUser) -> "Customer | None":
        """The customer somebody signed in is, or None for strangers and staff."""
        return cls.objects.filter(user=user.pk).first() if user.is_authenticated else None


class Handle(models.Model):
    """A name on a network; `proven_at` is empty until its owner showed it is theirs.

    A guest has one of two: TYPED is an address somebody put into a form of one browser, GUEST the address
    itself, once its owner has opened our letter.
    """

    TYPED, GUEST = "typed", "guest"
    ONLY_SAID = (TYPED, "chat")  # whoever types an address there may be anybody

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
