"""What Haystack knows of an article: one document a language."""

import re
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from haystack import indexes

from helpcenter import readers, sources
from helpcenter.models import Translation

FORM = re.compile(r"\[([^\]\n]{1,120})\]\((/tickets/new/\?topic=[a-z0-9-]+)\)")
MOST_FORMS = 3
ROW = re.compile(r'<t[hd][^>]* id="(mx-[0-9]{3})"')


def codes(translation: Translation) -> list[str]:
    """The error codes that have a row of their own in a text, as their addresses there: "mx-402"."""
    return ROW.findall(sources.rendered(translation).html)


class TranslationIndex(indexes.SearchIndex, indexes.Indexable):
    """Translations that are out. No signal keeps it: `helpcenter.search.follow` is called by actions."""

    text = indexes.CharField(document=True)
    title = indexes.CharField(model_attr="title")
    language = indexes.CharField(model_attr="language")
    languages = indexes.MultiValueField()  # those in which the same article is out
    headings = indexes.MultiValueField()  # lines of the text that begin a section
    forms = indexes.MultiValueField()  # "/tickets/new/?topic=fees Write about fees": where the article leads
    codes = indexes.MultiValueField()  # error codes that have a row in it
    readers = indexes.MultiValueField()  # for whom it is, in the words of `readers.of`
    article = indexes.IntegerField(model_attr="article_id")
    category = indexes.CharField(model_attr="article__category__slug", faceted=True)
    kind = indexes.CharField(model_attr="article__kind", faceted=True)
    audience = indexes.CharField(model_attr="article__audience", faceted=True)
    published_at = indexes.DateTimeField(model_attr="published_at", null=True)

    def get_model(self) -> type[Translation]:
        """What is indexed."""
        return Translation

    def index_queryset(self, using: str | None = None) -> QuerySet[Translation]:
        """Every text that is out, those for agents too: who may find which is asked when searching."""
        out = Translation.objects.out().select_related("article__category")
        return out.prefetch_related("article__translations", "article__tiers")

    def prepare_text(self, translation: Translation) -> str:
        """The summary and the body as a reader reads them."""
        return f"{translation.summary}\n{sources.rendered(translation).plain}".strip()

    def prepare_headings(self, translation: Translation) -> list[str]:
        """The headings of its sections, and the questions that open."""
        shown = sources.rendered(translation)
        said = [heading for _anchor, heading in shown.contents] + [asked for asked, _told in shown.questions]
        return [heading.removesuffix("·").strip() for heading in said]

    def prepare_languages(self, translation: Translation) -> list[str]:
        """So that a search in one language leaves out what can be read in another."""
        return sorted(one.language for one in translation.article.translations.all() if one.is_readable)

    def prepare_codes(self, translation: Translation) -> list[str]:
        """So that a code leads to where it is explained."""
        return codes(translation)

    def prepare_readers(self, translation: Translation) -> list[str]:
        """So that what somebody may not read takes no place among their results."""
        return readers.of(translation.article)

    def prepare_forms(self, translation: Translation) -> list[str]:
        """The forms an article links to, so that a search can lead there too."""
        return [f"{address} {words}" for words, address in FORM.findall(translation.body)][:MOST_FORMS]

    def get_updated_field(self) -> str:
        """So that `update_index --age` can mend what a crash left behind."""
        return "published_at"

    def prepare(self, obj: Translation) -> dict[str, Any]:
        """Haystack's dictionary, with plain values only."""
        prepared: dict[str, Any] = super().prepare(obj)
        moment = prepared.get("published_at")
        return prepared | {"published_at": moment.isoformat() if isinstance(moment, datetime) else moment}
