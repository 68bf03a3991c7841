"""What an editor can put into a text: links, forms, facts, snippets, pictures and films, as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Protocol

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from helpcenter import facts, reach
from helpcenter.models import Article, Fact, Picture, Snippet, Video
from support.people.models import User

MOST = 8  # of each kind


class Forms(Protocol):
    """Who knows the forms that a reader can be led to."""

    def topic(self, article: str, linked: Sequence[str]) -> str:
        """The short name in the form's address for whom this article, which links to those, did not help."""
        ...

    def called(self, asked: str, language: str) -> list[tuple[str, str]]:
        """(name, address) of those with all these words, named in this language."""
        ...


@cache
def forms() -> Forms:
    """Who settings.FORMS names; we know that room by path alone."""
    known: Forms = import_string(settings.FORMS)()
    return known


@dataclass(frozen=True)
class Pick:
    """One thing: its kind and name for the eye, and what stands in the text."""

    kind: str
    name: str
    markdown: str


def found(asked: str, language: str, user: User) -> list[Pick]:
    """Everything with these words in its name that is for this person, links first."""
    articles = Article.objects.visible_to(user)
    return [
        *_articles(asked, language, articles),
        *_forms(asked, language),
        *_quotes(asked, language),
        *_media(asked, user),
    ]


def _articles(asked: str, language: str, articles: QuerySet[Article]) -> Iterator[Pick]:
    named = Q(slug__icontains=asked) | Q(translations__title__icontains=asked)
    for one in articles.filter(named).distinct().prefetch_related("translations")[:MOST]:
        if text := one.readable_in(language):
            yield _link(_("Article"), text.title, reverse("helpcenter:article", args=[one.slug]))


def _forms(asked: str, language: str) -> Iterator[Pick]:
    with override(language):
        whole = [(str(_("Write to us")), "/tickets/new/"), (str(_("Chat with us")), "/chat/")]
    named = [(name, address) for name, address in whole if asked.lower() in name.lower()]
    for name, address in [*named, *islice(forms().called(asked, language), MOST)]:
        yield _link(_("Form"), name, address)


def _link(kind: str, name: str, address: str) -> Pick:
    """A link; brackets in a name would end it."""
    words = name.replace("[", "(").replace("]", ")")
    return Pick(kind, name, f"[{words}]({address})")


def _quotes(asked: str, language: str) -> Iterator[Pick]:
    for fact in Fact.objects.filter(name__icontains=asked)[:MOST]:
        spoken = f"{fact.name}: {facts.spoken(fact, language)}"
        yield Pick(_("Fact"), spoken, f"{{{{ fact:{fact.name} }}}}")
    named = Q(name__icontains=asked) | Q(about__icontains=asked)
    for snippet in Snippet.objects.filter(named)[:MOST]:
        yield Pick(_("Snippet"), f"{snippet.name} {snippet.about}", f"{{{{ snippet:{snippet.name} }}}}")


def _media(asked: str, user: User) -> Iterator[Pick]:
    kinds = (("picture", _("Picture"), Picture), ("video", _("Video"), Video))
    for kind, called, model in kinds:
        names = model.objects.filter(name__icontains=asked).values_list("name", flat=True).iterator()
        mine = (name for name in names if reach.is_open_to(user, reach.of(f"{kind}:{name}")))
        for name in islice(mine, MOST):
            yield Pick(called, name, f"![{name}]({kind}:{name})")
