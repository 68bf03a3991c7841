"""What stands in the composer when it opens: a reply that was called back, or a macro."""

from typing import Any

from support.people.models import User
from support.people.requests import AgentRequest
from tickets.desk.send_form import SendForm
from tickets.macros import picking, variables
from tickets.models import Macro, Outgoing, Ticket, Upload


def called_back(row: Outgoing, *, ticket: Ticket, user: User) -> SendForm:
    """A reply that was called back, as a form to go on with; its steps come as the buttons they were."""
    again = {"body": row.typed, "wanted": row.wanted}
    again |= {"do": row.steps.get("do", ()), "macro": row.steps.get("macros", ())}
    form = SendForm(ticket=ticket, user=user, initial=again)
    form.put_back = Upload.objects.filter(owner=f"user:{user.pk}", used_at=None, form=row.owner)
    return form


def begun(request: AgentRequest, ticket: Ticket, kind: str) -> dict[str, Any]:
    """What a box opens with: the macro of `?macro=`, filled, when it is of this kind."""
    pk = request.GET.get("macro", "")
    if not pk.isdecimal() or len(pk) >= 10:
        return {}
    macros = Macro.objects.for_user(request.user).select_related("topic", "hand_to")
    macro = macros.filter(kind=kind, pk=pk).first()
    if macro is None:
        return {}
    choice = picking.Choice(macro, variables.About(ticket, request.user), picking.chain_of(ticket.language))
    return {"body": choice.filled.text, "macro": [macro.pk], "do": [step.value for step in choice.steps]}
