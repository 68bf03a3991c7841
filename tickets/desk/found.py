"""The queue pane when somebody looked for something: what was found, and how it was understood."""

from typing import Any

from django.utils.translation import gettext as _

from support import shield
from support.people.requests import AgentRequest
from tickets.desk import looked
from tickets.desk.lists import View
from tickets.desk.reader import Reader
from tickets.finding import asked, matching
from tickets.finding.excerpts import excerpts
from tickets.finding.filters import FILTERS, Asking


def asked_in(request: AgentRequest) -> str:
    """What is looked for, or nothing."""
    return request.GET.get("q", "").strip()[: asked.LONGEST]


def found_context(request: AgentRequest, reader: Reader) -> dict[str, Any]:
    """A page of what was found; that somebody looked is written down, once a question."""
    question = asked.read(asked_in(request), Asking(reader.user, reader.now, names=reader.asking.known))
    before = request.GET.get("before", "")
    found = (
        matching.find(question, request.user, before=int(before) if _is_id(before) else None)
        if question
        else matching.Found([], 0)
    )
    looked.once("tickets.searched", request.user, by=request.user, words=shield.mask(question.text).text)
    view = View("found", _("Found"), "search", _("newest first"), found.count, question=question.text)
    return {
        "view": view,
        "found": found,
        "excerpts": excerpts(found.tickets, question),
        "question": question,
        "filters": list(FILTERS),
    }


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 19
