"""Places in a text and what stands near them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from .tokens import Run, Token

Span = tuple[int, int]


def is_near(cues: list[Span], start: int, end: int, *, before: int, after: int) -> bool:
    """Whether one of the ordered cues stands inside, `before` ahead or `after` behind at the farthest."""
    at = bisect_left(cues, (start - before, 0))
    at -= at > 0 and cues[at - 1][1] >= start - before
    return at < len(cues) and cues[at][0] <= end + after


def united(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, overlapping ones as one."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


def joined(runs: Iterable[Run], *, enough: int) -> Iterator[list[Token]]:
    """Stretches of `enough` list words made of up to three runs with one foreign word between two."""
    chains: dict[str, list[Run]] = {}
    for run in runs:
        chain = chains.setdefault(run.language, [])
        if chain and run.first != chain[-1].first + len(chain[-1].tokens) + 1:
            chain.clear()
        chain.append(run)
        del chain[:-3]
        if sum(len(part.tokens) for part in chain) >= enough:
            yield [token for part in chain for token in part.tokens]


def cut(stretch: list[Token], cues: list[Span], *, enough: int) -> Iterator[list[Token]]:
    """The parts of a stretch between the cues inside it that are still long enough."""
    part: list[Token] = []
    for token in stretch:
        if is_near(cues, token.start, token.end - 1, before=-1, after=0):
            if len(part) >= enough:
                yield part
            part = []
        else:
            part.append(token)
    if len(part) >= enough:
        yield part
