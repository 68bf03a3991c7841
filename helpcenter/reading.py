"""Everything an article's page shows, fetched once."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from helpcenter import kept, search, sources
from helpcenter.markup import Rendered
from helpcenter.models import Article, Category, Translation
from helpcenter.speaking import alternates
from helpcenter.tree import tree
from support.people.models import User

FEWEST_VOTES = 20  # fewer say nothing
OWN_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Reading:
    """An article as one reader sees it."""

    article: Article
    trail: list[Category]  # the shelves it stands on, from the top
    text: Translation
    body: Rendered
    languages: list[tuple[str, str]]  # code and own name of each language it can be read in
    related: list[tuple[str, str]]  # address and title
    alternates: list[tuple[str, str]]  # language and absolute address
    votes: int
    helped: int  # percent of the votes
    wanted: str  # own name of the reader's language, when the text is not in it

    @property
    def checked(self) -> str:
        """The day somebody last made sure that it is true, in words."""
        form = pgettext("a day with its year, as Django's date format", "j F Y")
        return date_format(self.text.checked_at, form) if self.text.checked_at else ""

    @property
    def is_outdated(self) -> bool:
        """Whether the original says something else by now."""
        return self.text.status == Translation.Status.OUTDATED


def reading(slug: str, user: User | AnonymousUser) -> Reading:
    """What is out, in the reader's language where there is one; Http404 for strangers otherwise."""
    visible = Article.objects.visible_to(user).select_related("category")
    article = get_object_or_404(visible.prefetch_related("translations"), slug=slug)
    text = article.readable_in()
    if text is None:
        raise Http404(_("This article is not published yet."))
    codes = [one.language for one in article.translations.all() if one.is_readable]
    order = {code: place for place, code in enumerate(OWN_NAMES)}
    codes.sort(key=lambda code: order.get(code, len(order)))
    votes, helped = _votes(text)
    own = get_language() or settings.LANGUAGE_CODE
    return Reading(
        article=article,
        trail=[*tree().above(article.category), article.category],
        text=text,
        body=sources.rendered(text),
        languages=[(code, OWN_NAMES.get(code, code)) for code in codes],
        related=kept.remember(f"related:{text.pk}", lambda: search.related(text)),
        alternates=alternates(reverse("helpcenter:article", args=[slug]), codes),
        votes=votes,
        helped=helped,
        wanted="" if text.language == own else OWN_NAMES.get(own, own),
    )


def _votes(text: Translation) -> tuple[int, int]:
    """How many voted on the text that is out, and how many percent it helped; (0, 0) for too few."""
    counted = text.votes.filter(revision=text.live_id).aggregate(
        all=Count("pk"), yes=Count("pk", filter=Q(helped=True))
    )
    if counted["all"] < FEWEST_VOTES:
        return 0, 0
    return counted["all"], round(100 * counted["yes"] / counted["all"])
