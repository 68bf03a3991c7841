"""A file of articles that an editor brought: tried out first, then taken in by a worker."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpcenter.models.article import Article


class ArticleFile(models.Model):
    """One upload. Until somebody begins it, it has changed nothing; its bytes go when it is finished.

    `language` is the one in which its problems are told. `moved` says of articles that stood already what is
    another now of their place and of whom they are for, and what a file says that stays as it was; `tries`
    is how often a worker began with it.
    """

    class State(models.TextChoices):
        """How far it has come."""

        READING = "reading", _("being read")
        SHOWN = "shown", _("only looked at; forgotten after a day")
        REFUSED = "refused", _("refused, nothing was taken in")
        TAKING = "taking", _("being taken in")
        DONE = "done", _("taken in")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("file"), max_length=120)
    content = models.BinaryField(_("content"))
    kind = models.CharField(_("kind"), max_length=20, choices=Article.Kind, default=Article.Kind.FAQ)
    as_drafts = models.BooleanField(_("as drafts"), default=False)
    notice = models.TextField(_("licence notice"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READING)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    texts = models.PositiveIntegerField(_("texts"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    same = models.PositiveIntegerField(_("as they were"), default=0)
    problems = models.JSONField(_("problems"), default=list)
    moved = models.JSONField(default=list, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    left_out = models.JSONField(_("left out"), default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("begun by")
    )
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["state"], name="helpcenter_file_state")]
        verbose_name = _("file of articles")
        verbose_name_plural = _("files of articles")

    def __str__(self) -> str:
        return self.name

    @property
    def goes_on(self) -> bool:
        """Whether a worker has it."""
        return self.state in {self.State.READING, self.State.TAKING}
