"""Who may open a ticket without a sign-in: the browser that filed it, or one that came by our letter's link.

The session remembers the tickets' ids. What was only filed here is open here until somebody proves the
address; then the links of our letters open it, and once the customer has a sign-in, only that.
"""

from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase

from support.people.models import Customer, User
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet

KEPT, FILED = "guest_tickets", "filed_tickets"
BROWSER = "guest_browser"
MOST = 30


def let_in(session: SessionBase, ticket: Ticket) -> None:
    """Let this browser see one ticket from now on, as long as its session lasts."""
    _remember(session, KEPT, ticket)


def filed_here(session: SessionBase, ticket: Ticket) -> None:
    """Let the browser that filed a ticket see it, until somebody proves the address it is from."""
    _remember(session, FILED, ticket)


def follow(session: SessionBase, ticket: Ticket, to: Ticket) -> None:
    """Who may see a guest's ticket here may see the one it goes on in, for as long and no longer."""
    if ticket.customer.user_id is None and ticket.customer_id == to.customer_id:
        _remember(session, FILED if ticket.customer.is_without_proof else KEPT, to)


def browser(session: SessionBase, key: str) -> str:
    """What this browser's guests are told apart by: made of the first form it sent, known by nobody else."""
    return session.setdefault(BROWSER, sha256(key.encode()).hexdigest()[:16])


def was_filed_here(session: SessionBase, reference: str) -> Ticket | None:
    """The ticket of this reference that came from this browser, whoever may open it by now."""
    ours = session.get(FILED, [])
    return Ticket.objects.filter(pk__in=ours, reference=reference, customer__user=None).first()


def visible_to(user: User | AnonymousUser, session: SessionBase) -> TicketQuerySet:
    """What this person may see: their own by sign-in, and what this browser was let in to.

    Agents get what their teams may see, by sign-in alone.
    """
    own = Ticket.objects.visible_to(user)
    if user.is_staff:
        return own
    kept, filed = (_with_parts(session.get(name, [])) for name in (KEPT, FILED))
    unproven = Customer.objects.without_proof()
    return (
        own
        | Ticket.objects.filter(pk__in=kept, customer__user=None)
        | Ticket.objects.filter(pk__in=filed, customer__in=unproven.values("pk"))
    )


def filed_by(user: User | AnonymousUser, session: SessionBase, customer: Customer | None) -> TicketQuerySet:
    """Whose words a new ticket is compared with: what they see as a customer, never as an agent.

    And what this `customer` filed, where it is a guest's: one browser's, so it tells nobody else anything,
    and there before the session knows of a ticket that another of its tabs files at the same time.
    """
    theirs = Ticket.objects.none() if user.is_staff else visible_to(user, session)
    if customer and customer.is_without_proof:
        theirs |= Ticket.objects.filter(customer=customer)
    return theirs


def _remember(session: SessionBase, name: str, ticket: Ticket) -> None:
    others = [pk for pk in session.get(name, []) if pk != ticket.pk]
    session[name] = [*others, ticket.pk][-MOST:]


def _with_parts(known: list[int]) -> list[int]:
    """These tickets and those that were merged into them: who may read the whole may read its parts."""
    found, fresh = list(known), known
    while fresh:
        parts = Ticket.objects.filter(merged_into__in=fresh).exclude(pk__in=found)
        fresh = list(parts.values_list("pk", flat=True))
        found += fresh
    return found
