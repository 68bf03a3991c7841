"""Short names that articles and shelves had before: whoever kept one is led on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.article import Article
from helpcenter.models.category import Category


class FormerAddress(models.Model):
    """A short name that was an article's, in any language; it is never given to another one."""

    slug = models.SlugField(_("short name"), unique=True, max_length=120)
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="former_addresses", verbose_name=_("article")
    )
    left_at = models.DateTimeField(_("left"), auto_now_add=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug


class FormerShelf(models.Model):
    """A short name that was a shelf's; it is never given to another one."""

    slug = models.SlugField(_("short name"), unique=True, max_length=60)
    category = models.ForeignKey(
        Category, models.CASCADE, related_name="former_addresses", verbose_name=_("category")
    )
    left_at = models.DateTimeField(_("left"), auto_now_add=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug
