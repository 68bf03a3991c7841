"""`manage.py push_key`: a new key of browser push, as a line for the environment."""

from typing import Any

from django.core.management.base import BaseCommand

from tickets.notices import keys


class Command(BaseCommand):
    """Prints, keeps nothing. Browsers that agreed under another key have to agree again."""

    help = "Make a key for browser push (VAPID, RFC 8292)."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line, ready for .env."""
        self.stdout.write(f"PUSH_PRIVATE_KEY={keys.make()}")
