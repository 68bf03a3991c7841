"""A message in the agent's language beside the original; what goes wrong is said, and the original stands."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from support import translation as translators
from support.audit import book
from support.people.requests import AgentRequest
from support.translation import troubles
from tickets import translations
from tickets.desk import pages
from tickets.desk.access import agents_only, ticket_for

PART = "tickets/desk/translation.html"


@agents_only
@require_GET
def translation(request: AgentRequest, pk: int, seq: int) -> HttpResponse:
    """One message translated; that its words were given to the translator is written down."""
    opened = ticket_for(request, pk, as_="")
    message = get_object_or_404(opened.messages.select_related("ticket"), seq=seq)
    if not translations.is_offered(message):
        raise Http404
    language = get_language() or "en"
    context: dict[str, Any] = {
        "ticket": opened,
        "message": message,
        "now": timezone.now(),
        "target": language,
    }
    book.record("message.translated", message, by=request.user, ticket=opened.reference, language=language)
    try:
        context["words"] = translations.of(message, language)
    except translators.NoTranslation as trouble:
        context["trouble"] = troubles.said(trouble)
    context["source"] = translations.language_of(message)
    if request.htmx:
        return render(request, PART, context)
    return pages.show(request, opened, asking="tickets/desk/translated_page.html", **context)
