"""The one door to open screens: group names and `push`.

A frame is a hint, never the truth: layers are at-most-once, so a screen that missed one asks the database
for what came after the last `seq` it has seen.
"""

from collections.abc import Iterable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer


def desk_group(team_id: int | str) -> str:
    """Agents of a team; `desk_group("all")` is for those who see every team."""
    return f"desk.team.{team_id}"


def agent_group(user_id: int) -> str:
    """One agent's own screens: what is in their hands, whatever team it belongs to."""
    return f"desk.agent.{user_id}"


ROLL = "desk.roll"  # every open desk; the lines themselves answer, the browsers need not


def ticket_desk_group(ticket_id: int) -> str:
    """Agents with this ticket open."""
    return f"desk.ticket.{ticket_id}"


def ticket_customer_group(ticket_id: int) -> str:
    """The customer's own screens on this ticket; nothing internal is ever sent here."""
    return f"customer.ticket.{ticket_id}"


def customer_group(customer_id: int) -> str:
    """A customer's own list of tickets: only that one of them moved, never what was said."""
    return f"customer.{customer_id}"


def writing_group(article_id: int, language: str) -> str:
    """Editors with this text open."""
    return f"writing.{article_id}.{language}"


def push(group: str, type: str, **data: Any) -> None:
    """Send one frame to a group's screens; see `push_all`."""
    push_all([(group, {"type": type, **data})])


def push_all(frames: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Send frames, each to its group, over one connection; consumers forward `frame` as it is.

    Raises whatever the layer raises (redis.ConnectionError when Valkey is away): the caller decides.
    """
    async_to_sync(_send)(list(frames))


def call_the_roll() -> None:
    """Ask every open desk to write down that it is there. Raises as `push_all` does."""
    layer = get_channel_layer()
    async_to_sync(layer.group_send)(ROLL, {"type": "roll"})


async def _send(frames: list[tuple[str, dict[str, Any]]]) -> None:
    layer = get_channel_layer()
    for group, frame in frames:
        await layer.group_send(group, {"type": "frame", "frame": frame})
