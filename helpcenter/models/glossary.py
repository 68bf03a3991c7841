"""Words that stay what they are in every language: names, products, signs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LockedTerm(models.Model):
    """One word or name. `said` gives what stands for it in a language; where none is given, itself."""

    term = models.CharField(_("term"), max_length=80, unique=True)
    said = models.JSONField(_("in other languages"), default=dict, blank=True)

    class Meta:
        ordering = ["term"]
        verbose_name = _("locked term")
        verbose_name_plural = _("glossary")

    def __str__(self) -> str:
        return self.term

    def in_language(self, language: str) -> str:
        """What must stand in a translation."""
        return str(self.said.get(language) or self.term)
