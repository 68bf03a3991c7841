"""An article as a search shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from helpcenter import pasted
from helpcenter.models import Article, Translation
from helpcenter.search_indexes import FORM
from support.search import text
from support.search.snippets import Highlighted
from support.search.understanding import Understood


@dataclass(frozen=True)
class Found:
    """An article as a search shows it."""

    slug: str
    title: str
    language: str  # of the text, which may not be the reader's
    is_fallback: bool
    article: Article = field(repr=False)  # with its category
    forms: list[tuple[str, str]]  # address and words of the forms that the article leads to
    highlighted: Mapping[str, list[SafeString]] = field(repr=False, compare=False)
    score: float = 0.0
    asked: str = ""  # the words it was found by
    row: str = ""  # of the error code they asked about, where this text explains it: "mx-402"
    lang: str = ""  # what the page that shows it names in its address
    reading: Understood | None = field(
        default=None, repr=False, compare=False
    )  # the question in its language

    @property
    def url(self) -> str:
        """Its page, which marks the words and speaks the language of the page that leads there."""
        return address(self.slug, self.asked, self.lang, self.row)

    @property
    def is_exact(self) -> bool:
        """Whether the title says all that they asked for."""
        return bool(self.reading and self.reading.is_answered_by(self.title))

    @property
    def marked(self) -> SafeString:
        """The title, escaped, with <mark>."""
        return self.highlighted["title"][0]

    @property
    def snippet(self) -> SafeString:
        """Where the words are, escaped, with <mark>."""
        return self.highlighted["text"][0]


def address(slug: str, words: str, lang: str = "", row: str = "") -> str:
    """An article's page as a search leads there: `lang` as the asking page's address names it, or ""."""
    said = urlencode({name: value for name, value in (("q", words), ("lang", lang)) if value})
    page = reverse("helpcenter:article", args=[slug])
    return page + (f"?{said}" if said else "") + (f"#{row}" if row else "")


def shown(row: Translation, reader: str, words: str) -> Found:
    """A text with its summary for a snippet, for a reader of a language who asked with these words."""
    return _made(row, reader, words, Highlighted(row.title, row.summary, frozenset(), row.language))


def _made(row: Translation, reader: str, words: str, highlighted: Mapping[str, list[SafeString]]) -> Found:
    article = row.article
    return Found(
        slug=article.slug,
        title=row.title,
        language=row.language,
        is_fallback=row.language != reader,
        article=article,
        forms=[],
        highlighted=highlighted,
        asked=words,
    )


def hit(row: Translation, found: Any, reader: str, words: str) -> Found:
    """A text with what Haystack's result knows of it: marked words, the score, the forms it leads to."""
    forms = [(address, said) for address, _space, said in (one.partition(" ") for one in found.forms or ())]
    ours = isinstance(found.highlighted, Highlighted)  # another engine's marks are not escaped
    wanted = frozenset(text.words(words, row.language))
    plain = Highlighted(row.title, str(found.text or ""), wanted, row.language)
    made = _made(row, reader, words, found.highlighted if ours else plain)
    code = pasted.code(words)
    explained = code if code in (found.codes or ()) else ""
    return replace(made, forms=forms, score=found.score, reading=found.reading, row=explained)


def advised(row: Translation, reader: str, words: str) -> Found:
    """A text that is shown unasked, with the forms that stand in it."""
    forms = [(address, said) for said, address in FORM.findall(row.body)]
    return replace(shown(row, reader, words), forms=forms)
