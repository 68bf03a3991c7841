"""What a ticket is about, corrected at the desk: by choosing, or by taking what is probable."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import clashes, moves, pages
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.refile_form import RefileForm
from tickets.models import Topic

PART = "refile.html"


@agents_only
@require_http_methods(["GET", "POST"])
def refile(request: AgentRequest, pk: int) -> HttpResponse:
    """What a topic would change (GET `?topic=`); file the ticket under it (POST)."""
    opened = ticket_for(request, pk)
    if request.method == "GET":
        form = RefileForm(ticket=opened, topic=request.GET.get("topic", ""))
        if request.htmx:
            return render(request, f"tickets/desk/{PART}", {"ticket": opened, "form": form})
        return pages.show(request, opened, refile_form=form)
    form = RefileForm(request.POST, ticket=opened)
    if not form.is_valid():
        return moves.refused(request, opened, PART, form, refile_form=form)
    said = form.cleaned_data | {"topic": Topic.objects.get(slug=form.cleaned_data["topic"])}
    try:
        actions.refile(opened, by=request.user, **said)
    except actions.ClosedForGood:
        closed = _("This ticket is closed for good. A new message opens a new one.")
        return moves.conflict(request, opened, closed)
    except actions.RefiledByAnother as why:
        if said["suggested"]:  # one press on what was probable: there is no form to go on with
            since = _("A colleague has filed it under “%(topic)s” since. Look again before you change it.")
            return moves.conflict(request, ticket_for(request, pk), since % {"topic": why.ticket.topic})
        clashes.shown(form, why, mine=str(said["topic"]), seen=why.ticket.topic_id)
        return clashes.refused(request, opened, PART, form, refile_form=form)
    except actions.TakenByAnother as why:
        return moves.not_theirs(request, opened, why)
    return moves.done(request, opened)
