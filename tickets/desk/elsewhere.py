"""In which other tickets the same thing stands: one statement for all that a ticket names."""

from functools import reduce
from operator import and_

from django.db.models import Value

from support.people.models import User
from support.search import text
from support.search.conditions import AnyOf
from tickets.desk.named import Named, Other
from tickets.models import Ticket

SHOWN = 3  # other tickets beside each


def mark(found: list[Named], ticket: Ticket, user: User) -> None:
    """Say of each in which other tickets it stands that this agent may see; one statement for all."""
    asked = Ticket.objects.visible_to(user).exclude(pk=ticket.pk).order_by("-pk")
    parts = [
        asked.filter(words__vector=_written(one)).annotate(place=Value(place))[: SHOWN + 1]
        for place, one in enumerate(found)
    ]
    if not parts:
        return
    rows = [part.values_list("place", "pk", "reference") for part in parts]
    for place, pk, reference in rows[0].union(*rows[1:], all=True) if rows[1:] else rows[0]:
        found[place].elsewhere.append(Other(pk, reference))
    for one in found:
        one.more, one.elsewhere = len(one.elsewhere) > SHOWN, one.elsewhere[:SHOWN]


def _written(one: Named) -> AnyOf:
    """How it stands among a ticket's words, with 0x and without."""
    words = text.WORD.findall(one.value)
    spelled = [_spelled(text.fold(word, "en")) for word in words]
    return reduce(and_, map(AnyOf, spelled))


def _spelled(word: str) -> list[str]:
    bare = word.removeprefix("0x")
    return [bare, f"0x{bare}"] if len(bare) >= 40 else [word]
