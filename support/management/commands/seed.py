"""`manage.py seed`: a believable day at Meridian Exchange."""

import random
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from support.demo import macros, notices, people, work
from support.demo.day import Day
from tickets.models import Ticket


class Command(BaseCommand):
    """Write the demo day through the actions themselves; with tickets there, only `--again` adds one."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """`--again` adds another day; `--chance N` is what chooses."""
        parser.add_argument("--again", action="store_true")
        parser.add_argument("--chance", type=int, default=20261122)

    def handle(self, *args: Any, again: bool = False, chance: int = 0, **options: Any) -> None:
        """Says how many tickets there are at the end."""
        call_command("prepare")
        if Ticket.objects.exists() and not again:
            self.stdout.write("There are tickets already; --again adds another day.")
            return
        began = timezone.now()
        if again:
            chance += Ticket.objects.count()
        with transaction.atomic():  # a day cut off in the middle is no day: the next start plays it whole
            cast = people.gather()
            notices.pin()
            macros.shelve()
            written = sum(1 for _ticket in Day(cast, random.Random(chance)).tickets())  # noqa: S311  (a story, not a secret)
            work.do_some(by=cast.agents[0])
            work.whisper_once()
        took = (timezone.now() - began) / timedelta(seconds=1)
        self.stdout.write(f"{written} tickets of {len(cast.customers)} customers in {took:.0f} s.")
