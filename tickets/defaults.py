"""What every desk begins with: tiers, teams, targets, topics, error codes. Run it again: changes stay."""

import json

from django.utils import timezone

from support.people.models import Fallback, Team, Tier
from tickets import catalogue, codebook, specialists
from tickets.models import Policy, Target, Version
from tickets.tables import FIRST, NEXT, UPDATE, Cell

MINUTE, HOUR = 60, 3600

TIERS = [
    ("entry", "Entry", "#54657a"),
    ("verified", "Verified", "#0a6a71"),
    ("plus", "Plus", "#0b5fd0"),
    ("business", "Business", "#6b3fa0"),
]

# Whose speakers are asked when nobody is there who speaks a customer's language.
FALLBACKS = {
    "es": ["pt", "en"],
    "pt": ["es", "en"],
    "it": ["es", "en"],
    "fr": ["en"],
    "de": ["en"],
    "ru": ["en"],
    "tr": ["en"],
    "zh-hans": ["en"],
}

SEE_IDENTITY = {"verification", "compliance"}  # teams; the admins may say otherwise afterwards

# First reply within, by (severity, channel) and then by tier from the lowest to the highest.
TARGETS: dict[tuple[int, str], tuple[int, int, int, int]] = {
    (0, ""): (15 * MINUTE,) * 4,
    (0, "chat"): (2 * MINUTE,) * 4,
    (1, ""): (4 * HOUR, 2 * HOUR, 1 * HOUR, 30 * MINUTE),
    (1, "chat"): (15 * MINUTE, 10 * MINUTE, 5 * MINUTE, 3 * MINUTE),
    (2, ""): (24 * HOUR, 12 * HOUR, 4 * HOUR, 2 * HOUR),
    (2, "chat"): (20 * MINUTE, 15 * MINUTE, 5 * MINUTE, 3 * MINUTE),
    (3, ""): (48 * HOUR, 24 * HOUR, 8 * HOUR, 4 * HOUR),
    (3, "chat"): (30 * MINUTE, 20 * MINUTE, 10 * MINUTE, 5 * MINUTE),
    (4, ""): (72 * HOUR,) * 4,
}

# While a ticket is escalated, the customer hears from us at least this often, by severity.
UPDATES = {0: 4 * HOUR, 1: 24 * HOUR, 2: 72 * HOUR, 3: 72 * HOUR, 4: 72 * HOUR}


def prepare() -> None:
    """Make what is missing; rows stay as the admins have them."""
    tiers = [
        Tier(slug=slug, name=name, rank=rank, colour=colour)
        for rank, (slug, name, colour) in enumerate(TIERS, start=1)
    ]
    Tier.objects.bulk_create(tiers, ignore_conflicts=True)
    teams = _teams()
    Team.objects.bulk_create(teams, ignore_conflicts=True)
    for team in teams if Team.objects.filter(names={}).exists() else []:
        Team.objects.filter(slug=team.slug, names={}).update(names=team.names)
    chains = [Fallback(language=language, then=then) for language, then in FALLBACKS.items()]
    Fallback.objects.bulk_create(chains, ignore_conflicts=True)
    specialists.prepare()
    _promises()
    catalogue.prepare()
    codebook.prepare()


def _teams() -> list[Team]:
    rows = json.loads((catalogue.DATA / "teams.json").read_text())
    return [
        Team(
            slug=row["slug"],
            name=row["names"]["en"],
            names=row["names"],
            may_see_identity=row["slug"] in SEE_IDENTITY,
        )
        for row in rows
    ]


def _promises() -> None:
    """The first policy, for everybody, where there is none."""
    now = timezone.now()
    policy, made = Policy.objects.get_or_create(position=1000, defaults={"name": "Everyone"})
    if made and not Policy.objects.exclude(pk=policy.pk).exists():
        version = Version.objects.create(
            policy=policy, number=1, made_at=now, takes_effect_at=now, applied_at=now, settled_at=now
        )
        Target.objects.bulk_create(Target.rows(version, first_table()))
        policy.current = version
        policy.save(update_fields=["current"])


def first_table() -> list[Cell]:
    """What a new desk promises."""
    replies = [
        Cell(
            clock,
            severity,
            rank,
            channel,
            _seconds(clock, severity, channel, first),
            severity < 2 or rank > 2,
        )
        for (severity, channel), row in TARGETS.items()
        for rank, first in enumerate(row, start=1)
        for clock in (FIRST, NEXT)
    ]
    updates = [
        Cell(UPDATE, severity, rank, "", seconds)
        for severity, seconds in UPDATES.items()
        for rank in range(1, len(TIERS) + 1)
    ]
    return replies + updates


def _seconds(clock: str, severity: int, channel: str, first: int) -> int:
    """The next reply is promised as fast as the first, but by no letter within less than an hour."""
    return max(first, HOUR) if clock == NEXT and channel == "" and severity > 0 else first
