"""What an editor can put into a text: links, forms, facts, snippets, pictures, as Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from helpcenter import facts
from helpcenter.models import Article, Fact, Picture, Snippet

MOST = 8  # of each kind


@dataclass(frozen=True)
class Pick:
    """One thing: its kind and name for the eye, and what stands in the text."""

    kind: str
    name: str
    markdown: str


def found(asked: str, language: str, articles: QuerySet[Article]) -> list[Pick]:
    """Everything with these words in its name, links first."""
    return [*_articles(asked, language, articles), *_forms(asked), *_quotes(asked, language)]


def _articles(asked: str, language: str, articles: QuerySet[Article]) -> Iterator[Pick]:
    named = Q(slug__icontains=asked) | Q(translations__title__icontains=asked)
    for one in articles.filter(named).distinct().prefetch_related("translations")[:MOST]:
        if text := one.readable_in(language):
            address = reverse("helpcenter:article", args=[one.slug])
            yield Pick(_("Article"), text.title, f"[{text.title}]({address})")


def _forms(asked: str) -> Iterator[Pick]:
    for name, address in ((_("Write to us"), "/tickets/new"), (_("Chat with us"), "/chat/")):
        if asked.lower() in name.lower():
            yield Pick(_("Form"), name, f"[{name}]({address})")


def _quotes(asked: str, language: str) -> Iterator[Pick]:
    for fact in Fact.objects.filter(name__icontains=asked)[:MOST]:
        spoken = f"{fact.name}: {facts.spoken(fact, language)}"
        yield Pick(_("Fact"), spoken, f"{{{{ fact:{fact.name} }}}}")
    named = Q(name__icontains=asked) | Q(about__icontains=asked)
    for snippet in Snippet.objects.filter(named)[:MOST]:
        yield Pick(_("Snippet"), f"{snippet.name} {snippet.about}", f"{{{{ snippet:{snippet.name} }}}}")
    for hung in Picture.objects.filter(name__icontains=asked)[:MOST]:
        yield Pick(_("Picture"), hung.name, f"![{hung.name}](picture:{hung.name})")
