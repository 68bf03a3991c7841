"""Lessons become counts: learnt anew at night, kept as a version, read by every page from memory."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from tickets.guessing import lessons, reading
from tickets.guessing.guesser import Guesser
from tickets.guessing.lessons import Lesson
from tickets.models import Learned

FEWEST_CUSTOMERS = 2  # who must have written a sign: names and whatever else only one person says is not kept
MOST_SIGNS = 60_000  # the most often said ones; the catalogue alone has some 20,000
NEWEST, LOOK_AGAIN = "guessing:newest", 60  # seconds until a page asks whether there is a newer version

Counted = tuple[dict[str, dict[str, float]], dict[str, float]]


@transaction.atomic
def learn() -> Learned:
    """Read all lessons anew and keep what they say as the newest version."""
    now = timezone.now()
    corrected, confirmed = list(lessons.of_corrections(now=now)), list(lessons.of_confirmed(now=now))
    counts, heard = count([*lessons.of_catalogue(), *corrected, *confirmed])
    learned = Learned.objects.create(
        made_at=now, corrections=len(corrected), confirmed=len(confirmed), counts=counts, lessons=heard
    )
    kept = Learned.objects.values_list("pk", flat=True)[: Learned.KEPT]
    Learned.objects.exclude(pk__in=list(kept)).delete()
    transaction.on_commit(lambda: cache.delete(NEWEST))
    return learned


def count(read: Iterable[Lesson]) -> Counted:
    """What was said of which topic; of customers' words only those that several of them wrote.

    Every topic of the catalogue weighs alike however much is written about it: what customers say decides how
    often it comes.
    """
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    heard: dict[str, float] = defaultdict(float)
    writers: dict[str, set[int]] = defaultdict(set)
    ours: set[str] = set()
    for lesson in read:
        found = reading.signs(reading.read(lesson.words, lesson.code))
        for sign, weight in found.items():
            counts[sign][lesson.slug] += weight * lesson.weight
        if lesson.customer is None:
            ours.update(found)
            heard[lesson.slug] += 0.0
        else:
            heard[lesson.slug] += lesson.weight
            for sign in found:
                writers[sign].add(lesson.customer)
    known = [sign for sign in counts if sign in ours or len(writers[sign]) >= FEWEST_CUSTOMERS]
    known.sort(key=lambda sign: (-sum(counts[sign].values()), sign))
    rounded = {
        sign: {slug: round(weight, 3) for slug, weight in counts[sign].items()} for sign in known[:MOST_SIGNS]
    }
    return rounded, {slug: round(weight, 3) for slug, weight in heard.items()}


def guesser() -> Guesser:
    """The newest version, ready to be asked; before the first night it knows the catalogue's words."""
    newest = cache.get(NEWEST)
    if newest is None:
        newest = Learned.objects.values_list("pk", flat=True).first() or 0
        cache.set(NEWEST, newest, LOOK_AGAIN)
    return _ready(newest)


@lru_cache(maxsize=2)
def _ready(version: int) -> Guesser:
    learned = Learned.objects.filter(pk=version).first()
    if learned is None:
        return Guesser(*count(lessons.of_catalogue()))
    return Guesser(learned.counts, learned.lessons)
