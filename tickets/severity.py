"""How bad it is, whoever asks: severity beats tier."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.IntegerChoices):
    """S0 money leaving now … S4 feedback."""

    S0 = 0, _("money or account at risk now")
    S1 = 1, _("locked out or money stuck")
    S2 = 2, _("a service fails")
    S3 = 3, _("a question")
    S4 = 4, _("feedback")
