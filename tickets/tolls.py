"""One ticket more in a burst costs the sender's browser a little reckoning, and no person a puzzle.

Below the limits of tickets/floods.py nobody meets a toll; docs/decisions/0043 says what it costs whom.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tickets import floods, reckoning

HASHES = 200_000  # the number lies below; half of them are tried on average
URGENT = 25_000  # for S0: noticed by a script that sends thousands, hardly by a person
STEEPEST = 2  # doublings: at 2 and 4 times a limit


@dataclass(frozen=True)
class Toll:
    """What stands between a form and its being taken: `wait` in seconds, or an answer to `challenge`.

    `challenge` is JSON (tickets/reckoning.py); empty when only waiting helps.
    """

    wait: int
    challenge: str


def due(
    limits: Sequence[tuple[floods.Limit, object]], *, form: str, paid: str, is_urgent: bool
) -> Toll | None:
    """Count a form, and say what it owes; None when it may pass. `paid` is what the browser sends for a toll.

    What is urgent is never told to wait: it passes for a lower toll, and as S1 without (see views.owing).
    """
    used = [(limit, floods.share(limit, who, thing=form)) for limit, who in limits]
    passed = [(limit, share) for limit, share in used if share > 1]
    if not passed:
        return None
    wait = max(limit.left for limit, _ in passed)
    if not is_urgent and any(limit.stop and share * limit.most > limit.stop for limit, share in passed):
        return Toll(wait, challenge="")
    if reckoning.is_right(paid, form=form):
        return None
    steps = min(int(max(share for _, share in passed)).bit_length() - 1, STEEPEST)
    return Toll(wait, reckoning.ask((URGENT if is_urgent else HASHES) << steps, form=form))
