"""Words in an editor's form that were not saved: what of a form is kept, and how."""

import json
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from helpcenter import actions
from helpcenter.models import Unsent
from helpcenter.writing.forms import WORDS
from helpcenter.writing.texts import Desk

FIELDS = (*WORDS, "severity", "why", "seen", "source", "is_machine")
OURS = ("machine", "before")  # seal of the machine's words, and the words it stood over; not from the form


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form that are kept."""
    return {name: form[name] for name in FIELDS if name in form}


def keep(at: Desk, words: dict[str, str]) -> None:
    """Keep them for their writer alone. Raises ValidationError for what no page could show."""
    actions.may_be_kept(words.get("body", ""))
    if "\0" in json.dumps(words) or "\\u0000" in json.dumps(words):
        raise ValidationError(_("There is a sign in it that no page can show."))
    ours = {name: at.unsent.typed[name] for name in OURS if name in at.unsent.typed} if at.unsent else {}
    kept = {"typed": ours | words}
    Unsent.objects.update_or_create(article=at.article, language=at.language, by=at.user, defaults=kept)
