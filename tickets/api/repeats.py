"""What a machine opens for a customer, compared with what they have with us already; an alarm never is."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from support.people.models import Customer
from support.problems import Conflict
from tickets import actions, priority
from tickets.advice import duplicates
from tickets.models import Ticket


class WithUsAlready(Conflict):
    """The customer has this with us: the problem names the ticket in `repeats`."""

    def __init__(self, ticket: Ticket) -> None:
        way = "opens again if you add" if ticket.resolved_at else "keeps its place if you add"
        super().__init__(
            f"This customer has this with us as {ticket.reference}, which {way} a message there."
            ' To open another one on purpose, send "repeats": "new".'
        )
        self.facts = {"repeats": ticket.reference}


def field() -> serializers.ChoiceField:
    """How a caller says that it knows of the other ticket."""
    why = "Opens it although the customer has the same with us already; without it, that is a 409."
    return serializers.ChoiceField(["new"], required=False, help_text=why)


def others(said: dict[str, Any], given: actions.Answers) -> actions.Others:
    """The ticket that this one would repeat, and the closed one it goes on from."""
    topic = said.get("topic")
    usual = topic.severity if topic else given.severity
    if priority.is_urgent(min(usual, given.severity)):
        return actions.Others()
    # Machines write by patterns, and a call sent again has its key: words are no sign of the same thing here.
    new = duplicates.Filing(topic, given.identifiers, title="", words="", body="")

    def known(customer: Customer) -> Ticket | None:
        return duplicates.found(Ticket.objects.filter(customer=customer), new, now=timezone.now())

    theirs = Ticket.objects.filter(customer=said["customer"])
    return actions.Others(known, duplicates.ended(theirs, new))
