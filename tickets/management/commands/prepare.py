"""`manage.py prepare`: what every desk begins with."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from tickets import defaults


class Command(BaseCommand):
    """Make tiers, teams, targets and topics where they are missing."""

    help = __doc__

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Run as often as you like."""
        defaults.prepare()
