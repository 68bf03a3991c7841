"""A machine's key to the API, with what it may do."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework_api_key.models import AbstractAPIKey

from support.people.models.user import User


class ApiKey(AbstractAPIKey):
    """Shown once, stored hashed; opens only what its scopes name."""

    class Scope(models.TextChoices):
        """What a key may do."""

        CUSTOMERS_WRITE = "customers:write", _("change customers and their tier")
        TICKETS_READ = "tickets:read", _("read tickets")
        TICKETS_WRITE = "tickets:write", _("open tickets and write on them")
        ARTICLES_READ = "articles:read", _("search articles")

    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), default=list, verbose_name=_("may"))
    acts_as = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name=_("answers as"), help_text=_("An agent.")
    )

    class Meta:
        ordering = AbstractAPIKey.Meta.ordering
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
