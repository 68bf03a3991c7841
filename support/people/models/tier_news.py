"""What the exchange told us by webhook, each delivery once."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.people.models.customer import Customer
from support.people.models.tier import Tier


class TierNews(models.Model):
    """One signed delivery; the unique id is the judge of what was heard already."""

    delivery_id = models.CharField(_("delivery"), max_length=200, unique=True)
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="tier_news", verbose_name=_("customer")
    )
    tier = models.ForeignKey(Tier, models.CASCADE, verbose_name=_("tier"))
    at = models.DateTimeField(_("true since"))
    heard_at = models.DateTimeField(_("heard"), default=timezone.now)
    changed = models.BooleanField(_("changed something"), default=False)

    class Meta:
        verbose_name = _("word from the exchange")
        verbose_name_plural = _("words from the exchange")

    def __str__(self) -> str:
        return self.delivery_id
