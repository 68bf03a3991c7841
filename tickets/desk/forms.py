"""What an agent fills in. A form only listens; the views act."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import Agent, Team, User
from tickets import workforce
from tickets.actions import Thing
from tickets.actions.hands import ANYBODY
from tickets.desk import words
from tickets.desk.seen_form import SeenForm
from tickets.forms import Spoken, Words
from tickets.models import Ticket, Wanted

MOST_WANTED, LONGEST_WANTED = 8, 200


class SayForm(Spoken):
    """A reply or a note: words, files, and a key so that sending twice is heard once."""

    kind = ""
    body = Words(
        label=gettext_lazy("Message"),
        error_messages={"required": gettext_lazy("There is nothing to send yet. Write a word or two.")},
    )

    def __init__(self, *args: Any, ticket: Ticket, **options: Any) -> None:
        super().__init__(*args, prefix=None, auto_id=f"{self.kind}-%s", **options)
        self.ticket = ticket

    def clean_key(self) -> str:
        """The form's key, good for this ticket and this kind of words only."""
        return f"{self.kind}-{self.ticket.pk}-{super().clean_key()}"


class ReplyForm(SayForm):
    """Words that leave the house, and what they ask for: `wanted` and `wanted_kind`, a pair a line."""

    kind = "reply"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What was filled in, (words, kind) each; empty lines are left out."""
        if not isinstance(self.data, QueryDict):
            return []
        pairs = zip(self.data.getlist("wanted"), self.data.getlist("wanted_kind"), strict=False)
        return [(words, kind) for said, kind in pairs if (words := said.strip())]

    @property
    def may_ask(self) -> bool:
        """Whether the customer has a page on which the list stands."""
        return self.ticket.hears_by_mail or self.ticket.customer.user_id is not None

    def clean(self) -> None:
        """Nobody reads what is sent to a closed ticket; a list is short, and each line says how to answer."""
        super().clean()
        if problem := self._problem(self.lines):
            self.add_error(None, problem)
        self.cleaned_data["wanted"] = [Thing(words, kind) for words, kind in self.lines]
        if self.ticket.closed_at:
            self.add_error("body", _("This ticket is closed. The customer's next message opens a new one."))

    def _problem(self, lines: list[tuple[str, str]]) -> str:
        if lines and not self.may_ask:
            return _("This customer has no page for a list. Ask in your own words.")
        if len(lines) > MOST_WANTED:
            return _("Ask for %(most)d things at most; few people answer more.") % {"most": MOST_WANTED}
        if any(len(words) > LONGEST_WANTED for words, _kind in lines):
            return _("Say each thing in %(most)d characters.") % {"most": LONGEST_WANTED}
        if any(kind not in Wanted.Kind.values for _words, kind in lines):
            return _("Say for each thing how it is answered.")
        return ""


class NoteForm(SayForm):
    """Words that stay."""

    kind = "note"


class AssignForm(forms.Form):
    """Into whose hands: `agent-<user id>` or `team-<id>`, and what they should know."""

    to = forms.ChoiceField(
        label=gettext_lazy("Give to"),
        error_messages={
            "required": gettext_lazy("Choose a colleague or a team."),
            "invalid_choice": gettext_lazy("Nobody by that name answers here. Choose from the list."),
        },
    )

    words = Words(
        label=gettext_lazy("What they should know"),
        required=False,
        rows=2,
        help_text=gettext_lazy("An internal note: what was said and tried. They are told."),
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    seen_with = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_team = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, ticket: Ticket, user: User) -> None:
        seen = {"seen_with": ticket.assignee_id, "seen_team": ticket.team_id}
        super().__init__(data, auto_id="assign-%s", initial=seen | {"key": uuid.uuid4().hex})
        self.ticket = ticket
        _offer(self.fields["to"], _hands(ticket, user))

    def clean_seen_with(self) -> int | None:
        """In whose hands it was when the page was shown; a form that does not say has seen anybody."""
        return self.cleaned_data["seen_with"] if "seen_with" in self.data else ANYBODY

    def clean_key(self) -> str:
        """The form's key, good for this ticket alone; a form without one gets one."""
        return f"given-{self.ticket.pk}-{self.cleaned_data['key'] or uuid.uuid4().hex}"

    @property
    def colleague(self) -> User | None:
        """Who was chosen, unless a team was."""
        kind, _dash, pk = self.cleaned_data["to"].partition("-")
        return User.objects.get(pk=pk) if kind == "agent" else None

    @property
    def team(self) -> Team | None:
        """Which queue was chosen, unless somebody was."""
        kind, _dash, pk = self.cleaned_data["to"].partition("-")
        return Team.objects.get(pk=pk) if kind == "team" else None


def _hands(ticket: Ticket, user: User) -> Iterable[tuple[str, Any]]:
    """Me, who shares the ticket's team, supervisors, and every team's queue; who may not take it is left out,
    except for supervisors, who may give anything to anybody."""
    people = Agent.objects.select_related("user").filter(user__is_active=True).order_by("user__name")
    near = (
        people.filter(Q(teams=ticket.team_id) | Q(user__role=User.Role.SUPERVISOR))
        .exclude(user=user)
        .distinct()
    )
    given = [agent for agent in near if user.is_supervisor or workforce.may_take(agent.user, ticket)]
    yield "", _("Choose…")
    if workforce.may_take(user, ticket):
        yield f"agent-{user.pk}", _("Me")
    if given:
        yield _("Colleagues"), [(f"agent-{a.user_id}", f"{a}, {a.get_availability_display()}") for a in given]
    yield _("The queue of a team"), [(f"team-{team.pk}", team.spoken) for team in Team.objects.all()]


def _offer(field: forms.Field, choices: Iterable[tuple[Any, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class ReasonForm(forms.Form):
    """Why somebody does it: kept in the history."""

    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Say why, in a few words: colleagues will read it in the history.")
        },
    )


class SeverityForm(SeenForm, ReasonForm):
    """How bad it is, and why it is not what we thought."""

    severity = forms.TypedChoiceField(label=gettext_lazy("How bad is it?"), coerce=int)
    field_order = ["severity", "why"]

    def __init__(self, data: Any = None, *, ticket: Ticket) -> None:
        super().__init__(
            data, auto_id="severity-%s", initial={"severity": ticket.severity, "seen": ticket.severity}
        )
        _offer(self.fields["severity"], words.severities())


class ForceForm(ReasonForm):
    """Into whose hands, whatever the queue says; `agents` is asked for once for all forms."""

    to = forms.TypedChoiceField(
        label=gettext_lazy("Give to"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose a colleague."),
            "invalid_choice": gettext_lazy("Nobody by that name answers here. Choose from the list."),
        },
    )
    field_order = ["to", "why"]

    def __init__(self, data: Any = None, *, ticket: Ticket, agents: Sequence[Agent]) -> None:
        super().__init__(data, auto_id=f"force-{ticket.pk}-%s")
        self.ticket, self.agents = ticket, agents
        named = [(agent.user_id, f"{agent}, {agent.get_availability_display()}") for agent in agents]
        _offer(self.fields["to"], [("", _("Choose…")), *named])

    @property
    def colleague(self) -> User:
        """Who was chosen."""
        return next(agent.user for agent in self.agents if agent.user_id == self.cleaned_data["to"])


class RebalanceForm(ReasonForm):
    """How many from which team's line to which."""

    source = forms.ModelChoiceField(Team.objects.all(), label=gettext_lazy("From"))
    target = forms.ModelChoiceField(Team.objects.all(), label=gettext_lazy("To"))
    most = forms.IntegerField(label=gettext_lazy("How many at most"), min_value=1, max_value=200, initial=10)
    field_order = ["source", "target", "most", "why"]

    def clean(self) -> None:
        """From one team to another."""
        super().clean()
        chosen = self.cleaned_data.get("source"), self.cleaned_data.get("target")
        if chosen[0] and chosen[0] == chosen[1]:
            self.add_error("target", _("Choose another team than the one they come from."))


class AvailabilityForm(forms.Form):
    """Whether new work may come; `chats` says what becomes of those in hand when somebody goes away."""

    OVER, FINISH = "over", "finish"

    availability = forms.ChoiceField(choices=Agent.Availability)
    chats = forms.ChoiceField(choices=[(OVER, ""), (FINISH, "")], required=False)

    @property
    def goes_away(self) -> bool:
        """Whether they say that they will not be there."""
        return self.cleaned_data["availability"] in {Agent.Availability.AWAY, Agent.Availability.OFFLINE}
