"""Words somebody has typed and not sent yet, kept with us beside what their browser keeps."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from support.people.models import User
from tickets.models.ticket import Ticket

NEW_TICKET = "new-ticket"  # the form of that name; others: a ticket's answer box, a thing of its list


class DraftQuerySet(models.QuerySet["Draft"]):
    """Adjectives for drafts."""

    def visible_to(self, user: User | AnonymousUser, guest: str) -> "DraftQuerySet":
        """Their own, and what this browser (`guest`, "" for none) kept while nobody was signed in."""
        own = Q(user=user) if user.is_authenticated and not user.is_staff else Q(pk=None)
        return self.filter(own | Q(guest=guest, user=None) if guest else own)

    def unsent(self) -> "DraftQuerySet":
        """Those that still wait to be sent."""
        return self.filter(sent_as=None)

    def outlived(self, now: datetime) -> "DraftQuerySet":
        """Those nobody came back to in time."""
        guests = Q(user=None, saved_at__lte=now - Draft.A_GUEST_S_LASTS)
        return self.filter(guests | Q(saved_at__lte=now - Draft.LASTS))


class Draft(models.Model):
    """One unsent text of one form, under the key it will be sent with: it is heard once wherever that is.

    `typed` is {field: words} without secrets. `revision` is "<page>-<step>": which open page wrote it, and
    the how-manieth time. Once sent, the words are gone and `sent_as` tells pages that still show them.
    """

    LASTS = timedelta(days=7)
    A_GUEST_S_LASTS = timedelta(days=2)

    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="drafts")
    guest = models.CharField(max_length=32, blank=True)  # a browser without a sign-in, by its session
    form = models.CharField(max_length=20)  # NEW_TICKET, a ticket's reference or Wanted.draft
    key = models.CharField(max_length=64)
    typed = models.JSONField(default=dict)
    revision = models.CharField(max_length=48, blank=True)
    saved_at = models.DateTimeField()
    sent_as = models.ForeignKey(Ticket, models.CASCADE, null=True, blank=True, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, guest__gt="") | Q(user__isnull=False, guest=""),
                name="a_draft_is_one_person_s",
            ),
            models.UniqueConstraint(
                fields=["user", "form", "key"], condition=Q(guest=""), name="one_draft_a_key_of_a_user"
            ),
            models.UniqueConstraint(
                fields=["guest", "form", "key"], condition=Q(user=None), name="one_draft_a_key_of_a_guest"
            ),
        ]
        indexes = [models.Index(fields=["saved_at"], name="drafts_by_age")]

    def __str__(self) -> str:
        return f"{self.form} {self.key}"

    def is_of_the_page_of(self, revision: str) -> bool:
        """Whether the page that wrote `revision` wrote this."""
        return self.revision.rpartition("-")[0] == revision.rpartition("-")[0]

    def is_followed_by(self, revision: str, *, base: str) -> bool:
        """Whether whoever wrote `revision` knew this text: saw it as `base`, or wrote it on the same page."""
        step, count = self.revision.rpartition("-")[2], revision.rpartition("-")[2]
        return base == self.revision or (self.is_of_the_page_of(revision) and int(count) > int(step))
