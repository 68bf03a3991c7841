"""A hidden fact of a customer shown for a minute, with a reason."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from support.look.times import clock
from support.people import reveals
from support.people.requests import AgentRequest
from tickets.desk import pages
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.reveal_form import RevealForm
from tickets.models import Ticket

PART, PAGE = "tickets/desk/reveal.html", "tickets/desk/reveal_page.html"
SHOWN_FOR = 60  # seconds


@agents_only
@require_POST
def reveal(request: AgentRequest, pk: int) -> HttpResponse:
    """One value, in this one answer; without a script on a page that leaves by itself."""
    opened = ticket_for(request, pk)
    field = reveals.fields(opened.customer).get(request.POST.get("field", ""))
    if field is None:
        raise Http404
    form = RevealForm(request.POST, field=field)
    shown = ""
    if form.is_valid():
        said = {"reason": form.cleaned_data["why"], "words": form.cleaned_data["words"]}
        try:
            shown = reveals.reveal(opened.customer, field, by=request.user, about=opened.reference, **said)
        except reveals.TooMany as refused:
            told = {"most": reveals.MOST, "time": clock(refused.until)}
            form.add_error(
                None,
                _(
                    "You have seen %(most)d hidden values within the hour, and your supervisors know."
                    " The next one can be shown at %(time)s; until then ask one of them."
                )
                % told,
            )
    return _answer(request, opened, form, shown)


def _answer(request: AgentRequest, opened: Ticket, form: RevealForm, shown: str) -> HttpResponse:
    facts = {"ticket": opened, "reveal": form, "shown": shown, "seconds": SHOWN_FOR}
    status = 200 if shown else 422
    if request.htmx:
        return render(request, PART, facts, status=status)
    answer = pages.show(request, opened, status=status, asking=PAGE, **facts)
    if shown:
        answer["Refresh"] = f"{SHOWN_FOR}; url={request.build_absolute_uri(f'/desk/tickets/{opened.pk}/')}"
    return answer
