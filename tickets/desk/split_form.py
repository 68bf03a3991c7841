"""What is split out, and what will come of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import Team
from tickets import actions, priority, topics
from tickets.actions import splitting
from tickets.desk import words
from tickets.models import Clock, Message, Ticket
from tickets.pricing import PriceBook


@dataclass(frozen=True)
class Preview:
    """What splitting would do; `problem` says why it cannot be done."""

    problem: str = ""
    many: int = 0
    subject: str = ""
    team: Team | None = None
    severity: int = 3
    since: datetime | None = None  # when the first of them was written
    due: datetime | None = None
    door: str = ""


class SplitForm(forms.Form):
    """Which of the customer's words, and what the new ticket is called and about."""

    messages = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Choose what the customer said and nobody has split out yet.")
        },
    )
    subject = forms.CharField(
        label=gettext_lazy("What the new ticket is called"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=gettext_lazy("The customer reads it. Empty, it begins as the first message does."),
    )
    topic = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False)

    def __init__(self, data: Any = None, *, ticket: Ticket) -> None:
        super().__init__(data, auto_id="split-%s")
        self.ticket, self.offered = ticket, splitting.may_leave(ticket)
        for name, choices in (
            ("messages", [(message.pk, message.seq) for message in self.offered]),
            ("topic", [("", _("As this ticket")), *topics.choices()[1:]]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def chosen(self) -> set[int]:
        """The ids that were ticked; none before the form was looked at."""
        return set(self.cleaned_data.get("messages") or []) if hasattr(self, "cleaned_data") else set()

    @property
    def told(self) -> dict[str, Any]:
        """What the action is told; of a valid form."""
        topic = topics.named(self.cleaned_data["topic"]) if self.cleaned_data["topic"] else None
        return {"messages": self.chosen, "subject": self.cleaned_data["subject"].strip(), "topic": topic}

    def preview(self) -> Preview:
        """What splitting the chosen would do; changes nothing."""
        try:
            moved = splitting.check_split(self.ticket, self.chosen)
        except actions.MayNotSplit as refusal:
            return Preview(problem=str(refusal))
        return self._priced(moved)

    def _priced(self, moved: list[Message]) -> Preview:
        told, ticket = (
            self.told,
            Ticket.objects.select_related("customer__tier", "team").get(pk=self.ticket.pk),
        )
        if topic := told["topic"] if told["topic"] != self.ticket.topic else None:
            ticket.topic, ticket.team, ticket.severity = topic, topic.team, topic.severity
        prices, since = PriceBook().prices(ticket), moved[0].created_at
        cell = prices.cell(Clock.Kind.FIRST)
        assert cell  # a reply is always promised
        calendar = prices.calendar(cell)
        return Preview(
            many=len(moved),
            subject=told["subject"] or moved[0].as_it_reads.strip().partition("\n")[0],
            team=ticket.team,
            severity=ticket.severity,
            since=since,
            due=priority.due(calendar.opening if calendar else None, since, cell.seconds),
            door=words.door(splitting.door_of(ticket))[1],
        )
