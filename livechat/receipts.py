"""How far each side has come with what the other said: the visitor's window hears of the agent's eyes here.

The other way round the window says `seen`, and a reply it showed is delivered (livechat.actions.see).
"""

from typing import Any

from livechat.models import Visit
from tickets import readings


def frame(visit: Visit) -> dict[str, Any]:
    """`{"type", "seen"}`: up to which number whoever answers has read."""
    return {"type": "receipts", "seen": readings.by_holder(visit.ticket_id) if visit.ticket_id else 0}
