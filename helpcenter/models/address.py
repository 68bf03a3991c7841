"""Short names that articles and shelves had before: whoever kept one is led on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.article import Article
from helpcenter.models.category import Category


class FormerName(models.Model):
    """A short name somebody may have kept; it is never given to another one."""

    left_at = models.DateTimeField(_("left"), auto_now_add=True)
    slug: str

    class Meta:
        abstract = True
        ordering = ["slug"]
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug


class FormerAddress(FormerName):
    """It was an article's, in any language."""

    slug = models.SlugField(_("short name"), unique=True, max_length=120)
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="former_addresses", verbose_name=_("article")
    )


class FormerShelf(FormerName):
    """It was a shelf's."""

    slug = models.SlugField(_("short name"), unique=True, max_length=60)
    category = models.ForeignKey(
        Category, models.CASCADE, related_name="former_addresses", verbose_name=_("category")
    )
