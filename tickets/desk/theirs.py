"""What else somebody wrote to us, by whatever door: as far as the agent may know of it."""

from dataclasses import dataclass

from django.db.models import Q

from support.people.models import Customer, Handle, User
from tickets.models import Ticket

SHOWN, COUNTED = 8, 100


@dataclass(frozen=True)
class Theirs:
    """The newest of their other tickets, how many more there are, and the question that finds them all."""

    tickets: list[Ticket]
    more: int
    question: str

    @property
    def how_many_more(self) -> str:
        """The count as shown; above COUNTED only that there are more."""
        return str(self.more) if self.more <= COUNTED else f"{COUNTED}+"


def theirs(ticket: Ticket, user: User) -> Theirs:
    """The other tickets of a ticket's customer and of guests proven to be the same person."""
    people = same_person(ticket.customer)
    rows = Ticket.objects.visible_to(user).filter(customer__in=people).exclude(pk=ticket.pk)
    newest = list(rows.select_related("merged_into").order_by("-opened_at", "-pk")[: SHOWN + 1])
    more = rows.order_by()[: SHOWN + COUNTED + 1].count() - SHOWN if len(newest) > SHOWN else 0
    question = "from:" + ",".join(f"#{pk}" for pk in sorted(people))
    return Theirs(newest[:SHOWN], more, question)


def same_person(customer: Customer) -> set[int]:
    """The ids of this customer and of whoever has proven, by a letter of ours, to have the same address.

    An address that somebody only typed makes nobody the same.
    """
    if customer.user_id:
        address = Customer.objects.values_list("user__email", flat=True).get(pk=customer.pk)
    elif customer.handles.filter(network=Handle.GUEST).exclude(proven_at=None).exists():
        address = customer.email.lower()
    else:
        address = ""
    if not address:
        return {customer.pk}
    opened = Q(handles__external_id=address) | Q(handles__external_id__startswith=f"{address} #")
    guests = Customer.objects.filter(opened, handles__network=Handle.GUEST, handles__proven_at__isnull=False)
    account = Customer.objects.filter(user__email=address)
    return {customer.pk, *guests.values_list("pk", flat=True), *account.values_list("pk", flat=True)}
