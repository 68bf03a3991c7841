"""What the box in the composer offers: macros to say, and colleagues to name."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from support.people.requests import AgentRequest
from tickets.actions import mentioning
from tickets.desk import pages
from tickets.desk.access import agents_only, ticket_for
from tickets.macros import picking

LONGEST = 100  # characters of a search


@agents_only
@require_GET
def of_ticket(request: AgentRequest, pk: int) -> HttpResponse:
    """What can be said here, most used first: for the box in the composer (`?as=json`), or as a page."""
    opened = ticket_for(request, pk)
    asked = {
        "query": request.GET.get("q", "").replace("\0", "")[:LONGEST],
        "kind": request.GET.get("kind", ""),
    }
    choices = list(picking.choices(opened, request.user, **asked))
    if request.GET.get("as") == "json":
        return JsonResponse({"options": [_told(choice) for choice in choices]})
    shown: dict[str, Any] = {"asking": "tickets/desk/macros_for.html", "choices": choices, **asked}
    return pages.show(request, opened, **shown)


@agents_only
@require_GET
def colleagues(request: AgentRequest, pk: int) -> HttpResponse:
    """Who may be named in a note on this ticket."""
    opened = ticket_for(request, pk)
    query = request.GET.get("q", "")[:LONGEST].casefold()
    named = mentioning.colleagues(opened, besides=request.user)
    found = [user for user in named if query in user.name.casefold()][:20]
    options = [
        {"label": user.name, "detail": str(user.get_role_display()), "insert": f"@{user.name} "}
        for user in found
    ]
    return JsonResponse({"options": options})


def _told(choice: picking.Choice) -> dict[str, Any]:
    """One macro for the box in the composer."""
    return {
        "value": choice.macro.pk,
        "label": choice.macro.name,
        "detail": choice.detail,
        "kind": choice.macro.kind,
        "language": choice.language,
        "insert": choice.filled.text,
        "problem": choice.filled.problem,
        "steps": [{"value": step.value, "words": step.words} for step in choice.steps],
    }
