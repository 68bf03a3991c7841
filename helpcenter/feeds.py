"""What is new, for feed readers: everything, a shelf with all below it, or a kind of article; RSS or Atom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helpcenter import addresses, shelves, structure
from helpcenter.addresses import Moved
from helpcenter.models import Article, Category, Translation
from helpcenter.tree import tree

FORMS: dict[str, Any] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
NEWEST = 30


@dataclass(frozen=True)
class Wanted:
    """What somebody follows, in which language."""

    language: str
    title: str
    path: str
    feed: str  # the path of the feed itself
    texts: QuerySet[Translation]


class News(Feed):
    """The newest texts that everybody may read."""

    def __call__(self, request: HttpRequest, *args: Any, form: str, **kwargs: Any) -> Any:
        """`form` is rss or atom."""
        feed = News()
        feed.feed_type = FORMS[form]
        try:
            return super(News, feed).__call__(request, *args, **kwargs)
        except Moved as moved:
            address = reverse("helpcenter:feed-of-shelf", args=[moved.slug, form])
            return addresses.forward(request, address, for_good=moved.for_good)

    def get_object(self, request: HttpRequest, shelf: str = "", kind: str = "") -> Wanted:
        """One language's texts, of a shelf or a kind; Http404 for what there is none of.

        Raises Moved for a shelf's former name.
        """
        language = get_language() or settings.LANGUAGE_CODE
        texts = Translation.objects.visible_to(None).filter(language=language)
        title, path = _("Help center"), reverse("helpcenter:home")
        if shelf:
            row = get_object_or_404(Category, addresses.shelf_called(shelf))
            if shelves.is_closed(row):
                raise Http404
            if row.slug != shelf:
                raise Moved(row.slug, for_good=True)
            texts = texts.filter(article__category__in=[one.pk for one in tree().within(row)])
            title, path = row.name, reverse("helpcenter:category", args=[shelf])
        if kind:
            if kind not in Article.Kind.values:
                raise Http404
            texts, title = texts.filter(article__kind=kind), str(Article.Kind(kind).label)
        return Wanted(language, title, path, request.path, texts)

    def title(self, obj: Wanted) -> str:
        """What is followed."""
        return obj.title

    def description(self, obj: Wanted) -> str:
        """The same in a sentence."""
        return _("New and changed: %(title)s") % {"title": obj.title}

    def link(self, obj: Wanted) -> str:
        """The page of it."""
        return f"{settings.SITE_URL}{obj.path}?lang={obj.language}"

    def feed_url(self, obj: Wanted) -> str:
        """The feed's own address, which names its language wherever it was asked for."""
        return f"{settings.SITE_URL}{obj.feed}?lang={obj.language}"

    def items(self, obj: Wanted) -> QuerySet[Translation]:
        """What changed last comes first."""
        return obj.texts.select_related("article", "live").order_by("-live__saved_at", "-pk")[:NEWEST]

    def item_title(self, item: Translation) -> str:
        """As on the page; feeds carry text, not HTML."""
        return item.title

    def item_description(self, item: Translation) -> str:
        """The summary."""
        return item.summary

    def item_link(self, item: Translation) -> str:
        """Its address for ever."""
        return structure.address(item.article, item)

    def item_guid(self, item: Translation) -> str:
        """One text is one entry, whatever its address becomes."""
        return f"{settings.SITE_URL}{reverse('short', args=[item.article_id])}?lang={item.language}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Translation) -> datetime | None:
        """When it was first out."""
        return item.published_at

    def item_updateddate(self, item: Translation) -> datetime | None:
        """When its words changed."""
        return item.live.saved_at if item.live else item.published_at
