"""What the book says of an article, in an editor's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpcenter.models import Article
from support.audit import book
from support.people.models import User

ACTIONS: dict[str, Promise] = {
    "article.begun": _("Begun"),
    "article.placed": _("Changed"),
    "article.renamed": _("Got another short name"),
    "article.submitted": _("Submitted for review"),
    "article.scheduled": _("Approved for a time"),
    "article.sent_back": _("Sent back"),
    "article.published": _("Put out"),
    "article.published_alone": _("Put out without a second pair of eyes"),
    "article.checked": _("Found still true"),
    "article.published_unseen": _("A machine’s words put out unseen"),
    "article.withdrawal_set": _("To be withdrawn"),
    "article.withdrawn": _("Withdrawn"),
    "article.looked_at": _("Looked at after a fact changed"),
}


@dataclass(frozen=True)
class Line:
    """Who did what when; `detail` is what it was and is."""

    at: datetime
    by: User | None
    what: str
    detail: str


def lines(article: Article) -> list[Line]:
    """The last 50 things that happened to an article, newest first."""
    return [
        Line(one.at, one.by, str(ACTIONS.get(one.action, one.action)), _detail(one.detail))
        for one in book.about(article)
    ]


def _detail(said: dict[str, Any]) -> str:
    """The field with both values, and the language."""
    parts = []
    if field := said.get("field"):
        parts.append(str(Article._meta.get_field(field).verbose_name))  # type: ignore[union-attr]
    if "before" in said and "after" in said:
        parts.append(f"{said['before'] or '–'} → {said['after'] or '–'}")
    parts += [str(said[name]) for name in ("language", "fact", "at") if said.get(name)]
    return ", ".join(parts)
