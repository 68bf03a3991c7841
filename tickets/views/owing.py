"""What a filled form owes before it is taken, by who sends it and from where."""

from django.http import HttpRequest

from support.people.requests import VisitorRequest
from tickets import floods, tolls
from tickets.forms import NewTicketForm


def toll(request: HttpRequest, form: NewTicketForm, sender: str) -> tolls.Toll | None:
    """Count the form; what it owes, None when nothing. Of alarms, who signs in counts by account."""
    said, place = form.cleaned_data, floods.address(request)
    is_guest = "email" in said
    limits: list[tuple[floods.Limit, object]] = [(floods.TICKETS_A_CUSTOMER, sender)]
    if form.never_blocks:
        limits = [(floods.ALARMS_AN_ADDRESS, place) if is_guest else (floods.ALARMS_A_CUSTOMER, sender)]
    elif is_guest:
        limits = [(floods.TICKETS_AN_ADDRESS, place), (floods.TICKETS_A_GUEST, sender)]
        limits.append((floods.TICKETS_OF_GUESTS, ""))
    paid = request.POST.get("toll", "")
    return tolls.due(limits, form=f"{sender}:{said['key']}", paid=paid, is_urgent=form.never_blocks)


def is_let_through(request: VisitorRequest, form: NewTicketForm) -> bool:
    """Whether it is filed though it owes a toll: an alarm, unless its browser reckons at once for its place.

    Only a script sends by htmx; whose script could not pay sends it once more, and is let through then.
    """
    return form.never_blocks and (not request.htmx or "toll" in request.POST)
