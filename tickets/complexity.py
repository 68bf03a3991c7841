"""How much work a ticket is: it decides who can take it on and what may be estimated, never the order."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Complexity(models.TextChoices):
    """From what is answered at once to what must be found out."""

    SIMPLE = "simple", _("simple")
    NEEDS_DATA = "needs-data", _("needs data")
    INVESTIGATION = "investigation", _("investigation")
