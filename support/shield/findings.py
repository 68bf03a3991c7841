"""A secret found in a text: what it is, where it stands and how sure we are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from .kinds import GRAVEST_FIRST


class Certainty(StrEnum):
    """CERTAIN: a checksum or an unmistakable form. LIKELY: words around it say so. POSSIBLE: never masked."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Finding:
    """One secret at `text[start:end]`; `hint` is what may be kept of it (a card's last four digits)."""

    kind: str
    start: int
    end: int
    certainty: Certainty = Certainty.CERTAIN
    hint: str = ""


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order and apart: overlapping ones become one, named after the surest, then gravest."""
    apart: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        if apart and finding.start < apart[-1].end:
            apart[-1] = _union(apart[-1], finding)
        else:
            apart.append(finding)
    return apart


def _union(one: Finding, other: Finding) -> Finding:
    best = min(one, other, key=_rank)
    return replace(best, start=min(one.start, other.start), end=max(one.end, other.end))


def _rank(finding: Finding) -> tuple[bool, int]:
    return finding.certainty != Certainty.CERTAIN, GRAVEST_FIRST.index(finding.kind)
