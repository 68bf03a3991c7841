"""The judge: what a history and the transcripts say about the promise. Pure functions; each gives back what
is wrong, so that nothing wrong is empty.

A transcript is a list of `(seq, tag)` in the order in which it was shown; a tag names a message. Its
conversation is what stands before the first dash: `v7-12` is the twelfth line of visitor 7, `v7-ada-3` an
answer to them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from tests.faults.chat.history import Row

Transcript = Sequence[tuple[int, str]]
SPOKEN = {"say", "reply"}
AGO = 1.0  # seconds by which two clocks of one machine may be read apart


def keys(history: Iterable[Row], *phases: str) -> set[str]:
    """Messages of which one of these phases was noted."""
    return {row["key"] for row in history if row["op"] in SPOKEN and row["phase"] in phases}


def lost(history: Iterable[Row], shown: Iterable[str]) -> set[str]:
    """Set-full: acknowledged, and not there."""
    return keys(history, "ok") - set(shown)


def doubled(shown: Iterable[str]) -> set[str]:
    """There more than once."""
    return {tag for tag, times in Counter(shown).items() if times > 1}


def invented(history: Sequence[Row], shown: Iterable[str]) -> set[str]:
    """There, although nobody said it, or its sender was told that it is not kept."""
    open_still = keys(history, "ok", "info")
    asked, refused = keys(history, "invoke"), keys(history, "fail") - open_still
    return {tag for tag in shown if tag not in asked or tag in refused}


def out_of_order(transcripts: Mapping[str, Transcript]) -> dict[str, str]:
    """Views of one conversation that do not show the same as the first, in the same order; and where not."""
    wrong, (truth, *_) = {}, transcripts.values()
    for name, view in transcripts.items():
        if [seq for seq, _tag in view] != sorted(seq for seq, _tag in view):
            wrong[name] = "its numbers go back"
        elif list(view) != list(truth):
            at = next((n for n, (a, b) in enumerate(zip(view, truth, strict=False)) if a != b), None)
            at = min(len(view), len(truth)) if at is None else at
            wrong[name] = f"{len(view)} of {len(truth)}, other from {at} on: {list(view[at : at + 2])}"
    return wrong


def overtaken(history: Iterable[Row], transcript: Transcript) -> list[tuple[str, str]]:
    """Pairs said one after the other (the first kept before the second began), shown the other way."""
    place = {tag: number for number, (_seq, tag) in enumerate(transcript)}
    began: dict[str, float] = {}
    ended: dict[str, float] = {}
    for row in history:
        if row["op"] in SPOKEN and row["key"] in place:
            if row["phase"] == "invoke":
                began.setdefault(row["key"], row["t"])
            elif row["phase"] == "ok":
                ended.setdefault(row["key"], row["t"])
    in_time = sorted(ended, key=lambda tag: began.get(tag, 0.0))
    return [
        (one, other)
        for one, other in combinations(in_time, 2)
        if ended[one] < began[other] and place[one] > place[other]
    ]


def leaked(conversation: str, shown: Iterable[str]) -> set[str]:
    """Messages of other conversations."""
    return {tag for tag in shown if tag.partition("-")[0] != conversation}


def hands(events: Iterable[Row]) -> tuple[list[tuple[str, float, float]], list[str]]:
    """Who had one ticket from when until when, and where two had it at a time.

    An event is `{t, kind: claimed | assigned | released, to}`, in their order.
    """
    held: list[tuple[str, float, float]] = []
    wrong: list[str] = []
    owner, since = None, 0.0
    for event in events:
        if owner and event["kind"] == "claimed" and event["to"] != owner:
            wrong.append(f"claimed by {event['to']} while {owner} had it")
        if owner:
            held.append((owner, since, event["t"]))
        owner, since = event["to"], event["t"]
    if owner:
        held.append((owner, since, float("inf")))
    return held, wrong


def two_owners(history: Sequence[Row], events: Mapping[object, Sequence[Row]]) -> list[str]:
    """Tickets (by key) that two had at a time, and claims that were granted to who never had it then."""
    wrong = []
    asked: dict[tuple[str, object], float] = {}
    held = {}
    for ticket, rows in events.items():
        held[ticket], twice = hands(rows)
        wrong += [f"{ticket}: {what}" for what in twice]
    for row in (row for row in history if row["op"] == "claim"):
        who, ticket = row["client"], row["key"]
        if row["phase"] == "invoke":
            asked[who, ticket] = row["t"]
        elif row["phase"] == "ok":
            begin, end = asked[who, ticket] - AGO, row["t"] + AGO
            if not any(o == who and a <= end and b >= begin for o, a, b in held.get(ticket, ())):
                wrong.append(f"{ticket}: granted to {who}, who never had it")
    return wrong


def silences(history: Sequence[Row], until: float) -> list[tuple[str, float]]:
    """`(fault, seconds)` for each fault: the longest time from it to the next one in which a door, `line` or
    `http`, acknowledged nothing; only what began or went on after it counts."""
    faults = [row for row in history if row["op"] == "fault" and row["phase"] == "invoke"]
    answered: dict[str, list[float]] = {}
    for row in history:
        if row["phase"] == "ok" and row["op"] in SPOKEN:
            answered.setdefault(row.get("via", "line"), []).append(row["t"])
    found = []
    for number, fault in enumerate(faults):
        end = faults[number + 1]["t"] if number + 1 < len(faults) else until
        gaps = [0.0]
        for times in answered.values():
            marks = sorted([fault["t"], *(t for t in times if fault["t"] <= t <= end), end])
            gaps += [b - a for a, b in pairwise(marks)]
        found.append((fault["key"], max(gaps)))
    return found
