"""Visits are counted in this process and written down together: a kept page stays one that asks nothing.

No address, no cookie, no person: a number for an article, a language and a day. What a process had not yet
written when it was killed is lost; at most `PATIENCE` seconds of it.
"""

import threading
import time
from collections import Counter
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone, translation

from helpcenter import addresses
from helpcenter.models import Translation, Visit

PATIENCE = 10.0  # seconds a visit may wait to be written
ADD = """
    INSERT INTO helpcenter_visit (article_id, language, day, times) VALUES (%s, %s, %s, %s)
    ON CONFLICT (article_id, language, day) DO UPDATE SET times = helpcenter_visit.times + excluded.times
"""


class Tally:
    """What this process has counted and not yet written."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[str, str, date]] = Counter()  # by short name, language and day
        self.begun = time.monotonic()
        self.lock = threading.Lock()

    def add(self, slug: str, language: str, day: date) -> bool:
        """Count one; whether it is time to write."""
        with self.lock:
            self.counted[slug, language, day] += 1
            return time.monotonic() - self.begun > PATIENCE

    def take(self) -> Counter[tuple[str, str, date]]:
        """Everything counted so far, which is then somebody else's to write."""
        with self.lock:
            taken, self.counted, self.begun = self.counted, Counter(), time.monotonic()
        return taken


_tally = Tally()


def count(slug: str) -> None:
    """Somebody opened this article, in the language that is spoken now."""
    language = translation.get_language() or "en"
    if _tally.add(slug, language, timezone.now().date()):
        write_down()


def missed(since: date) -> list[tuple[str, str, int]]:
    """(short name, language, visits) of what readers opened in a language it is not in, most first."""
    own = Translation.objects.out().filter(article=OuterRef("article"), language=OuterRef("language"))
    rows = Visit.objects.filter(~Exists(own), day__gte=since).values_list("article__slug", "language")
    return list(rows.annotate(all=Sum("times")).order_by("-all", "article__slug", "language"))


def write_down() -> None:
    """Put what was counted into the rows, in one order, so that two processes never wait for each other."""
    counted = _tally.take()
    keys = addresses.articles_called(slug for slug, _, _ in counted)
    rows = sorted((keys[slug], code, day, n) for (slug, code, day), n in counted.items() if slug in keys)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(ADD, rows)
