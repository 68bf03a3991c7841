"""Everything an article's page shows, fetched once."""

from dataclasses import dataclass

from babel import Locale
from babel.numbers import format_percent
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helpcenter import addresses, kept, lagging, search, sources, structure
from helpcenter.markup import Rendered
from helpcenter.models import Article, Category, Translation, Vote
from helpcenter.search_indexes import FORM
from helpcenter.speaking import alternates
from helpcenter.tree import tree
from helpcenter.writing.picking import forms
from support.look.times import day_of_a_year
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
    is_public: bool  # whether everybody may read it, and so may be told of it
    related: list[tuple[str, str, str]]  # address, title and its language
    alternates: list[tuple[str, str]]  # language and absolute address
    following: tuple[str, str, str] | None  # address, title and its language of the next one in its section
    topic: str  # whose form to write with when the text did not help, or nothing
    votes: int
    helped: int  # percent of the votes
    wanted: str  # own name of the reader's language, when the text is not in it

    @property
    def checked(self) -> str:
        """The day somebody last made sure that it is true, in words."""
        return day_of_a_year(self.text.checked_at) if self.text.checked_at else ""

    @property
    def canonical(self) -> str:
        """The one address of this text."""
        return structure.address(self.article, self.text)

    @property
    def usual(self) -> str:
        """The address that speaks the reader's language; with `?lang=` each language has one of its own."""
        return self.canonical.partition("?")[0]

    @property
    def locale(self) -> str:
        """Its language for other sites."""
        return structure.locale(self.text.language)

    @property
    def graph(self) -> SafeString:
        """Its JSON-LD."""
        return structure.graph(self.article, self.text, self.body, self.trail)

    @property
    def share(self) -> str:
        """How many of the voters it helped, as the language writes it."""
        return str(format_percent(self.helped / 100, locale=Locale.parse(get_language() or "en", sep="-")))

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Why it may not have helped."""
        return [(value, str(name)) for value, name in Vote.Reason.choices]

    @property
    def short(self) -> str:
        """The address that never changes."""
        return f"{settings.SITE_URL}{reverse('short', args=[self.article.pk])}"

    @property
    def is_outdated(self) -> bool:
        """Whether the original says something else by now."""
        return self.text.status == Translation.Status.OUTDATED

    @property
    def lagging(self) -> list[tuple[str, str, str]]:
        """Its parts that the original changed since: anchor, title, language of the title."""
        return lagging.parts(self.text, self.body.contents)


def reading(slug: str, user: User | AnonymousUser) -> Reading:
    """What is out, in the reader's language where there is one; Http404 for strangers otherwise."""
    visible = Article.objects.visible_to(user).select_related("category")
    article = visible.prefetch_related("translations__live").filter(addresses.called(slug)).first()
    if article is None:
        raise Http404
    text = article.readable_in()
    if text is None:
        raise Http404(_("This article is not published yet."))
    addresses.lead_on(slug, article, text)
    out = {one.language: one for one in article.translations.all() if one.is_readable}
    codes = [code for code in OWN_NAMES if code in out]
    votes, helped = _votes(text)
    own = get_language() or settings.LANGUAGE_CODE
    return Reading(
        article=article,
        trail=[*tree().above(article.category), article.category],
        text=text,
        body=sources.rendered(text),
        languages=[(code, OWN_NAMES.get(code, code)) for code in codes],
        related=kept.remember(f"related:{text.pk}:{own}", lambda: search.related(text)),
        alternates=alternates({code: addresses.path(article, out[code]) for code in codes}),
        is_public=Translation.objects.visible_to(None).filter(pk=text.pk).exists(),
        following=_following(article, user),
        topic=forms().topic(article.slug, [one.partition("=")[2] for _words, one in FORM.findall(text.body)]),
        votes=votes,
        helped=helped,
        wanted="" if text.language == own else OWN_NAMES.get(own, own),
    )


def _following(article: Article, user: User | AnonymousUser) -> tuple[str, str, str] | None:
    """The next article on the same shelf that this reader may see, in its best language."""
    beside = Article.objects.visible_to(user).filter(category=article.category_id)
    later = beside.filter(Q(order__gt=article.order) | Q(order=article.order, slug__gt=article.slug))
    following = later.prefetch_related("translations").first()
    text = following.readable_in() if following else None
    return (addresses.path(following, text), text.title, text.language) if following and text else None


def _votes(text: Translation) -> tuple[int, int]:
    """How many voted on the text that is out, and how many percent it helped; (0, 0) for too few."""
    counted = text.votes.filter(revision=text.live_id).aggregate(
        all=Count("pk"), yes=Count("pk", filter=Q(helped=True))
    )
    if counted["all"] < FEWEST_VOTES:
        return 0, 0
    return counted["all"], round(100 * counted["yes"] / counted["all"])
