"""As whom we speak on a network, and whether we may speak now."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Network(models.TextChoices):
    """Where people write to us; the same words as the tickets' channels."""

    X = "x", "X"
    FACEBOOK = "facebook", "Facebook"


class Account(models.Model):
    """One account of ours; its keys are in the environment, never in a row."""

    network = models.CharField(_("network"), max_length=20, choices=Network)
    external_id = models.CharField(_("id on the network"), max_length=64)
    name = models.CharField(_("name"), max_length=120, blank=True)
    quiet_until = models.DateTimeField(_("no messages before"), null=True, blank=True)
    quiet_in_public_until = models.DateTimeField(_("no public replies before"), null=True, blank=True)
    disconnected_at = models.DateTimeField(_("disconnected"), null=True, blank=True)
    trouble = models.CharField(_("trouble"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(fields=["network", "external_id"], name="one_row_an_account"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.external_id} ({self.get_network_display()})"

    @classmethod
    def known_as(cls, network: str, external_id: str) -> "Account":
        """The account with this id; the first time it is met, its row is made."""
        ours = {Network.X: (settings.X_ACCOUNT_ID, settings.X_ACCOUNT_NAME)}
        ours[Network.FACEBOOK] = (settings.FACEBOOK_PAGE_ID, settings.FACEBOOK_PAGE_NAME)
        number, name = ours[Network(network)]
        external_id = external_id or number
        known = {"name": name if number == external_id else ""}
        return cls.objects.get_or_create(network=network, external_id=external_id, defaults=known)[0]

    def pause(self, *, public: bool) -> datetime | None:
        """Until when the network wants no more of this kind from us; None when we may speak."""
        until = self.quiet_in_public_until if public else self.quiet_until
        return until if until and until > timezone.now() else None

    def hush(self, *, public: bool, until: datetime) -> None:
        """The network asked for a pause: X counts posts and messages apart, so we do."""
        field = "quiet_in_public_until" if public else "quiet_until"
        Account.objects.filter(pk=self.pk).update(**{field: until})
        setattr(self, field, until)

    def disconnect(self, why: str) -> None:
        """Note that the network does not know us any more; the first time stays the time."""
        rows = Account.objects.filter(pk=self.pk)
        rows.update(trouble=why[:300])
        rows.filter(disconnected_at=None).update(disconnected_at=timezone.now())

    def connect(self) -> None:
        """Note that the network knows us (again)."""
        rows = Account.objects.filter(pk=self.pk).exclude(disconnected_at=None)
        rows.update(disconnected_at=None, trouble="")
