"""Tags on tickets."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from support import shield
from support.people.models import User
from tickets.actions.history import hold, record
from tickets.models import Event, Tag, Tagging, Ticket

MOST = 20


class MayNotTag(Exception):
    """What cannot be a tag, or one too many; says why in words for an agent."""


@transaction.atomic
def tag(ticket: Ticket, *, names: Iterable[str], by: User | None) -> Ticket:
    """Put tags on a ticket, new ones among them; what is there already changes nothing. Raises MayNotTag."""
    ticket = hold(ticket)
    there = set(ticket.taggings.values_list("tag__name", flat=True))
    wanted = sorted({spelled(name) for name in names} - there)
    if len(there) + len(wanted) > MOST:
        raise MayNotTag(_("A ticket takes %(most)d tags at most.") % {"most": MOST})
    for name in wanted:
        Tagging.objects.create(ticket=ticket, tag=Tag.objects.get_or_create(name=name)[0], by=by)
    if wanted:
        record(ticket, Event.Kind.TAGGED, by=by, added=wanted)
    return ticket


@transaction.atomic
def untag(ticket: Ticket, *, name: str, by: User | None) -> Ticket:
    """Take a tag off a ticket."""
    ticket = hold(ticket)
    gone, _rows = ticket.taggings.filter(tag__name=name).delete()
    if gone:
        record(ticket, Event.Kind.TAGGED, by=by, removed=[name])
    return ticket


def spelled(words: str) -> str:
    """What somebody typed, as a tag is written. Raises MayNotTag."""
    name = Tag.spelled(words)
    if not name:
        raise MayNotTag(_("A tag is made of letters and digits, such as vip or hot-wallet."))
    if shield.mask(words).kinds:
        raise MayNotTag(_("This looks like a secret. Everybody at the desk reads tags."))
    return name
