"""The day itself: every ticket goes through the doors' own action and is then moved to its hour."""

import itertools
import json
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import base58
from django.db import transaction
from django.utils import timezone

from livechat.models import Visit
from support.demo.past import as_told, let_pass
from support.demo.people import Cast
from support.people.models import Customer, User
from tickets import actions, queue
from tickets.api import sent
from tickets.models import Ticket, Topic

STORIES = json.loads((Path(__file__).parent / "stories.json").read_text())
FATES = ["waiting", "waiting", "claimed", "answered", "answered", "resolved", "resolved", "reopened"]
DOORS = ["web", "web", "chat", "email", "x", "facebook"]
MINUTE = timedelta(minutes=1)
BOOKED = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# Enough cases of a door and a tier for an estimate, and doors and tiers without one.
LAST_WEEK = [
    [("web", "verified")] * 23,
    [("chat", "verified")] * 23,
    [("web", "entry")] * 22,
    [("x", "")] * 12,
]


@dataclass
class Day:
    """One seeding; the same seed writes the same day."""

    cast: Cast
    chance: random.Random

    def tickets(self) -> Iterator[Ticket]:
        """Today's tickets in every state, and a week of answered ones at this hour for the waits."""
        stories = itertools.cycle(STORIES)
        for number, (door, tier) in enumerate(itertools.chain(*LAST_WEEK)):
            yield self._ticket(next(stories), "resolved", door, days_ago=number % 6 + 1, tier=tier)
        today = [(FATES[number % len(FATES)], DOORS[number % len(DOORS)]) for number in range(96)]
        for fate, door in sorted(today, key=lambda one: one[0] == "waiting"):  # who was served came first
            yield self._ticket(next(stories), fate, door)

    @transaction.atomic
    def _ticket(
        self, story: dict[str, Any], fate: str, door: str, days_ago: int = 0, tier: str = ""
    ) -> Ticket:
        customer = self._customer(story["language"], tier)
        story = self._filled(story)
        ticket = self._told(story, customer, door)
        agent = self.cast.who_answers(ticket.team)
        waited = self.chance.uniform(0.05, 0.9 if fate != "waiting" or self.chance.random() < 0.8 else 1.4)
        let_pass(ticket, timedelta(seconds=waited * min(ticket.target_seconds, 20 * 3600)))
        if fate != "waiting":
            _taken(ticket, agent)
        if fate in {"answered", "resolved", "reopened"}:
            self._answered(ticket, story, agent)
        if fate in {"resolved", "reopened"}:
            let_pass(ticket, self.chance.uniform(5, 90) * MINUTE)
            actions.resolve(ticket, by=agent)
        if fate == "reopened":
            let_pass(ticket, self.chance.uniform(30, 300) * MINUTE)
            self._says(ticket, story["again"])
        if days_ago:  # at this hour, that many days ago
            ticket.refresh_from_db()
            let_pass(ticket, timedelta(days=days_ago) - (ticket.events.latest("seq").at - ticket.opened_at))
        as_told(ticket)
        return ticket

    def _told(self, story: dict[str, Any], customer: Customer, door: str) -> Ticket:
        topic = Topic.objects.get(slug=story["topic"])
        said = {
            "channel": door,
            "customer": customer,
            "body": story["body"],
            "subject": story["subject"],
            "topic": topic,
            "answers": sent.read(
                story.get("answers") if door == "web" else None, topic=topic, customer=customer
            ),
            "language": story["language"],
            "public": door in {"x", "facebook"} and self.chance.random() < 0.4,
        }
        if door == "chat":
            visit = Visit.objects.create(customer=customer, language=story["language"])
            said["thread"] = str(visit.key)
        ticket = actions.receive(external_id=self._key(), **said).ticket
        if door == "chat":
            Visit.objects.filter(pk=visit.pk).update(ticket=ticket)
        return ticket

    def _answered(self, ticket: Ticket, story: dict[str, Any], agent: Any) -> None:
        if "note" in story:
            actions.note(ticket, by=agent, body=story["note"], key=self._key())
            let_pass(ticket, self.chance.uniform(1, 6) * MINUTE)
        work = self.chance.uniform(2, 12) * MINUTE  # of the promised time a little, so that it is kept
        let_pass(ticket, min(work, timedelta(seconds=ticket.target_seconds * 0.08)))
        actions.reply(ticket, by=agent, body=story["reply"], key=self._key())

    def _says(self, ticket: Ticket, body: str) -> None:
        actions.receive(
            channel=ticket.channel,
            external_id=self._key(),
            customer=ticket.customer,
            ticket=ticket,
            body=body,
        )
        let_pass(ticket, self.chance.uniform(2, 40) * MINUTE)

    def _customer(self, language: str, tier: str) -> Customer:
        """Somebody who speaks it, and of that tier where one is asked for."""
        speakers = [c for c in self.cast.customers if c.language == language]
        return self.chance.choice([c for c in speakers if c.tier.slug == tier] or speakers)

    def _key(self) -> str:
        return uuid.UUID(int=self.chance.getrandbits(128)).hex

    def _filled(self, story: dict[str, Any]) -> dict[str, Any]:
        """A story with real-looking values where it leaves room, each the same all through it."""
        day_before = timezone.localtime() - timedelta(hours=self.chance.uniform(14, 22))
        known = {
            "txid": self.chance.randbytes(32).hex(),
            "tron": base58.b58encode_check(b"\x41" + self.chance.randbytes(20)).decode(),
            "eth": f"0x{self.chance.randbytes(20).hex()}",
            "amount": f"{self.chance.uniform(0.05, 4):.4f}",
            "usdt": f"{self.chance.randrange(150, 9000, 50)}",
            "order": self._booked("O"),
            "withdrawal": self._booked("W"),
            "sent_at": f"{day_before:%Y-%m-%dT%H:%M}",
        }

        def fill(said: Any) -> Any:
            if isinstance(said, dict):
                return {key: fill(value) for key, value in said.items()}
            return said.format(**known) if isinstance(said, str) else said

        return {key: fill(value) for key, value in story.items()}

    def _booked(self, kind: str) -> str:
        """An id as books write it, such as WQCLML-BW3P3-BUCMWZ."""
        parts = ("".join(self.chance.choices(BOOKED, k=size)) for size in (5, 5, 6))
        return kind + "-".join(parts)


def _taken(ticket: Ticket, agent: User) -> None:
    """By *Next* where that is who comes next for them, else by hand."""
    if queue.next_for(agent, now=timezone.now(), limit=1) == [ticket]:
        actions.claim_next(agent)
    else:
        actions.claim(ticket, by=agent)
