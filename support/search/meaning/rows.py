"""Passages as rows, where PostgreSQL has pgvector; elsewhere there is no such table, see `ground`."""

from django.db import models
from pgvector.django import HalfVectorField, HnswIndex

DIMENSIONS = 384


class Passage(models.Model):
    """A part of a document as a model understood it.

    It outlives its document for a day, so that rebuilding the index reads nothing again. Nothing finds it by
    then: every search asks the document's own row.
    """

    document = models.ForeignKey(
        "search.Document",
        on_delete=models.DO_NOTHING,
        to_field="key",
        db_constraint=False,
        db_index=False,
        related_name="passages",
    )
    mark = models.CharField(max_length=32)  # of its words
    model = models.CharField(max_length=60)  # whose vector this is
    version = models.CharField(max_length=32, blank=True)  # of the document, once all of it was read
    vector = HalfVectorField(dimensions=DIMENSIONS)  # of length 1
    gone_at = models.DateTimeField(null=True)  # when its document was first missed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "mark", "model"], name="search_passage_once"),
        ]
        indexes = [
            HnswIndex(fields=["vector"], name="search_passage_near", opclasses=["halfvec_cosine_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.mark}"
