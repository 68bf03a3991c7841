"""What was done, and what survived: a table for whoever ran it."""

from collections import Counter

from tests.faults.chat import checkers
from tests.faults.chat.views import Outcome


def verdict(outcome: Outcome) -> dict[str, object]:
    """Everything that is wrong, by what the promise calls it; all empty is a promise that was kept."""
    wrong_views, overtaken, leaked = {}, [], set()
    for who, views in sorted(outcome.views.items()):
        wrong_views |= {f"{who}, {name}": why for name, why in checkers.out_of_order(views).items()}
        overtaken += checkers.overtaken(outcome.history, views["rows"])
        for view in views.values():
            leaked |= checkers.leaked(who, [tag for _seq, tag in view])
    twice = {
        tag
        for views in outcome.views.values()
        for view in views.values()
        for tag in checkers.doubled(tag for _seq, tag in view)
    }
    return {
        "lost": checkers.lost(outcome.history, outcome.shown),
        "doubled": twice | checkers.doubled(outcome.shown),
        "invented": checkers.invented(outcome.history, outcome.shown),
        "out of order": overtaken,
        "shown otherwise": wrong_views,
        "leaked": leaked,
        "two owners": checkers.two_owners(outcome.history, outcome.events),
        "in two conversations": {who for who, tickets in outcome.tickets.items() if len(tickets) > 1},
    }


def table(outcome: Outcome, wrong: dict[str, object], *, seed: int) -> str:
    """The figures, in lines."""
    rows, took = outcome.history, outcome.ended - outcome.began
    said = Counter(row["phase"] for row in rows if row["op"] in checkers.SPOKEN)
    doors = Counter(row.get("via") for row in rows if row["op"] in checkers.SPOKEN and row["phase"] == "ok")
    claims = Counter(row["phase"] for row in rows if row["op"] == "claim")
    views = sum(len(views) for views in outcome.views.values())
    silence: dict[str, list[float]] = {}
    for kind, seconds in checkers.silences(rows, outcome.ended):
        silence.setdefault(kind, []).append(seconds)
    lines = [
        f"seed {seed}: {said['invoke']} messages in {took:.0f} s ({said['ok'] / took:.0f}/s,"
        f" {outcome.cpu:.0f} s of CPU of processes that lived on), {sum(outcome.struck.values())} faults",
        f"acknowledged {said['ok']} (line {doors['line']}, HTTP {doors['http']}),"
        f" refused for a while {said['fail']}, unknown {said['info']}",
        f"claims: granted {claims['ok']}, lost to others {claims['fail']}, unknown {claims['info']}",
        f"{views} views of {len(outcome.views)} conversations; every window whole {outcome.healed:.1f} s"
        " after the last word",
        "; ".join(f"{what} {len(found)}" for what, found in wrong.items()),  # type: ignore[arg-type]
        "",
        f"{'fault':<28}{'times':>6}{'longest silence':>17}",
    ]
    for kind, times in sorted(outcome.struck.items()):
        lines.append(f"{kind:<28}{times:>6}{max(silence.get(kind, [0])):>15.1f} s")
    return "\n".join(lines)
