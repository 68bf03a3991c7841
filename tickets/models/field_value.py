"""What a customer answered to a typed question."""

from django.db import models

from tickets.models.ticket import Ticket
from tickets.models.topic_field import TopicField, spoken


class FieldValue(models.Model):
    """An answer as it was given: it keeps its question, whatever admins make of the topic later.

    `value` is canonical (a time is UTC, an amount has a point, an id no spaces), secrets masked. `facts` are
    what was understood: {"network": "ethereum", "zone": "Europe/Berlin", "doubt": "…"}.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="values")
    key = models.SlugField(max_length=30)
    kind = models.CharField(max_length=14, choices=TopicField.Kind)
    labels = models.JSONField(default=dict)
    value = models.TextField()
    names = models.JSONField(default=list)  # of the options chosen, each by language code
    facts = models.JSONField(default=dict)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["ticket", "key"], name="one_answer_a_field")]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"

    @property
    def label(self) -> str:
        """The question in the reader's language, else English."""
        return spoken(self.labels, self.key)
