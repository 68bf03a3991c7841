"""Who decided what about a ticket's place, why, and by how much: the log that explains every decision.

Read from the events alone, never from the ticket as it is now. Events of before a key was kept say less;
nothing is guessed for them. No words of a customer are in here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from support.people.models import User
from tickets.decisions import kinds, sentences
from tickets.decisions.scores import Score, score
from tickets.models import Event, Ticket


@dataclass(frozen=True)
class Decision:
    """One line of the log. `before` is empty where nothing changed but the hands."""

    event: Event
    kind: str
    sentence: str
    cause: str
    who: str
    before: Score | None
    after: Score | None

    @property
    def title(self) -> str:
        """The kind in words."""
        return str(kinds.KINDS[self.kind])

    @property
    def places(self) -> str:
        """The place in the team's line before and after: "3 → 1"; empty where none was counted."""
        both = [str(score.place) for score in (self.before, self.after) if score and score.place]
        return " → ".join(both) if len(both) == 2 else ""

    @property
    def terms(self) -> str:
        """The version of the promises in force: "Everyone, version 2"; empty where it was not kept."""
        told = self.event.detail
        return (
            _("%(policy)s, version %(number)s") % {"policy": told["policy"], "number": told["version"]}
            if "version" in told
            else ""
        )


def tell(events: Iterable[Event], *, reader: User) -> list[Decision]:
    """Decisions as `reader` may read them: a ticket they may not know of is not named."""
    rows = list(events)
    named = {reference for event in rows for reference in sentences.others(event.detail)}
    seen = Ticket.objects.visible_to(reader).filter(reference__in=named) if named else Ticket.objects.none()
    known = set(seen.values_list("reference", flat=True))
    return [_decision(event, known) for event in rows]


def _decision(event: Event, known: set[str]) -> Decision:
    kind, detail = kinds.kind_of(event), event.detail
    # What was merged away keeps there how it may be taken apart, and had no place afterwards.
    before = None if "into" in detail else detail.get("before")
    tier = detail.get("tier_before", "")
    return Decision(
        event=event,
        kind=kind,
        sentence=sentences.sentence(event, kind, known),
        cause=sentences.cause(event, kind),
        who=str(event.by or detail.get("author") or _("the house")),
        before=None if before is None else score(before, detail, tier=tier),
        after=score(detail.get("after", detail), detail),
    )


__all__ = ["Decision", "Score", "tell"]
