"""What agents did beside answering: tags, a problem with its incidents, a ticket that rests."""

from datetime import timedelta
from itertools import cycle

from django.db.models import Count
from django.utils import timezone

from support.demo.past import as_told
from support.people.models import User
from tickets import actions
from tickets.models import Link, Ticket

TAGS = [["hot-wallet"], ["refund", "vip"], ["waiting-for-bank"], ["chargeback"], ["phishing", "vip", "press"]]
INCIDENTS = 3


WHISPER = "The bank confirmed at noon: ask for the sender's name, and it can be credited today."


def whisper_once() -> None:
    """A supervisor, where there is one, whispers to the agent who holds the worst ticket."""
    for lead in User.objects.filter(role=User.Role.SUPERVISOR).order_by("pk")[:1]:
        held = Ticket.objects.open().filter(merged_into=None, assignee__isnull=False).exclude(assignee=lead)
        for ticket in held.order_by("severity", "pk")[:1]:
            actions.whisper(ticket, by=lead, body=WHISPER, key="demo")


def do_some(by: User) -> None:
    """Tag every third open ticket, name one problem and what it did, and let one ticket rest."""
    opened = Ticket.objects.open().filter(merged_into=None).order_by("pk")
    touched = list(opened[::3])
    for ticket, names in zip(touched, cycle(TAGS), strict=False):
        actions.tag(ticket, names=names, by=by)
    by_topic = opened.order_by().values_list("topic").annotate(many=Count("pk")).order_by("-many", "topic")
    problem, *others = opened.filter(topic=by_topic[0][0])[: INCIDENTS + 1]
    actions.flag(problem, by=by)
    actions.link(*((one, problem) for one in others), kind=Link.Kind.INCIDENT, by=by)
    with_customers = opened.filter(waiting_since=None, update_owed_since=None)
    for ticket in with_customers[:1]:
        nine = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
        actions.snooze(ticket, until=nine + timedelta(days=1), by=by)
        touched.append(ticket)
    for ticket in opened.filter(waiting_since__isnull=False, assignee=by)[:1]:
        _hold_a_reply(ticket, by)
    for ticket in {*touched, problem, *others}:
        as_told(ticket)


def _hold_a_reply(ticket: Ticket, by: User) -> None:
    """Their reply was written before the customer's last words, and waits for them to look."""
    seen = ticket.events.filter(kind="received").latest("seq").seq - 1
    body, key = "Thank you. We look into it and write again today.", f"demo-held-{ticket.pk}"
    actions.hold_back(ticket, by=by, body=body, key=key, leaves_at=timezone.now(), after=seen)
