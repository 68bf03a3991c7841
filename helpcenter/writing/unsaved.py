"""Words in an editor's form that were not saved: what of a form is kept, and how.

Two windows of one editor share one kept draft. The one that has not seen what the other typed writes over
nothing: its words are laid aside, and it is told.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from helpcenter import actions
from helpcenter.models import Unsent
from helpcenter.writing.forms import WORDS
from helpcenter.writing.texts import Desk

FIELDS = (*WORDS, "severity", "why", "seen", "source", "is_machine")
OURS = ("machine", "before")  # seal of the machine's words, and the words it stood over; not from the form
MOST = 10  # other windows whose words are kept; the oldest go first


@dataclass(frozen=True)
class Typed:
    """A form's fields by name, its window ("" without scripts), and the version of the draft it saw last."""

    words: dict[str, str]
    window: str = ""
    seen: str = ""

    def has_seen(self, draft: Unsent) -> bool:
        """Whether nothing is kept that this window did not type, show, or say just the same."""
        if not draft.typed or (self.window and self.window == draft.window):
            return True
        return self.seen == draft.version or self.words == _fields(draft.typed)


class Elsewhere(Exception):
    """Another window of the same editor typed something else meanwhile: `draft` holds it."""

    def __init__(self, draft: Unsent) -> None:
        super().__init__(draft)
        self.draft = draft


def typed(form: Mapping[str, str]) -> Typed:
    """What of a form is kept, and which window it is."""
    window = form.get("window", "").replace("\0", "")[:40]
    return Typed(_fields(form), window, form.get("version", ""))


def keep(at: Desk, said: Typed, *, over: bool = False, ours: Mapping[str, str] | None = None) -> Unsent:
    """Keep them for their writer alone; `over`: also over what another window typed, which is laid aside.

    `ours` are the words the house itself puts in. Raises ValidationError for what no page could show, and
    Elsewhere, with these words laid aside, where another window typed something this one has not seen.
    """
    words = said.words | dict(ours or {})
    actions.may_be_kept(words.get("body", ""))
    if "\0" in json.dumps(words) or "\\u0000" in json.dumps(words):
        raise ValidationError(_("There is a sign in it that no page can show."))
    with transaction.atomic():
        draft, _made = Unsent.objects.select_for_update().get_or_create(
            article=at.article, language=at.language, by=at.user
        )
        is_held = not over and not said.has_seen(draft)
        if is_held:
            _lay_aside(draft, said.window, said.words, timezone.now())
            draft.save(update_fields=["others"])  # and not `saved_at`: the draft is as old as it was
        else:
            _take_in(draft, said, words)
    if is_held:
        raise Elsewhere(draft)
    return draft


def let_go(at: Desk, said: Typed) -> None:
    """The form's words are saved or discarded: keep no more of them, and of other windows all there is."""
    with transaction.atomic():
        draft = mine(at).select_for_update().first()
        if draft is None:
            return
        if not said.has_seen(draft):
            _lay_aside(draft, draft.window, draft.typed, draft.saved_at)
        draft.others.pop(said.window, None)
        draft.typed, draft.window = {}, ""
        _save_or_delete(draft)


def discard(at: Desk, window: str) -> None:
    """Keep no more of what one other window typed."""
    with transaction.atomic():
        if draft := mine(at).select_for_update().first():
            draft.others.pop(window, None)
            _save_or_delete(draft, fields=["others"])  # and not `saved_at`


def mine(at: Desk) -> QuerySet[Unsent]:
    """The row of this editor, if there is one."""
    return Unsent.objects.filter(article=at.article, language=at.language, by=at.user)


def _take_in(draft: Unsent, said: Typed, words: dict[str, str]) -> None:
    if not said.has_seen(draft):
        _lay_aside(draft, draft.window, draft.typed, draft.saved_at)
    draft.others.pop(said.window, None)
    ours = {name: draft.typed[name] for name in OURS if name in draft.typed}
    draft.typed, draft.window = ours | words, said.window
    draft.save()


def _lay_aside(draft: Unsent, window: str, words: Mapping[str, str], when: datetime) -> None:
    draft.others[window or when.isoformat()] = {"typed": _fields(words), "at": when.isoformat()}
    for one in draft.asides[MOST:]:
        del draft.others[one.window]


def _save_or_delete(draft: Unsent, fields: list[str] | None = None) -> None:
    if draft.typed or draft.others:
        draft.save(update_fields=fields)
    else:
        draft.delete()


def _fields(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form[name] for name in FIELDS if name in form}
