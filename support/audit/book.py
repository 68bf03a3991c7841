"""How a line gets into the audit book.

book.record("tier.changed", customer, by=ada, before="entry", after="plus", reason="KYC passed")
"""

from typing import Any

from django.db.models import Model

from support.audit.models import Entry
from support.people.models import User


def record(action: str, about: Model, *, by: User | None = None, **detail: Any) -> None:
    """Write one line: a dotted action in the past tense, the row it is about, who, and what else matters."""
    Entry.objects.create(
        action=action, model=about._meta.label_lower, object_id=str(about.pk), by=by, detail=detail
    )


def about(row: Model) -> "list[Entry]":
    """What the book says of a row, newest first, at most 50 lines."""
    lines = Entry.objects.filter(model=row._meta.label_lower, object_id=str(row.pk))
    return list(lines.select_related("by")[:50])
