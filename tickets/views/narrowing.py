"""What a reader wants to see of their tickets: which ones, about what, with which words in them."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tickets import states
from tickets.models import Topic
from tickets.models.ticket import TicketQuerySet

LONGEST = 100  # characters that are looked for

# Every way to look at one's tickets: its name, and which are among them.
SHOWN: dict[str, tuple[str | Promise, Q]] = {
    "": (_("All"), Q()),
    "open": (pgettext_lazy("tickets", "Open"), Q(resolved_at=None)),
    "waiting-for-you": (states.WITH_YOU.words, states.WITH_YOU.tickets),
    "solved": (states.SOLVED.words, states.SOLVED.tickets),
    "closed": (states.CLOSED.words, states.CLOSED.tickets | states.MERGED.tickets),
}


@dataclass(frozen=True)
class Narrowed:
    """One look at a list; what nobody understands narrows nothing."""

    show: str = ""
    words: str = ""
    topic: str = ""

    @classmethod
    def read(cls, asked: QueryDict) -> "Narrowed":
        """From an address, whatever somebody wrote there."""
        show = asked.get("show", "")
        words = " ".join(asked.get("q", "").split())[:LONGEST]
        return cls(show if show in SHOWN else "", words, asked.get("topic", "")[:60])

    def about(self, rows: TicketQuerySet) -> TicketQuerySet:
        """The ones with these words in the subject or the reference, on this topic; in any state."""
        if self.words:
            rows = rows.filter(Q(subject__icontains=self.words) | Q(reference__icontains=self.words))
        return rows.filter(topic__slug=self.topic) if self.topic else rows

    def of(self, rows: TicketQuerySet) -> TicketQuerySet:
        """The ones that are shown."""
        return self.about(rows).filter(SHOWN[self.show][1])

    def address(self, *, after: str = "", **changed: str) -> str:
        """The query of a list that differs in this, from a cursor on: `?show=open&q=usdt`; "?" for all."""
        other = replace(self, **changed)
        told = {"show": other.show, "q": other.words, "topic": other.topic, "after": after}
        return "?" + urlencode({name: value for name, value in told.items() if value})

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.show or self.words or self.topic)

    def choices(self, rows: TicketQuerySet) -> list[dict[str, object]]:
        """Each way to look, with its address and how many there are: {name, url, count, here}."""
        slugs = list(SHOWN)
        counted = {f"n{at}": Count("pk", filter=SHOWN[slug][1]) for at, slug in enumerate(slugs)}
        counts = self.about(rows).order_by().aggregate(**counted)
        return [
            {
                "name": SHOWN[slug][0],
                "url": self.address(show=slug),
                "count": counts[f"n{at}"],
                "here": slug == self.show,
            }
            for at, slug in enumerate(slugs)
        ]


def topics_of(rows: TicketQuerySet) -> list[Topic]:
    """What these tickets are about."""
    return list(Topic.objects.filter(pk__in=rows.order_by().values("topic")))
