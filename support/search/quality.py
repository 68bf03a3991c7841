"""How good an order of results is, against what people judged to be right. Pure."""

import math
from collections.abc import Mapping, Sequence

Judged = Mapping[str, int]  # document → how right it is; 0 or missing is wrong


def ndcg(found: Sequence[str], right: Judged, depth: int = 10) -> float:
    """Normalised discounted cumulative gain, 0 to 1 (Järvelin and Kekäläinen 2002, with gain 2^rel - 1)."""

    def gain(rights: Sequence[int]) -> float:
        return sum((2**one - 1) / math.log2(place + 2) for place, one in enumerate(rights[:depth]))

    best = gain(sorted(right.values(), reverse=True))
    return gain([right.get(one, 0) for one in found]) / best if best else 0.0


def reciprocal_rank(found: Sequence[str], right: Judged, depth: int = 10) -> float:
    """1 when the first result is right, 1/2 when the second is, 0 when none of the first `depth`."""
    return next((1 / place for place, one in enumerate(found[:depth], 1) if right.get(one)), 0.0)
