"""What editors and readers do. A text is out only by `publish`; index and kept pages follow the commit."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpcenter import addresses, kept, search, sources, tree
from helpcenter.markup import LONGEST
from helpcenter.models import Article, Category, Revision, Translation, Vote
from helpcenter.models.article import READABLE
from support import shield
from support.audit import book
from support.people.models import User

Status = Translation.Status
LONGEST_WORDS = 1000  # letters of what a reader writes about a text


@transaction.atomic
def shelve(
    slug: str,
    *,
    names: dict[str, str],
    descriptions: dict[str, str] | None = None,
    icon: str = "file",
    order: int = 0,
    parent: Category | None = None,
) -> Category:
    """Put up a shelf, or rename the one with this short name. Raises ValidationError for a loop."""
    standing = Category.objects.select_for_update().filter(slug=slug).first()
    if standing:
        may_stand_in(standing, parent)
    said = {
        "names": names,
        "descriptions": descriptions or {},
        "icon": icon,
        "order": order,
        "parent": parent,
    }
    category, _made = Category.objects.update_or_create(slug=slug, defaults=said)
    readers_see()
    return category


def may_stand_in(category: Category, parent: Category | None) -> None:
    """Raise ValidationError with words where the shelf would stand in itself, at whatever distance."""
    if tree.loops(category, parent):
        words = _("“%(shelf)s” cannot stand in “%(parent)s”, because that stands in “%(shelf)s” itself.")
        raise ValidationError({"parent": words % {"shelf": category.name, "parent": parent}})


@transaction.atomic
def open_article(slug: str, *, category: Category, **facts: Any) -> Article:
    """An article without words yet, or the one with this short name, with its facts as given."""
    tiers = facts.pop("tiers", None)
    article, _made = Article.objects.update_or_create(slug=slug, defaults=facts | {"category": category})
    if tiers is not None:
        article.tiers.set(tiers)
    return article


@transaction.atomic
def revise(
    article: Article,
    language: str,
    *,
    title: str,
    slug: str = "",
    summary: str = "",
    body: str,
    by: User | None = None,
    why: str = "",
) -> Revision:
    """Save a text. What is out stays as it is until `publish`; the same text again is no new revision.

    `slug` is its address in this language; none is the article's. Raises ValidationError for a text longer
    than a page takes, and for an address that is another article's.
    """
    may_be_kept(body)
    if slug:
        addresses.may_be_called(article, slug)
    said = {"title": title, "slug": slug, "summary": summary, "body": body}
    Article.objects.select_for_update().get(pk=article.pk)
    shown = said | {"slug": ""}  # an address is taken up by publishing
    translation, _made = Translation.objects.get_or_create(article=article, language=language, defaults=shown)
    latest = translation.revisions.first()
    if latest and {name: getattr(latest, name) for name in said} == said:
        return latest
    if not translation.is_readable:
        Translation.objects.filter(pk=translation.pk).update(title=title, summary=summary, body=body)
    return Revision.objects.create(translation=translation, by=by, why=why, **said)


def may_be_kept(body: str) -> None:
    """Raise ValidationError with words for a text longer than a page takes."""
    if len(body) > LONGEST:
        words = _("This text has %(letters)d letters; a page takes at most %(most)d.")
        raise ValidationError(words % {"letters": len(body), "most": LONGEST})


@transaction.atomic
def submit(translation: Translation, *, by: User | None = None) -> None:
    """A draft is ready for somebody else's eyes."""
    if Translation.objects.filter(pk=translation.pk, status=Status.DRAFT).update(status=Status.REVIEW) and by:
        book.record("article.submitted", translation.article, by=by, language=translation.language)


@transaction.atomic
def publish(
    translation: Translation,
    *,
    by: User | None = None,
    checked_at: date | None = None,
    outdates: bool = False,
    tell: bool = True,
) -> Translation:
    """Put the latest text out. `outdates`: it says something else now, so other languages lag behind it.

    A mended comma outdates nothing; only an editor knows, which is why it is not told by dates. Who publishes
    hundreds says `tell=False` and calls `readers_see` once. Raises ValidationError where it quotes in vain.
    """
    translation = Translation.objects.select_for_update().get(pk=translation.pk)
    latest = translation.revisions.first()
    if latest is not None:
        _move(translation, latest.slug)
        translation.title, translation.summary, translation.body = latest.title, latest.summary, latest.body
        translation.live = latest
        sources.may_be_quoted({translation.language: latest.body})
    translation.status = Status.PUBLISHED
    translation.published_at = translation.published_at or timezone.now()
    translation.checked_at = checked_at or timezone.localdate()
    translation.save()
    if outdates:
        others = Translation.objects.filter(article=translation.article_id, status=Status.PUBLISHED)
        others.exclude(pk=translation.pk).update(status=Status.OUTDATED)
    if by:
        book.record("article.published", translation.article, by=by, language=translation.language)
    if tell:
        readers_see(translation)
    return translation


def _move(translation: Translation, slug: str) -> None:
    """A text goes to another address; the one that was out leads on."""
    if translation.slug != slug and translation.published_at:
        addresses.leave(translation.article, translation.slug)
    if slug:
        addresses.take_up(translation.article, slug)
    translation.slug = slug


@transaction.atomic
def rename(article: Article, slug: str, *, by: User | None = None) -> None:
    """Give an article another short name; the old one leads on. Raises ValidationError where it is taken."""
    before = Article.objects.select_for_update().get(pk=article.pk).slug
    if before == slug:
        return
    addresses.take_up(article, slug)
    Article.objects.filter(pk=article.pk).update(slug=slug)
    addresses.leave(article, before)
    if by:
        book.record("article.renamed", article, by=by, before=before, after=slug)
    readers_see(*article.translations.all())


@transaction.atomic
def withdraw(translation: Translation, *, by: User | None = None) -> None:
    """Take a text off the shelf; it becomes a draft again."""
    Translation.objects.filter(pk=translation.pk, status__in=READABLE).update(status=Status.DRAFT)
    if by:
        book.record("article.withdrawn", translation.article, by=by, language=translation.language)
    readers_see(translation)


@transaction.atomic
def vote(translation: Translation, *, reader: str, helped: bool, reason: str = "", words: str = "") -> Vote:
    """A reader says whether the text that is out helped, and why not; saying it again changes their answer.

    Secrets in their words are masked before anything is written; LONGEST_WORDS of them are kept.
    """
    cast, _made = Vote.objects.update_or_create(
        revision=translation.live,
        reader=reader,
        translation=translation,
        defaults={
            "helped": helped,
            "reason": reason,
            "words": shield.mask(words.strip()[:LONGEST_WORDS]).text,
        },
    )
    return cast


def readers_see(*translations: Translation) -> None:
    """After the commit the index follows the rows, and kept pages are no longer current."""
    keys = [translation.pk for translation in translations]

    def tell() -> None:
        search.follow(keys)
        kept.forget()

    transaction.on_commit(tell)
