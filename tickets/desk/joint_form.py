"""One answer to all incidents of a problem: a text for each language there is, and who gets which."""

import uuid
from collections import Counter
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.look.overtaken import fingerprint
from support.people.models import User
from tickets import workforce
from tickets.actions.joint_answers import incidents_of
from tickets.actions.newer import last_heard
from tickets.desk import cautions
from tickets.forms import Words
from tickets.macros import variables
from tickets.models import Ticket

BEFORE = "in-"  # a language's field in the form
SHOWN = 50  # of those who get it


class JointForm(forms.Form):
    """The texts, whether it solves, and a key so that pressing twice is heard once.

    `looked` is what the preview showed: who sends something else looks again.
    """

    solves = forms.BooleanField(label=gettext_lazy("Solve the incidents with it"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    looked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Any = None, *, problem: Ticket, user: User) -> None:
        super().__init__(data, auto_id="joint-%s", initial={"key": uuid.uuid4().hex})
        seen = incidents_of(problem, seen_by=user)
        self.incidents = [one for one in seen if workforce.may_take(user, one) or one.assignee_id == user.pk]
        self.user = user
        self.kept_for_seniors = len(seen) - len(self.incidents)
        self.counts = Counter(one.language for one in self.incidents).most_common()
        names = dict(settings.LANGUAGES)
        for code, many in self.counts:
            label = _("%(language)s, for %(count)d") % {"language": names.get(code, code), "count": many}
            field = Words(label=label, rows=5, most=5_000)
            field.error_messages["required"] = _("Write it in this language too: nothing is translated.")
            field.widget.attrs["lang"] = code
            self.fields[BEFORE + code] = field
        self.order_fields([BEFORE + code for code, _many in self.counts])

    def clean(self) -> None:
        """Refuses a variable that is unknown, or that nothing fills for one of them."""
        super().clean()
        for ticket in self.incidents:
            name = BEFORE + ticket.language
            filled = variables.fill(self.cleaned_data.get(name, ""), variables.About(ticket, self.user))
            if filled.problem and not self.has_error(name):
                self.add_error(name, f"{ticket.reference}: {filled.problem}")

    def clean_key(self) -> str:
        """Good for joint answers only."""
        return f"joint-{self.cleaned_data['key']}"

    @property
    def texts(self) -> list[forms.BoundField]:
        """A box for each language, the one most need first."""
        return [self[BEFORE + code] for code, _many in self.counts]

    @property
    def bodies(self) -> dict[str, str]:
        """What was written, by language; of a valid form."""
        return {code: self.cleaned_data[BEFORE + code] for code, _many in self.counts}

    @property
    def seen(self) -> str:
        """What a preview shows, as one short word; of a valid form."""
        heard = sorted(last_heard(self.incidents).items())
        return fingerprint(self.bodies, self.cleaned_data["solves"], heard)

    @property
    def was_looked_at(self) -> bool:
        """Whether the preview showed just this; of a valid form."""
        return bool(self.cleaned_data["looked"] == self.seen)

    @property
    def preview(self) -> list[dict[str, Any]]:
        """Each text with who gets it, the first SHOWN of them; of a valid form."""
        found = []
        for code, many in self.counts:
            those = [one for one in self.incidents if one.language == code]
            part = {"code": code, "body": self.bodies[code], "tickets": those[:SHOWN]}
            found.append(part | {"many": many, "more": max(0, many - SHOWN)})
        return found

    @property
    def found(self) -> list[cautions.Caution]:
        """What should perhaps not go out, in any of the texts; of a valid form."""
        return cautions.cautions("\n".join(self.bodies.values()), public=False)

    @property
    def in_public(self) -> int:
        """How many of the answers everybody could read."""
        return sum(one.public for one in self.incidents)
