"""Whose conversation it is: the browser that began it, and once somebody signed in there, only they."""

import uuid
from collections.abc import Sequence
from contextlib import suppress

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection

from livechat import actions, blocks
from livechat.models import Visit
from support.live import LiveConsumer
from support.people.models import User
from support.watch import Standing

STANDING = """
    SELECT asked.n, session.session_data, person.password, person.is_active, person.role,
           visit.customer_id, visit.ticket_id, visit.language, owner.user_id, owner.email, owner.tier_id,
           ticket.merged_into_id, ticket.thread, ticket.closed_at
      FROM unnest(%s::text[], %s::bigint[], %s::uuid[]) WITH ORDINALITY asked(session, person, visit, n)
      LEFT JOIN django_session session ON session.session_key = asked.session AND session.expire_date > now()
      LEFT JOIN people_user person ON person.id = asked.person
      LEFT JOIN livechat_visit visit ON visit.key = asked.visit
      LEFT JOIN people_customer owner ON owner.id = visit.customer_id
      LEFT JOIN tickets_ticket ticket ON ticket.id = visit.ticket_id
"""
KEPT, FROM = "visit", "visit_from"  # in the session: whose conversation, and the address it came from


def remember(session: SessionBase, visit: Visit, *, address: str) -> None:
    """This browser goes on with this visit, as long as its session lasts."""
    session[KEPT], session[FROM] = str(visit.pk), address
    Visit.objects.filter(pk=visit.pk).update(network=blocks.network_of(address))


def visit_of(session: SessionBase, user: User | AnonymousUser) -> Visit | None:
    """The visit this browser remembers, if it belongs to whoever sits there now.

    A stranger who has signed in since keeps going as who they are. Agents speak from the desk, never here.
    """
    visit = known(session.get(KEPT, ""))
    if visit is None or user.is_staff:
        return None
    actions.follow(visit)
    holder = visit.customer.user_id if visit.customer else None
    if holder is not None:
        return visit if holder == user.pk else None
    owner = actions.owner_of(user, language=visit.language)
    return actions.sign_in(visit, owner=owner) if owner else visit


def standing(lines: Sequence[LiveConsumer]) -> Standing:
    """How visits stand, in one question for all lines: what each would be looked at again for."""
    visits = [_key(line.scope["session"].get(KEPT)) for line in lines]
    people = [line.scope["user"].pk for line in lines]
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [[line.session_key for line in lines], people, visits])
        return {lines[row[0] - 1]: hash(row) for row in cursor.fetchall()}


def _key(kept: object) -> str | None:
    """A visit's key out of a session, None when it is none."""
    with suppress(ValueError):
        return str(uuid.UUID(str(kept)))
    return None


def known(key: str) -> Visit | None:
    """A visit as it is now, with who it belongs to; None when it is gone or was never ours."""
    try:
        return Visit.objects.select_related("customer__tier", "ticket").filter(pk=uuid.UUID(key)).first()
    except (ValueError, TypeError, AttributeError):
        return None
