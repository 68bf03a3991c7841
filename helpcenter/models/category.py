"""The shelves that articles stand on."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Category(models.Model):
    """A shelf; a shelf inside another one is a section."""

    slug = models.SlugField(_("short name"), unique=True, max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="sections", verbose_name=_("inside")
    )
    icon = models.CharField(_("icon"), max_length=40, default="file")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    names = models.JSONField(_("names"), default=dict, help_text=_("One per language code."))
    descriptions = models.JSONField(_("descriptions"), default=dict, blank=True)

    count: int  # articles that a reader may see here; set by `helpcenter.shelves`, on what it returns

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else English, else the short name."""
        return self.names.get(get_language() or "en") or self.names.get("en") or self.slug

    @property
    def description(self) -> str:
        """One line of what stands here, in the reader's language, else English."""
        return self.descriptions.get(get_language() or "en") or self.descriptions.get("en", "")
