"""Several orders of the same things joined into one. Pure."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

K = 60
Thing = TypeVar("Thing", bound=Hashable)


def fused(*orders: Iterable[Thing]) -> list[Thing]:
    """Best first: each order gives a thing 1 / (60 + its place); of equals, what the first order has before.

    Reciprocal rank fusion: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and
    individual Rank Learning Methods" (SIGIR 2009), with their constant. Scores need no common measure.
    """
    scores: dict[Thing, float] = {}
    for order in orders:
        for place, one in enumerate(dict.fromkeys(order), 1):
            scores[one] = scores.get(one, 0.0) + 1 / (K + place)
    return sorted(scores, key=lambda one: -scores[one])
