"""After a story that really commits, only what it wrote is emptied, and kinds of content keep their numbers.

Django's own flush empties every table and makes its content types anew, with other numbers: servers that run
on through many stories (tests/browser/) would then write numbers of rows that are gone.
"""

from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase

from tickets import defaults

KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def furnish(_story: Any = None) -> None:
    """The house as new: emptied, and furnished as a new desk is."""
    empty()
    defaults.prepare()


def empty() -> None:
    """Empty every table that holds a row, at once."""
    names = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)
    quoted = [connection.ops.quote_name(name) for name in names]
    with connection.cursor() as cursor:
        has_rows = ", ".join(f"EXISTS (SELECT 1 FROM {name})" for name in quoted)
        cursor.execute(f"SELECT {has_rows}")
        full = [name for name, has in zip(names, cursor.fetchone(), strict=True) if has]
        for statement in connection.ops.sql_flush(no_style(), full, allow_cascade=True):
            cursor.execute(statement)


def teach_django() -> None:
    """Let every transactional test end so."""
    TransactionTestCase._fixture_teardown = furnish
