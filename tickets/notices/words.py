"""What a notice says in a few words of ours: nothing a customer wrote, nobody's name."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.models import Notice

Kind = Notice.Kind
SAYS: Final[dict[str, str | Promise]] = {
    Kind.GIVEN: _("A ticket was given to you"),
    Kind.WROTE: _("The customer wrote"),
    Kind.MENTIONED: _("A colleague mentions you"),
    Kind.MOVED: _("A ticket you follow moved on"),
    Kind.WARNED: _("A promise is in danger"),
    Kind.BREACHED: _("A promise is broken"),
    Kind.ASKED: _("Colleagues want an answer"),
    Kind.ESCALATED: _("A case was escalated"),
    Kind.ADVISED: _("Colleagues answered you"),
    Kind.HELD: _("A reply of yours is held"),
}
ICONS: Final = {
    Kind.GIVEN: "inbox",
    Kind.WROTE: "chat",
    Kind.MENTIONED: "at",
    Kind.MOVED: "right",
    Kind.WARNED: "clock",
    Kind.BREACHED: "alert",
    Kind.ASKED: "users",
    Kind.ESCALATED: "team",
    Kind.ADVISED: "reply",
    Kind.HELD: "alert",
}
