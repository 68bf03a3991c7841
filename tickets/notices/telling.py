"""An agent's open screens learn of a notice at once, and how many are not read."""

from contextlib import suppress
from typing import Any

from redis.exceptions import RedisError

from support import realtime
from support.people.models import User
from tickets.models import Event
from tickets.notices import listing, making


def tell(event: Event) -> None:
    """Write down whom an event concerns and show it on their screens; told twice it is heard once."""
    for notice, sounds in making.make(event):
        if notice.listed:
            say_how_many(notice.to, ticket=event.ticket_id, kind=notice.kind, sounds=sounds)


def say_how_many(user: User, **about: Any) -> None:
    """Tell an agent's screens how many are not read; a lost hint is late, the page asks by itself."""
    with suppress(ConnectionError, RedisError):
        group = realtime.agent_group(user.pk)
        realtime.push(group, "notice", unread=listing.how_many_unread(user), **about)
