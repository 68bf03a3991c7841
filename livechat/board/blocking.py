"""Who is kept out of the chat: an agent's form, and the supervisors' list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livechat import blocks
from livechat.board.forms import BlockForm
from livechat.models import Block
from support.people.requests import AgentRequest
from tickets.desk.access import agents_only, supervisors_only, ticket_for

MOST = 200


@agents_only
@require_http_methods(["GET", "POST"])
def block(request: AgentRequest, pk: int) -> HttpResponse:
    """Keep who wrote this chat out for a while."""
    opened = ticket_for(request, pk)
    form = BlockForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        said = form.cleaned_data
        until = form.until(timezone.now())
        try:
            blocks.block(opened, kind=said["kind"], by=request.user, why=said["why"], until=until)
        except blocks.NobodyThere:
            form.add_error("kind", _("Nothing is known of it here. Choose something else."))
        else:
            messages.success(request, _("Kept out of the chat. Tickets and S0 still get through."))
            return redirect("board:board")
    shown = {"ticket": opened, "form": form}
    return render(request, "livechat/board/block.html", shown, status=422 if form.errors else 200)


@supervisors_only
@require_GET
def listed(request: AgentRequest) -> HttpResponse:
    """Everybody who is kept out now, and the last who were."""
    now = timezone.now()
    rows = Block.objects.select_related("by", "ticket", "lifted_by")
    standing = list(rows.standing(now)[:MOST])
    over = list(rows.exclude(pk__in=rows.standing(now))[:20])
    return render(request, "livechat/board/blocks.html", {"standing": standing, "over": over})


@supervisors_only
@require_POST
def lift(request: AgentRequest, pk: int) -> HttpResponse:
    """Let somebody in again."""
    blocks.lift(get_object_or_404(Block.objects.select_related("ticket"), pk=pk), by=request.user)
    return redirect("board:blocks")
