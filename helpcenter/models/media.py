"""Pictures and films of articles: our own files, painted anew, served by the help center itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpcenter.models.snippet import quotable


class Media(models.Model):
    """What pictures and films have in common. `digest` is of the content and stands in every address.

    Who may look at one is said by the texts that show it (`helpcenter.reach`).
    """

    name = models.CharField(_("short name"), max_length=60, unique=True, validators=[quotable])
    about = models.CharField(_("what it is for"), max_length=200, default="")
    digest = models.CharField(max_length=16, editable=False)
    width = models.PositiveIntegerField(_("width"), default=1280, help_text=_("In pixels."))
    height = models.PositiveIntegerField(_("height"), default=720, help_text=_("In pixels."))
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Picture(Media):
    """A picture in a few widths; the last one is the largest, `width` pixels wide."""

    widths = ArrayField(models.PositiveIntegerField(), default=list, editable=False)

    class Meta(Media.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Video(Media):
    """A film, with captions as WebVTT by language."""

    content_type = models.CharField(max_length=40, editable=False)
    poster = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("first picture")
    )
    captions = models.JSONField(
        _("captions"), default=dict, blank=True, help_text=_("WebVTT, one per language code.")
    )

    class Meta(Media.Meta):
        verbose_name = _("video")
        verbose_name_plural = _("videos")
