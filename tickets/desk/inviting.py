"""A colleague is asked into a ticket, and leaves it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import moves
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.invite_form import InviteForm


@agents_only
@require_POST
def invite(request: AgentRequest, pk: int) -> HttpResponse:
    """Ask a colleague in."""
    opened = ticket_for(request, pk)
    form = InviteForm(request.POST, ticket=opened)
    if not form.is_valid():
        return moves.refused(request, opened, "invite.html", form, invite_form=form)
    actions.invite(opened, user=form.cleaned_data["user"], by=request.user)
    return moves.done(request, opened)


@agents_only
@require_POST
def see_off(request: AgentRequest, pk: int, user: int) -> HttpResponse:
    """Who was invited leaves: by themselves, or thanked by who may see the ticket otherwise."""
    opened = ticket_for(request, pk)
    row = get_object_or_404(opened.invited.filter(left_at=None).select_related("user"), user=user)
    actions.see_off(opened, user=row.user, by=request.user)
    return moves.done(request, opened)
