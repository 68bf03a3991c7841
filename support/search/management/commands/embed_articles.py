"""Read everything in the index for its meaning now, instead of waiting for the workers."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from support.search.meaning import ground, model, reading

A_WHILE = 10.0  # seconds between two lines


class Command(BaseCommand):
    """`embed_articles`: as SEARCH_MEANING says. Stopped and begun again it goes on where it was."""

    help = "Read all articles with the model that SEARCH_MEANING names; only what is new to it."

    def handle(self, **options: Any) -> None:
        """Say how far it is every ten seconds."""
        if not model.is_on():
            raise CommandError("SEARCH_MEANING names no model; see docs/search.md.")
        if not ground.prepare():
            raise CommandError("PostgreSQL has no pgvector here, or this role may not create the extension.")
        try:
            reader = model.chosen()
            reading.forget()
            self._read(reader)
        except model.Unavailable as trouble:
            raise CommandError(f"{trouble}: {trouble.__cause__ or ''}".rstrip(": ")) from trouble

    def _read(self, reader: model.Model) -> None:
        begun, first = time.monotonic(), reading.unread(reader).count()
        read, through = 0, False
        while not through:
            done, through = reading.go_on(A_WHILE, wait=True)
            read += done
            minutes = (first - read) * (time.monotonic() - begun) / 60 / max(read, 1)
            self.stdout.write(f"{read} of {first} documents read, about {minutes:.0f} min left")
        if left := reading.unread(reader).count():
            raise CommandError(f"{left} documents could not be read; the log names them.")
        self.stdout.write("Everything in the index can be found by meaning.")
