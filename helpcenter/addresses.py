"""Where an article is found: its short name, each language's own, those it had before, and /h/<number>.

The article's short name is its key for other rooms and works for ever. A translation may have one in its own
language; whoever comes by another name is led to the one of the text they read. A shelf has one short name,
and those it had before lead on as well.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, get_resolver, reverse
from django.utils.translation import gettext as _

from helpcenter.models import Article, Category, FormerAddress, Translation
from support.people.models import User

PLACES = ("help/", "desk/help/")  # where short names stand: support/urls.py


class Moved(Exception):
    """The page is read at another address. `for_good`: nobody needs to ask here again."""

    def __init__(self, slug: str, *, for_good: bool) -> None:
        super().__init__(slug)
        self.slug, self.for_good = slug, for_good


def called(slug: str) -> Q:
    """Articles that have this short name now, or had it."""
    return Q(slug=slug) | Q(translations__slug=slug) | Q(former_addresses__slug=slug)


def article(slug: str, user: User | AnonymousUser | None) -> Article:
    """The article that has or had this short name; Http404 where there is none for this person."""
    found = Article.objects.visible_to(user).filter(called(slug)).first()
    if found is None:
        raise Http404
    return found


def shelf_called(slug: str) -> Q:
    """Shelves that have this short name now, or had it."""
    return Q(slug=slug) | Q(former_addresses__slug=slug)


def forward(request: HttpRequest, address: str, *, for_good: bool = False) -> HttpResponse:
    """Lead on to an address with whatever else was asked for."""
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{address}{asked}", permanent=for_good)


def own(article: Article, text: Translation) -> str:
    """The short name of a text: its language's own, else the article's."""
    return text.slug or article.slug


def path(article: Article, text: Translation) -> str:
    """Where a text is read."""
    return reverse("helpcenter:article", args=[own(article, text)])


def lead_on(asked: str, article: Article, text: Translation) -> None:
    """Raise Moved where the text is read at another address than the one that was asked for."""
    wanted = own(article, text)
    if asked != wanted:
        names = {article.slug, *(one.slug for one in article.translations.all())}
        raise Moved(wanted, for_good=asked not in names)


@cache
def reserved() -> frozenset[str]:
    """What stands in addresses of ours where a short name would: an article called so would not be found."""
    ours = [re.match(rf"{place}([-\w]+)/", route) for route in _routes(get_resolver()) for place in PLACES]
    return frozenset(found[1] for found in ours if found)


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address of the house as its route says it."""
    for one in resolver.url_patterns:
        route = before + str(one.pattern).removeprefix("^")
        if isinstance(one, URLResolver):
            yield from _routes(one, route)
        else:
            yield route


def may_be_called(article: Article | None, slug: str) -> None:
    """Raise ValidationError with words for a short name that is, or was, another article's, or ours."""
    if slug in reserved():
        words = _("“%(slug)s” is an address of the help center itself.")
        raise ValidationError({"slug": words % {"slug": slug}})
    others = Article.objects.filter(called(slug))
    if other := (others.exclude(pk=article.pk) if article else others).first():
        words = _("“%(slug)s” is or was the address of “%(article)s”.")
        raise ValidationError({"slug": words % {"slug": slug, "article": other.slug}})


def leave(article: Article, slug: str) -> None:
    """Keep a short name that is given up; one that is taken up again is former no more."""
    if slug:
        FormerAddress.objects.get_or_create(slug=slug, defaults={"article": article})


def take_up(article: Article, slug: str) -> None:
    """A short name is the article's own now. Raises ValidationError where it is another's."""
    may_be_called(article, slug)
    FormerAddress.objects.filter(article=article, slug=slug).delete()


def shelf_may_be_called(category: Category, slug: str) -> None:
    """Raise ValidationError with words for a short name that is, or was, another shelf's."""
    others = Category.objects.exclude(pk=category.pk)
    if other := others.filter(shelf_called(slug)).first():
        words = _("“%(slug)s” is or was the address of “%(article)s”.")
        raise ValidationError({"slug": words % {"slug": slug, "article": other.slug}})


def articles_called(slugs: Iterable[str]) -> dict[str, int]:
    """Keys of the articles that have these short names now, in whatever language."""
    wanted = set(slugs)
    found = dict(Translation.objects.filter(slug__in=wanted).values_list("slug", "article"))
    return found | dict(Article.objects.filter(slug__in=wanted).values_list("slug", "pk"))
