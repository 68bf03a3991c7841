"""Who wants to hear of a ticket that is not in their hands."""

from django.db import models
from django.utils import timezone

from support.people.models import User
from tickets.models.ticket import Ticket


class Follower(models.Model):
    """An agent who follows a ticket; whom to tell is said by `tickets.followers.followers_of`."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="followed_by", db_index=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="follows")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "user"], name="one_follower_a_ticket")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.ticket_id}"
