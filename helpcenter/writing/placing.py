"""Where an article stands, for whom it is and who looks after it: begun at the desk, changed there, noted."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from helpcenter import actions, addresses
from helpcenter.models import Article, Revision
from support.audit import book
from support.people.models import User

PLACED = ("category", "kind", "audience", "signed_in", "tiers", "roles", "owner", "review_by")
LONGEST = 100  # letters of a short name that is made of a title
MOST_ALIKE = 50  # short names with a number behind them that are tried


@transaction.atomic
def begin(*, slug: str, title: str, language: str, by: User, **placed: Any) -> Revision:
    """A new article, and its first text with nothing but a title. `placed` are the fields in PLACED.

    Raises ValidationError where the short name is, or was, another article's.
    """
    addresses.may_be_called(None, slug)
    tiers = placed.pop("tiers", ())
    try:
        with transaction.atomic():
            article = Article.objects.create(slug=slug, source_language=language, **placed)
    except IntegrityError as taken:  # by somebody who began one at the same moment
        words = _("“%(slug)s” is or was the address of “%(article)s”.")
        raise ValidationError({"slug": words % {"slug": slug, "article": slug}}) from taken
    article.tiers.set(tiers)
    book.record("article.begun", article, by=by, language=language)
    return actions.revise(article, language, title=title, body="", by=by, seen=0)


@transaction.atomic
def place(article: Article, *, by: User, slug: str, **placed: Any) -> list[str]:
    """Change where it stands; readers and the index see it at once, the book keeps what it was before.

    Returns the names of what is another now. Raises ValidationError for a short name that is not free.
    """
    row = Article.objects.select_for_update().get(pk=article.pk)
    before = standing(row)
    actions.rename(row, slug, by=by)
    row.refresh_from_db()
    row.tiers.set(placed.pop("tiers"))
    for name, value in placed.items():
        setattr(row, name, value)
    row.save(update_fields=list(placed))
    moved = note(row, before, by=by)
    actions.readers_see(*row.translations.all())
    return list(moved)


def standing(article: Article) -> dict[str, str]:
    """Where an article stands and for whom it is, by field, as the book keeps it."""
    return {name: _said(article, name) for name in PLACED}


def note(article: Article, before: dict[str, str], *, by: User | None) -> dict[str, tuple[str, str]]:
    """Write into the book what is another now, and return it: by field, what it was and what it is."""
    after = standing(article)
    moved = {name: (before[name], after[name]) for name in PLACED if before[name] != after[name]}
    for name, (was, now) in moved.items():
        book.record("article.placed", article, by=by, field=name, before=was, after=now)
    return moved


def short_name(title: str) -> str:
    """A short name nobody has, made of a title; "" for a title without Latin letters."""
    base = slugify(title)[:LONGEST].strip("-_")
    for number in range(1, MOST_ALIKE + 1 if base else 0):
        name = f"{base}-{number}" if number > 1 else base
        try:
            addresses.may_be_called(None, name)
        except ValidationError:
            continue
        return name
    return ""


def _said(article: Article, name: str) -> str:
    """A field as the book keeps it: words that stay true when rows are renamed."""
    value = getattr(article, name)
    match name:
        case "tiers":
            return ", ".join(sorted(tier.slug for tier in value.all()))
        case "roles":
            return ", ".join(value)
        case "category":
            return str(value.slug)
        case _:
            return "" if value in (None, "", False) else str(value)
