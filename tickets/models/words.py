"""What was said on a ticket, as search sees it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from tickets.models.ticket import Ticket


class Words(models.Model):
    """One row a ticket: the words of its subject, customer, messages and files, without their places."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, primary_key=True, related_name="words")
    vector = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="words_of_tickets")]

    def __str__(self) -> str:
        return f"words of {self.ticket_id}"
