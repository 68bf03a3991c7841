"""A visitor puts right, or takes back, a line of theirs: frames read with care, and answered."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation

from livechat import blocks, lines
from livechat.lines import Line, Refusal
from livechat.models import Visit
from support import shield
from support.look import said
from tickets import actions, delivery, floods
from tickets.models import Message

CORRECTIONS_A_VISIT = floods.Limit("chat-corrections", most=60, seconds=60)


@dataclass(frozen=True)
class Asked:
    """`of` is the id the window gave its line, `key` the one of this correction; no `body` takes it back."""

    of: str
    key: str
    body: str = ""


def read(frame: object) -> Asked | Refusal | None:
    """The correction in a frame, or why it cannot be one; None when the frame is none at all."""
    match frame:
        case {"edit": body, "of": str(of), "id": str(key)} if lines.KEY.fullmatch(of):
            line = lines.read({"say": body, "id": key})
            return Asked(of, line.key, line.body) if isinstance(line, Line) else line
        case {"withdraw": str(of), "id": str(key)} if lines.KEY.fullmatch(of) and lines.KEY.fullmatch(key):
            return Asked(of, key)
    return None


def answer(visit: Visit, asked: Asked | Refusal) -> dict[str, Any]:
    """Do it, once; the frame to answer with: `corrected`, or `refused` with why it is `late` or `blocked`.

    Another visit's line is as late as one that never was: whose it is, nobody learns. Who is kept out may
    still take a line back, and say nothing new by changing one.
    """
    if isinstance(asked, Refusal):
        return asked.frame
    if wait := floods.seconds_to_wait(CORRECTIONS_A_VISIT, visit.pk, thing=asked.key):
        return Refusal(asked.key, "many", after=wait).frame
    rows = Message.objects.select_related("ticket")
    message = rows.filter(channel="chat", external_id=f"{visit.pk}:{asked.of}").first()
    if message is None:
        return Refusal(asked.key, "late").frame
    if asked.body and blocks.is_blocked(visit, None):
        return Refusal(asked.key, "blocked").frame
    try:
        if asked.body:
            made = actions.edit(message, body=asked.body, key=asked.key)
        else:
            made = actions.withdraw(message, key=asked.key)
    except actions.MayNotCorrect:
        return Refusal(asked.key, "late").frame
    delivery.show(message)
    with translation.override(visit.language):
        hidden = [piece.kind for piece in shield.pieces(made.body) if piece.kind]
        return {
            "type": "corrected",
            "id": asked.key,
            "of": asked.of,
            "seq": made.seq,
            "corrected": made.kind,
            "html": said.paragraphs(made.body),
            "advice": [str(line) for line in shield.advice(hidden)],
        }
