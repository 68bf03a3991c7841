"""What a ticket is of which others."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import User
from tickets.models import Link, Ticket

MOST = 50  # references at once
# Value, words, and whether this ticket is what the link speaks of.
WAYS = {
    "related": (Link.Kind.RELATED, gettext_lazy("Is related to"), True),
    "part-of": (Link.Kind.PART, gettext_lazy("Is part of"), True),
    "has-part": (Link.Kind.PART, gettext_lazy("Has as a part"), False),
    "duplicate-of": (Link.Kind.DUPLICATE, gettext_lazy("Is a duplicate of"), True),
    "has-duplicate": (Link.Kind.DUPLICATE, gettext_lazy("Has as a duplicate"), False),
    "incident-of": (Link.Kind.INCIDENT, gettext_lazy("Is an incident of the problem"), True),
    "has-incident": (Link.Kind.INCIDENT, gettext_lazy("Has as an incident"), False),
}


class LinkForm(forms.Form):
    """How, and with which tickets: one reference, or several."""

    way = forms.ChoiceField(label=gettext_lazy("This ticket"))
    references = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=1000,
        widget=forms.TextInput(attrs={"class": "input id", "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Such as MER-4K2T9X; several between spaces."),
        error_messages={"required": gettext_lazy("Write the reference of the other ticket.")},
    )

    def __init__(self, data: Any = None, *, ticket: Ticket, user: User) -> None:
        initial = {"way": "has-incident" if ticket.problem_at else "related"}
        super().__init__(data, auto_id="link-%s", initial=initial)
        self.ticket, self.user, self.others = ticket, user, list[Ticket]()
        ways = [(way, words) for way, (_kind, words, _of) in WAYS.items() if _fits(way, ticket)]
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = ways

    def clean_references(self) -> str:
        """Tickets this agent may know of; nobody learns whether another one is there."""
        typed: str = self.cleaned_data["references"].replace("\0", "")
        asked = list(dict.fromkeys(re.findall(r"[A-Z0-9-]+", typed.upper())))[:MOST]
        found = {
            one.reference: one for one in Ticket.objects.visible_to(self.user).filter(reference__in=asked)
        }
        if missing := [reference for reference in asked if reference not in found]:
            words = _("No ticket that you can see has the reference %(references)s.")
            raise forms.ValidationError(words % {"references": ", ".join(missing)})
        if not found:
            raise forms.ValidationError(_("Write the reference of the other ticket."))
        self.others = list(found.values())
        return typed

    @property
    def kind(self) -> Link.Kind:
        """What is said of the pairs; of a valid form."""
        return WAYS[self.cleaned_data["way"]][0]

    @property
    def pairs(self) -> list[tuple[Ticket, Ticket]]:
        """What is what of what; of a valid form."""
        of = WAYS[self.cleaned_data["way"]][2]
        return [(self.ticket, other) if of else (other, self.ticket) for other in self.others]


def _fits(way: str, ticket: Ticket) -> bool:
    """A problem has incidents, and is none."""
    return not way.endswith(("incident", "incident-of")) or (way == "has-incident") == bool(ticket.problem_at)
