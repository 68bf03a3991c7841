"""What editors and readers do. A text is out only by `publish`; index and kept pages follow the commit."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpcenter import addresses, following, kept, quotes, sections, sources, tree
from helpcenter.markup import LONGEST
from helpcenter.models import Article, Category, Revision, Translation, Vote
from helpcenter.models.article import READABLE
from helpcenter.writing import gate, staleness
from support import shield
from support.audit import book
from support.people.models import User

Status = Translation.Status
READ = ("title", "summary", "body")  # what a reader sees of a text
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
    """Put up a shelf, or change the one that is or was called so. Raises ValidationError for a loop."""
    known = Category.objects.filter(addresses.shelf_called(slug))
    standing = known.select_for_update(of=("self",)).first()
    if standing:
        may_stand_in(standing, parent)
    said = {
        "names": names,
        "descriptions": descriptions or {},
        "icon": icon,
        "order": order,
        "parent": parent,
    }
    named = standing.slug if standing else slug
    category, _made = Category.objects.update_or_create(slug=named, defaults=said)
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


class Overtaken(Exception):
    """Somebody saved another text meanwhile: `newest`. Nothing was kept of the one that was to be saved."""

    def __init__(self, newest: Revision) -> None:
        super().__init__(newest.pk)
        self.newest = newest


@transaction.atomic
def revise(
    article: Article,
    language: str,
    *,
    by: User | None = None,
    why: str = "",
    seen: int | None = None,
    severity: str = "",
    source: Revision | None = None,
    is_machine: bool = False,
    **said: str,
) -> Revision:
    """Save a text: `title`, `body`, and as you like `summary` and `slug`, its address in this language.

    What is out stays as it is until `publish`. The same text again is no new revision, unless something else
    is said of it (`_otherwise`) that a draft does not take up. `seen` is the key of the newest text the
    writer saw, 0 for none. A translation is of `source`, else of the original that is out. Raises Overtaken
    where `seen` is not the newest; ValidationError for too long a text, and a picture or address not theirs.
    """
    said = {"summary": "", "slug": ""} | said
    may_be_kept(said["body"])
    sources.may_be_shown_by(by, said["body"], language)
    if said["slug"]:
        addresses.may_be_called(article, said["slug"])
    Article.objects.select_for_update().get(pk=article.pk)
    shown = said | {"slug": ""}  # an address is taken up by publishing
    translation, _made = Translation.objects.get_or_create(article=article, language=language, defaults=shown)
    latest = translation.revisions.first()
    is_same = latest is not None and {name: getattr(latest, name) for name in said} == said
    other = _otherwise(latest, severity, source) if latest and is_same else {}
    if latest and is_same and not other:
        return latest
    if seen is not None and latest and latest.pk != seen:
        raise Overtaken(latest)
    if latest and is_same and not (latest.published_at or latest.verdict):
        return _say_otherwise(latest, other)
    if not translation.is_readable:
        Translation.objects.filter(pk=translation.pk).update(**{name: said[name] for name in READ})
    return Revision.objects.create(
        translation=translation,
        by=by,
        why=why,
        based_on=latest,
        severity=severity or Revision.Severity.CONTENT,
        source=_source(translation, source),
        sections=sections.marks(said["title"], said["summary"], said["body"]),
        quotes=quotes.names(said["body"]),
        is_machine=is_machine or bool(latest and is_same and latest.is_machine),
        **said,
    )


def _source(translation: Translation, source: Revision | None) -> Revision | None:
    """What a new text of it is translated from; an original from nothing."""
    first = staleness.original(translation.article)
    return None if first is None or first.pk == translation.pk else source or first.live


def _otherwise(latest: Revision, severity: str, source: Revision | None) -> dict[str, Any]:
    """What else is said of the same words: another source they are up to date with, another severity.

    How grave the words are that are out already is no question any more.
    """
    other: dict[str, Any] = {}
    if source and latest.source_id != source.pk and source.translation_id != latest.translation_id:
        other["source"] = source
    if severity and severity != latest.severity and not latest.published_at:
        other["severity"] = severity
    return other


def _say_otherwise(draft: Revision, other: dict[str, Any]) -> Revision:
    """A draft that nobody judged takes it up and stays its author's; a new text would have another author."""
    Revision.objects.filter(pk=draft.pk).update(**other)
    draft.refresh_from_db()
    return draft


def may_be_kept(body: str) -> None:
    """Raise ValidationError with words for a text longer than a page takes."""
    if len(body) > LONGEST:
        words = _("This text has %(letters)d letters; a page takes at most %(most)d.")
        raise ValidationError(words % {"letters": len(body), "most": LONGEST})


@transaction.atomic
def publish(
    translation: Translation,
    *,
    revision: Revision | None = None,
    by: User | None = None,
    checked_at: date | None = None,
    tell: bool = True,
) -> Translation:
    """Put a text out, the latest if none is named; translations then lag behind it as its severity says.

    Who publishes hundreds says `tell=False` and calls `readers_see` once. Raises ValidationError where the
    text quotes in vain, where a newer one is out, and where `by` may not put it out (`writing.gate`).
    """
    translation = Translation.objects.select_for_update(of=["self"]).get(pk=translation.pk)
    out = revision or translation.revisions.first()
    if out is not None:
        may_be_out(out, by=by)
        _move(translation, out.slug)
        translation.title, translation.summary, translation.body = out.title, out.summary, out.body
        translation.live = out
        judged = {"verdict": Revision.Verdict.APPROVED, "reviewed_at": timezone.now()}
        judged |= {"reviewer": by, "is_alone": by.pk == out.by_id} if by else {}
        judged |= {"publish_at": None, "published_at": out.published_at or timezone.now()}
        Revision.objects.filter(pk=out.pk).update(**judged)
    translation.status = Status.PUBLISHED
    translation.published_at = translation.published_at or timezone.now()
    translation.checked_at = checked_at or timezone.localdate()
    translation.save()
    moved = staleness.settle(translation.article)
    if by:
        seen = "published_alone" if out and out.by_id == by.pk else "published"
        book.record(f"article.{seen}", translation.article, by=by, language=translation.language)
    if tell:
        readers_see(translation, *moved)
    translation.refresh_from_db()
    return translation


def may_be_out(revision: Revision, *, by: User | None = None) -> None:
    """Raise ValidationError with words where a text may not go out, or not by this person."""
    if by:
        gate.may_be_approved(revision, by)
    gate.may_go_out(revision, looked_at=by is not None)
    sources.may_be_quoted({revision.translation.language: revision.body})


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
def rename_shelf(category: Category, slug: str, *, by: User | None = None) -> None:
    """Give a shelf another short name; the old one leads on. Raises ValidationError where it is taken."""
    before = Category.objects.select_for_update().get(pk=category.pk).slug
    if before == slug:
        return
    addresses.shelf_may_be_called(category, slug)
    Category.objects.filter(pk=category.pk).update(slug=slug)
    category.former_addresses.filter(slug=slug).delete()
    category.former_addresses.create(slug=before)
    if by:
        book.record("shelf.renamed", category, by=by, before=before, after=slug)
    readers_see(*Translation.objects.filter(article__category=category))


@transaction.atomic
def withdraw(translation: Translation, *, by: User | None = None) -> None:
    """Take a text off the shelf; it becomes a draft again.

    By somebody's hand it stays away: what was approved for a time waits for review again. The clock (no
    `by`) leaves what was planned to follow.
    """
    was_out = Translation.objects.filter(pk=translation.pk, status__in=READABLE).update(status=Status.DRAFT)
    Translation.objects.filter(pk=translation.pk).update(withdraw_at=None)
    if by:
        told = {"verdict": "", "publish_at": None, "remark": _("The text was withdrawn meanwhile.")}
        planned = translation.revisions.filter(verdict=Revision.Verdict.APPROVED)
        planned.filter(publish_at__isnull=False).update(**told)
        book.record("article.withdrawn", translation.article, by=by, language=translation.language)
    if was_out:
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
    """After the commit the index follows the rows, and kept pages are no longer current.

    A search server that is away takes nothing back: it is told later (`following.catch_up`).
    """
    owed = following.owe(translation.pk for translation in translations)

    def tell() -> None:
        kept.forget()
        following.settle(owed)

    transaction.on_commit(tell)
