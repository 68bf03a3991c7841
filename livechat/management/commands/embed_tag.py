"""`manage.py embed_tag <site>`: the script tag of a site, to put into its pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from livechat.embed import tag
from livechat.models import Site


class Command(BaseCommand):
    """Print it, with the digest of the script as it is served."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Which site."""
        parser.add_argument("site", help="the site's key")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError where there is no such site, or it is retired."""
        site = Site.objects.live().filter(key=options["site"]).first()
        if site is None:
            raise CommandError(f"There is no live site {options['site']!r}.")
        self.stdout.write(tag.of(site))
