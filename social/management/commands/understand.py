"""Understand kept webhooks again, after whatever was unknown in them has been taught."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from social.models import Delivery
from social.understanding import understand


class Command(BaseCommand):
    """`manage.py understand` for all that is not understood, or `manage.py understand 17 23`."""

    help = _("Understand kept webhooks again; twice is safe.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which deliveries."""
        parser.add_argument(
            "ids", nargs="*", type=int, help=_("Ids of deliveries; none means all not understood.")
        )

    def handle(self, *args: Any, ids: list[int], **options: Any) -> None:
        """Try each one and say what became of it; exits with an error while something stays unknown."""
        rows = Delivery.objects.filter(pk__in=ids) if ids else Delivery.objects.filter(understood_at=None)
        left = 0
        for delivery in rows.order_by("pk").iterator(chunk_size=200):
            understand(delivery)
            delivery.refresh_from_db()
            left += delivery.understood_at is None
            self.stdout.write(
                f"{delivery.pk} {delivery}: {delivery.outcome or '-'} {delivery.error}".rstrip()
            )
        if left:
            raise CommandError(_("%d deliveries are still not understood.") % left)
