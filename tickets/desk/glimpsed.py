"""A ticket that was shown while another was taken: seen it was, and that is written down."""

from django.contrib import messages
from django.utils.translation import gettext as _

from support.audit import book
from support.people.requests import AgentRequest
from tickets.models import Ticket


def reconcile(request: AgentRequest, taken: Ticket | None) -> None:
    """Another ticket than the `shown` one was taken: that it was seen is written down, and why is said."""
    shown = request.POST.get("shown", "")
    if not shown.isdecimal() or len(shown) > 9 or (taken and taken.pk == int(shown)):
        return
    seen = Ticket.objects.visible_to(request.user).filter(pk=shown).select_related("assignee").first()
    if seen is None:
        return
    book.record("ticket.viewed", seen, by=request.user)
    if seen.assignee and seen.assignee != request.user:
        words = (
            _("%(name)s was faster with %(reference)s.") + " " + (_("This one is yours.") if taken else "")
        )
        told = {"name": seen.assignee.first_name, "reference": seen.reference}
        messages.info(request, words.strip() % told)
    elif taken:
        messages.info(request, _("This one comes first now: the queue moved while you read."))
