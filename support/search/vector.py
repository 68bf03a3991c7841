"""What PostgreSQL matches on: a language's stems, with the folded words beside them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery as TextQuery
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.contrib.postgres.search import SearchVectorCombinable as Combinable
from django.db import connection
from django.db.models import Func, TextField, Value
from django.db.models.expressions import CombinedExpression

from support.search import text


class Lexemes(Combinable, Func):
    """A vector of words as they are, without positions."""

    function = "array_to_tsvector"
    output_field = SearchVectorField()


class Named(Combinable, Func):
    """The lexemes of a title's vector, each as `titled` writes it: what is in a title, an index can tell."""

    output_field = SearchVectorField()
    template = "array_to_tsvector(ARRAY(SELECT '=' || lexeme FROM unnest(%(expressions)s)))"


class Raw(TextQuery):
    """A tsquery as it is written, or as an expression writes it."""

    def __init__(self, written: Any) -> None:
        super().__init__(written, search_type="raw")

    def as_sql(  # type: ignore[override]  # Django's own levels differ, too
        self, compiler: Any, connection: Any, function: str | None = None, template: str | None = None
    ) -> tuple[str, list[Any]]:
        """The quoted lexemes, cast instead of parsed once more."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return f"{sql}::tsquery", params


def titled(word: str) -> str:
    """The lexeme that only documents with the word in their title have; no other begins with this sign."""
    return f"={word}"


def vector(title: str, body: str, reduced: str, code: str) -> CombinedExpression:
    """The vector of a document: stems of title and body, and those of the title once more as `titled`; folded
    words find what was typed without accents, and what `repair.meant` found in the vocabulary."""
    config = text.language(code).config
    folded = {word for word in reduced.split() if not text.is_han(word)}
    folded |= {titled(word) for word in text.spread(text.fold(title, code), code).split()}
    named = SearchVector(Value(text.spread(title, code)), config=config)
    return (
        named
        + SearchVector(Value(text.spread(body, code)), config=config)
        + Named(named)
        + Lexemes(Value(sorted(folded), output_field=ArrayField(TextField())))
    )


def stems(words: Iterable[str], code: str) -> dict[str, list[str]]:
    """The lexemes a language makes of each word; none for words it thinks too common to index."""
    wanted = list(words)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, tsvector_to_array(to_tsvector(%s::regconfig, word)) FROM unnest(%s::text[]) word",
            [text.language(code).config, wanted],
        )
        return dict(cursor.fetchall())


def any_of(lexemes: Iterable[str]) -> str:
    """A raw tsquery that matches a document with any of the lexemes, whatever letters are in them."""
    return " | ".join(dict.fromkeys(map(quoted, lexemes)))


def quoted(lexeme: str) -> str:
    """A lexeme as a raw tsquery takes it, whatever letters are in it."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
