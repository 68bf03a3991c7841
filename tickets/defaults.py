"""What every desk begins with: tiers, teams, targets and topics. Run as often as you like; changes stay."""

import json
from pathlib import Path

from support.people.models import Team, Tier
from tickets.models import Target, Topic

DATA = Path(__file__).parent / "data"
MINUTE, HOUR = 60, 3600

TIERS = [
    ("entry", "Entry", "#54657a"),
    ("verified", "Verified", "#0a6a71"),
    ("plus", "Plus", "#0b5fd0"),
    ("business", "Business", "#6b3fa0"),
]

TEAMS = {
    "front-line": "Front line",
    "security": "Account security",
    "verification": "Verification",
    "crypto-operations": "Crypto transfers",
    "payments": "Payments and cards",
    "trading": "Trading",
    "staking": "Staking",
    "technical": "API and technical",
    "tax": "Statements and tax",
    "compliance": "Compliance",
    "privacy": "Privacy office",
    "complaints": "Complaints",
    "trust": "Trust",
    "business": "Business desk",
    "social": "Social",
}

# First answer within, by (severity, channel) and then by tier from the lowest to the highest.
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


def prepare() -> None:
    """Make what is missing; rows stay as the admins have them, only topics' words are refreshed."""
    tiers = [
        Tier(slug=slug, name=name, rank=rank, colour=colour)
        for rank, (slug, name, colour) in enumerate(TIERS, start=1)
    ]
    Tier.objects.bulk_create(tiers, ignore_conflicts=True)
    Team.objects.bulk_create(
        [Team(slug=slug, name=name) for slug, name in TEAMS.items()], ignore_conflicts=True
    )
    if not Target.objects.exists():
        Target.objects.bulk_create(_targets())
    words = ["names", "hints", "category", "code"]
    Topic.objects.bulk_create(_topics(), update_conflicts=True, unique_fields=["slug"], update_fields=words)


def _targets() -> list[Target]:
    tiers = list(Tier.objects.filter(slug__in=[slug for slug, *_ in TIERS]).order_by("rank"))
    return [
        Target(severity=severity, channel=channel, tier=tier, seconds=seconds)
        for (severity, channel), row in TARGETS.items()
        for tier, seconds in zip(tiers, row, strict=True)
    ]


def _topics() -> list[Topic]:
    teams = {team.slug: team for team in Team.objects.all()}
    return [
        Topic(
            slug=row["slug"],
            code=row["code"],
            category=row["category"],
            names=row["names"],
            hints=row["hints"],
            severity=row["severity"],
            team=teams[row["team"]],
            article=row["article"],
            order=order,
        )
        for order, row in enumerate(json.loads((DATA / "topics.json").read_text()))
    ]
