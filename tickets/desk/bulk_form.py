"""What is to become of many tickets, and which: read, looked at, and then done."""

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.look.overtaken import fingerprint
from support.people.models import Agent, Team, User
from tickets import rows, topics
from tickets.actions.bulk_steps import Wanted
from tickets.actions.newer import last_heard
from tickets.actions.tagging import MayNotTag, spelled
from tickets.desk import words
from tickets.models import Ticket, tags_of

MOST = 1_000  # tickets of one change


class BulkForm(forms.Form):
    """What is wanted of the `tickets` somebody chose; what is left empty stays as it is.

    `looked` is what the preview showed: who would change something else looks again.
    """

    to = forms.ChoiceField(label=gettext_lazy("Give to"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    severity = forms.TypedChoiceField(
        label=gettext_lazy("Severity"), coerce=int, empty_value=None, required=False
    )
    why = forms.CharField(label=gettext_lazy("Why another severity?"), max_length=200, required=False)
    tag = forms.CharField(label=gettext_lazy("Put these tags on"), max_length=400, required=False)
    untag = forms.CharField(label=gettext_lazy("Take these tags off"), max_length=400, required=False)
    solved = forms.TypedChoiceField(
        label=gettext_lazy("State"), coerce=lambda value: value == "yes", empty_value=None, required=False
    )
    tickets = forms.CharField(widget=forms.HiddenInput, max_length=20 * MOST)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    looked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Any = None, *, chosen: Sequence[int], user: User) -> None:
        ids = ",".join(map(str, chosen[:MOST]))
        super().__init__(data, auto_id="bulk-%s", initial={"key": uuid.uuid4().hex, "tickets": ids})
        same = [("", _("as it is"))]
        self._offer("to", [*same, *_hands(user)])
        self._offer("topic", [*same, *topics.choices()[1:]])
        self._offer("severity", [*same, *words.severities()])
        self._offer("solved", [*same, ("yes", _("Solve them")), ("no", _("Open them again"))])
        seen = Ticket.objects.visible_to(user).filter(pk__in=ids_in(str(self["tickets"].value()))[:MOST])
        newest_first = seen.distinct().order_by("-pk").values_list("pk", flat=True)
        self.chosen = rows.read(list(newest_first), "team", "topic")

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_key(self) -> str:
        """Good for changes to many tickets only."""
        return f"bulk-{self.cleaned_data['key']}"

    def clean_tag(self) -> list[str]:
        """The tags, as they are written."""
        return _tags(self.cleaned_data["tag"])

    def clean_untag(self) -> list[str]:
        """The same of those to take off."""
        return _tags(self.cleaned_data["untag"])

    def clean(self) -> None:
        """Something is wanted, of somebody; another severity has a reason."""
        super().clean()
        if self.cleaned_data.get("severity") is not None and not self.cleaned_data.get("why"):
            self.add_error(
                "why", _("Say why, in a few words: colleagues will read it in the history of each.")
            )
        if not self.errors and not self.wanted:
            self.add_error(None, _("Choose what is to become of them."))
        if not self.chosen:
            self.add_error(None, _("Choose tickets in the queue first."))

    @property
    def wanted(self) -> Wanted:
        """Only what is named; of clean fields."""
        said = self.cleaned_data
        found: dict[str, Any] = {name: said[name] for name in ("topic", "tag", "untag") if said.get(name)}
        if said.get("severity") is not None:
            found |= {"severity": said["severity"], "why": said["why"]}
        if said.get("solved") is not None:
            found["solved"] = said["solved"]
        kind, _dash, pk = said.get("to", "").partition("-")
        return Wanted(**found, **({kind: int(pk)} if kind else {}))  # type: ignore[typeddict-item]

    @property
    def seen(self) -> str:
        """What a preview shows, as one short word: what is wanted, and what each has of that now."""
        now = [(one.pk, one.topic_id, one.severity, one.assignee_id, one.team_id) for one in self.chosen]
        states = [(one.resolved_at is None, one.closed_at is None, tags_of(one)) for one in self.chosen]
        heard = sorted(last_heard(self.chosen).items())
        return fingerprint(self.wanted, now, states, heard)

    @property
    def was_looked_at(self) -> bool:
        """Whether the preview showed just this; of a valid form."""
        return bool(self.cleaned_data["looked"] == self.seen)


def ids_in(text: str) -> list[int]:
    """The ids somebody chose, each once: `1,2,3`."""
    return list(dict.fromkeys(int(one) for one in re.findall(r"\d{1,18}", text)))


def _tags(text: str) -> list[str]:
    try:
        return sorted({spelled(name) for name in text.split(",") if name.strip()})
    except MayNotTag as refusal:
        raise forms.ValidationError(str(refusal)) from None


def _hands(user: User) -> Iterator[tuple[Any, Any]]:
    """Me, colleagues and every team's queue; who may not have a ticket is left out when its turn comes."""
    people = Agent.objects.select_related("user").filter(user__is_active=True).order_by("user__name")
    if people.filter(user=user).exists():
        yield f"agent-{user.pk}", _("Me")
    others = people.exclude(user=user)
    yield _("Colleagues"), [(f"agent-{a.user_id}", f"{a}, {a.get_availability_display()}") for a in others]
    yield _("The queue of a team"), [(f"team-{team.pk}", team.spoken) for team in Team.objects.all()]
