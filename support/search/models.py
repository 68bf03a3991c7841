"""The index as rows: what can be found, which words there are, how much there is."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from support.search.meaning.rows import Passage

__all__ = ["Concept", "Corpus", "Document", "Passage", "Term"]


class Document(models.Model):
    """One thing that can be found, as its index prepared it."""

    key = models.CharField(max_length=200, unique=True)  # Haystack's "app.model.pk"
    model = models.CharField(max_length=100)  # "app.model"
    object_id = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    reduced = models.TextField(blank=True)  # " word word " with the title twice; what ranking counts in
    words = models.PositiveIntegerField(default=0)
    vector = SearchVectorField(null=True)
    fields = models.JSONField(default=dict)  # every prepared field, for filters and for results

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_document_vector", fastupdate=False),
            models.Index(fields=["language", "model"], name="search_document_language"),
        ]

    def __str__(self) -> str:
        return self.key


class Term(models.Model):
    """A word, or a piece of one, and in how many documents of a language it occurs."""

    class Kind(models.TextChoices):
        """Words repair and complete what somebody types; pieces only weigh."""

        WORD = "w"
        PIECE = "p"

    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=1, choices=Kind)
    text = models.CharField(max_length=64)  # without accents, as people type it
    shown = models.CharField(max_length=64, blank=True)  # as it is written
    documents = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "kind", "text"], name="search_term_once"),
        ]
        indexes = [
            GinIndex(
                OpClass("text", name="gin_trgm_ops"),
                name="search_term_alike",
                fastupdate=False,
                condition=models.Q(kind="w"),
            ),
            models.Index(
                fields=["language", "text"],
                name="search_term_prefix",
                opclasses=["varchar_ops", "varchar_pattern_ops"],
                condition=models.Q(kind="w"),
            ),
            models.Index(fields=["kind"], name="search_term_gone", condition=models.Q(documents__lte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"


class Concept(models.Model):
    """Words that mean the same to a reader, in each language; see `synonyms`."""

    said = models.JSONField(_("words"), default=dict)  # {"en": ["transaction id", "txid"], "de": […]}
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return " · ".join(words[0] for words in self.said.values() if words)[:200]


class Corpus(models.Model):
    """How much there is in one language: the averages that BM25 compares with."""

    language = models.CharField(max_length=10, unique=True)
    documents = models.IntegerField(default=0)
    words = models.BigIntegerField(default=0)
    letters = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "corpora"

    def __str__(self) -> str:
        return f"{self.language}: {self.documents}"
