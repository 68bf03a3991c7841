"""What a browser says was typed: read, bounded, and without its secrets before anybody writes it down."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from support import shield
from tickets.drafts.refusals import Unreadable

LARGEST = 256 * 1024  # bytes of one draft: three boxes filled to their limit in any script
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
REVISION = re.compile(r"[0-9a-f]{8,32}-[1-9][0-9]{0,8}")
A_TOPIC_S = re.compile(r"f-[a-z0-9][a-z0-9_-]{0,59}")  # a field that the chosen topic adds to the form
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # what PostgreSQL cannot hold: NUL, and halves of a character


@dataclass(frozen=True, slots=True)
class Typed:
    """Words by field, who wrote them the how-manieth time, and the revision that page knew before."""

    typed: dict[str, str]
    revision: str
    base: str
    owner: str  # whose page it was: a user's id, "" for a guest


def read(body: bytes, *, fields: Collection[str]) -> Typed:
    """A draft as a page sends it; `fields` are the form's own, those of topics are known by their names.

    Raises Unreadable: no JSON object, an unknown field, no text, or a recovery phrase.
    """
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    match told:
        case {"typed": dict(typed), "revision": str(revision)} if REVISION.fullmatch(revision):
            words = {str(name): _words(name, value, fields) for name, value in typed.items()}
        case _:
            raise Unreadable(_("This could not be read, so it was not kept with us."))
    base, owner = told.get("base"), told.get("owner")
    kept = {name: value for name, value in words.items() if value}
    return Typed(
        kept, revision, base if isinstance(base, str) else "", owner if isinstance(owner, str) else ""
    )


def _words(name: str, value: Any, fields: Collection[str]) -> str:
    if name not in fields and not A_TOPIC_S.fullmatch(name):
        raise Unreadable(_("This form has no such field, so it was not kept with us."))
    if not isinstance(value, str):
        raise Unreadable(_("This could not be read, so it was not kept with us."))
    masked = shield.mask(NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", value)).text
    if shield.is_phrase_begun(masked):
        raise Unreadable(
            _("This looks like a recovery phrase, which we never keep. Tell it nobody, us neither.")
        )
    return masked
