"""A Haystack backend on PostgreSQL's full-text search, in the same database as the rows it finds.

Settings: `HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "support.search.backend.SearchEngine"}}`; the option
`SYNONYMS` names a file (see `synonyms`). An index says a document's language in its field `language` and its
title in `title`. Places and distances are not supported.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q
from haystack.backends import BaseEngine, BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SkipDocument
from haystack.indexes import SearchIndex
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct

from support.search import facets, indexing
from support.search.finding import Search, alike
from support.search.models import Document
from support.search.query import Asked, SearchQuery
from support.search.snippets import Highlighted

ALIKE_WORDS = 25
Answer = dict[str, Any]


class SearchBackend(BaseSearchBackend):
    """Writes the index and answers from it; errors are raised, never swallowed."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.synonyms_file = str(options.get("SYNONYMS", ""))

    # ── Writing ──────────────────────────────────────────────────────────────────────────────────
    def update(self, index: SearchIndex, iterable: Iterable[Model], commit: bool = True) -> None:
        """Add or replace what the index makes of these objects, in one transaction."""
        documents = []
        for one in iterable:
            try:
                prepared = index.full_prepare(one)
            except SkipDocument:
                continue
            documents.append(self._document(index, prepared))
        indexing.write(documents)

    def _document(self, index: SearchIndex, prepared: dict[str, Any]) -> Document:
        fields = json.loads(json.dumps(prepared, cls=DjangoJSONEncoder))
        body = str(fields.pop(index.get_content_field(), "") or "")
        return Document(
            key=fields.pop(ID),
            model=fields.pop(DJANGO_CT),
            object_id=str(fields.pop(DJANGO_ID)),
            language=str(fields.get("language") or ""),
            title=str(fields.get("title") or ""),
            body=body,
            fields=fields,
        )

    def remove(self, obj_or_string: Model | str, commit: bool = True) -> None:
        """Forget one object, or one Haystack identifier; an unknown one is no error."""
        indexing.remove(Document.objects.filter(key=get_identifier(obj_or_string)))

    def clear(self, models: Sequence[type[Model]] | None = None, commit: bool = True) -> None:
        """Forget everything, or everything of these models."""
        if models is None:
            indexing.clear()
        else:
            indexing.remove(Document.objects.filter(model__in=[get_model_ct(model) for model in models]))

    def build_schema(self, fields: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
        """The content field's name, and each field as {name, type, multi_valued, stored}."""
        content = next((one.index_fieldname for one in fields.values() if one.document), "text")
        return content, [
            {
                "name": one.index_fieldname,
                "type": one.field_type,
                "multi_valued": one.is_multivalued,
                "stored": one.stored,
            }
            for one in fields.values()
        ]

    # ── Answering ────────────────────────────────────────────────────────────────────────────────
    @log_query
    def search(self, query_string: Asked | str, **options: Any) -> Answer:
        """Results and hits, and as asked: facets, highlighted snippets, a spelling suggestion."""
        asked = query_string if isinstance(query_string, Asked) else Asked.words(query_string)
        search = self._search(asked, options)
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        sort_by = list(options.get("sort_by") or [])
        if asked.texts and not sort_by:
            ranked = search.ranked()
            hits, page = len(ranked), ranked[start:end]
        else:
            rows = Document.objects.filter(search.everything()).order_by(*map(_order, sort_by), "pk")
            hits = rows.count()
            page = [(pk, 0.0) for pk in rows.values_list("pk", flat=True)[start:end]]
        answer: Answer = {"results": self._results(search, page, options), "hits": hits}
        if counts := self._facets(search, options):
            answer["facets"] = counts
        if spelling := options.get("spelling_query"):
            answer["spelling_suggestion"] = search.suggestion(spelling)
        return answer

    def more_like_this(
        self, model_instance: Model, additional_query_string: Asked | None = None, **options: Any
    ) -> Answer:
        """What is about the same words, without the object itself; nothing for what is not indexed."""
        own = Document.objects.filter(key=get_identifier(model_instance)).first()
        if own is None:
            return {"results": [], "hits": 0}
        asked = Asked.words(" ".join(alike(own, ALIKE_WORDS)))
        search = self._search(asked, options)
        search.also &= Q(language=own.language) & ~Q(pk=own.pk)
        if additional_query_string is not None:
            search.also &= self._search(additional_query_string, {}).everything()
        ranked = search.ranked()
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        return {"results": self._results(search, ranked[start:end], options), "hits": len(ranked)}

    def _search(self, asked: Asked, options: dict[str, Any]) -> Search:
        content, schema = self.build_schema(self._unified().all_searchfields())
        also = Q()
        if models := options.get("models"):
            also &= Q(model__in=[get_model_ct(model) for model in models])
        for narrow in options.get("narrow_queries") or ():
            name, _, value = str(narrow).partition(":")
            also &= facets.condition(name, value)
        many = frozenset(one["name"] for one in schema if one["multi_valued"])
        return Search(asked, also, self.synonyms_file, content, many)

    def _unified(self) -> Any:
        from haystack import connections

        return connections[self.connection_alias].get_unified_index()

    def _results(self, search: Search, page: list[tuple[int, float]], options: dict[str, Any]) -> list[Any]:
        rows = Document.objects.defer("reduced", "vector").in_bulk([pk for pk, _ in page])
        make = options.get("result_class") or SearchResult
        results = []
        for pk, score in page:
            row = rows[pk]
            app, _, model = row.model.partition(".")
            stored = row.fields | {ID: row.key, "language": row.language, "title": row.title}
            if options.get("highlight"):
                reading = search.readings.get(row.language)
                wanted = frozenset(reading.marked if reading else ())
                stored["highlighted"] = Highlighted(row.title, row.body, wanted, row.language)
                stored["reading"] = reading  # how the question was understood in this result's language
            results.append(make(app, model, row.object_id, score, text=row.body, **stored))
        return results

    def _facets(self, search: Search, options: dict[str, Any]) -> dict[str, Any]:
        wanted = {name: options.get(name) for name in ("facets", "date_facets", "query_facets")}
        if not any(wanted.values()):
            return {}
        rows = Document.objects.filter(search.everything())
        return {
            "fields": facets.by_value(rows, wanted["facets"] or ()),
            "dates": facets.by_time(rows, wanted["date_facets"] or {}),
            "queries": facets.by_question(rows, wanted["query_facets"] or ()),
        }


def _order(name: str) -> str:
    minus, bare = ("-", name[1:]) if name.startswith("-") else ("", name)
    return f"{minus}fields__{bare}"


class SearchEngine(BaseEngine):
    """What a connection's ENGINE names."""

    backend = SearchBackend
    query = SearchQuery
