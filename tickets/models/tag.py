"""Words that agents put on tickets, so that they are found together."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models.ticket import Ticket

LONGEST = 40


class TagQuerySet(QuerySet["Tag"]):
    """Tags."""

    def visible_to(self, user: User) -> "TagQuerySet":
        """Those on tickets somebody may know of; a supervisor's are all."""
        if user.is_supervisor:
            return self
        seen = Ticket.objects.visible_to(user).filter(taggings__tag=OuterRef("pk"))
        return self.filter(Exists(seen))


class Tag(models.Model):
    """A word in small letters and digits of any script, joined by hyphens; there is one of each."""

    name = models.CharField(_("name"), max_length=LONGEST)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [models.UniqueConstraint(Lower("name"), name="one_tag_a_name")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def spelled(words: str) -> str:
        """What somebody typed as a tag is written: "Hot Wallet" is "hot-wallet"; "" when nothing is left."""
        return slugify(words, allow_unicode=True)[:LONGEST].strip("-_")


class Tagging(models.Model):
    """A tag on a ticket: who put it there, and when."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="taggings", db_index=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "tag"], name="one_tagging_a_ticket")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.tag_id}"


def with_tags(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """The same tickets, each with `tag_names`: its tags by the alphabet, asked for in the same statement."""
    named = Tagging.objects.filter(ticket=OuterRef("pk")).order_by("tag__name").values("tag__name")
    return rows.annotate(tag_names=ArraySubquery(named))


def tags_of(ticket: Ticket) -> list[str]:
    """The tags of a ticket that `with_tags` has read."""
    return ticket.tag_names  # type: ignore[attr-defined]
