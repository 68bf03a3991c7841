"""The audit book as an app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Owns the entries."""

    name = "support.audit"
    verbose_name = _("Audit")
