"""`manage.py learn_topics`: have the guesser of topics learn now, and say how often it is right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tickets.guessing import learning, lessons, measuring
from tickets.guessing.guesser import Guesser
from tickets.guessing.measuring import Score


class Command(BaseCommand):
    """Learn from the catalogue, topics agents set and solved tickets; `--measure` changes nothing."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether only to measure."""
        parser.add_argument("--measure", action="store_true", help="only say how often it is right")

    def handle(self, *args: Any, measure: bool = False, **options: Any) -> None:
        """Store a new version unless only measuring; print shares of texts that were held out."""
        if not measure:
            learned = learning.learn()
            told = f"{learned.corrections} corrections, {learned.confirmed} confirmed"
            self.stdout.write(f"learnt from {told}: {len(learned.counts)} signs")
        now, ours = timezone.now(), list(lessons.of_catalogue())
        said = [*lessons.of_corrections(now=now), *lessons.of_confirmed(now=now)]
        if not said:
            self.stdout.write("no ticket to measure by yet")
            return
        self._say("catalogue only", measuring.measure(Guesser(*learning.count(ours)), said))
        self._say("held out, five-fold", measuring.cross_validate(ours, said))

    def _say(self, what: str, score: Score) -> None:
        probably = f"“probably” {score.probable}, right {score.probable_right:.0%}"
        shares = f"first {score.first:.0%}  first three {score.among_three:.0%}  {probably}"
        self.stdout.write(f"{what:22} n={score.texts:<6} {shares}")
