"""Sign a payload as a network would, to try the webhooks by hand."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from support import signatures


class Command(BaseCommand):
    """`manage.py sign_webhook x payload.json`: the header for these very bytes, ready for curl's -H."""

    help = _("Print the signature header of a file, as X or Meta would send it.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The network, the file, and whether to print the whole call."""
        parser.add_argument("network", choices=["x", "facebook"])
        parser.add_argument("file", help=_("A file with the payload; - reads it from standard input."))
        parser.add_argument("--curl", action="store_true", help=_("Print the whole curl command."))

    def handle(self, *args: Any, network: str, file: str, curl: bool, **options: Any) -> None:
        """Print `Header: sha256=…`, or the command that posts the file with it."""
        try:
            body = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as trouble:
            raise CommandError(str(trouble)) from trouble
        if network == "x":
            header = "X-Twitter-Webhooks-Signature: " + signatures.for_x(settings.X_CONSUMER_SECRET, body)
        else:
            header = "X-Hub-Signature-256: " + signatures.for_meta(settings.META_APP_SECRET, body)
        call = (
            f"curl -i {settings.SITE_URL}/hooks/{network}/ -H 'Content-Type: application/json'"
            f" -H '{header}' --data-binary @{file}"
        )
        self.stdout.write(call if curl else header)
