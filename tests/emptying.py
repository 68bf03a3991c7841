"""After a story that really commits, only what it wrote is emptied, and kinds of content keep their numbers.

Django's own flush empties every table and makes its content types anew, with other numbers: servers that run
on through many stories (tests/browser/) would then write numbers of rows that are gone.
"""

from typing import Any

from django.core.management.color import no_style
from django.db import OperationalError, connection, transaction
from django.test import TransactionTestCase
from psycopg2.errors import DeadlockDetected

from tickets import defaults

KEPT = {"django_migrations", "django_content_type", "auth_permission"}
STORE = "furniture"  # a schema with a copy of every row that a new desk has


def prepare() -> None:
    """Furnish the house as a new desk is, once, and keep a copy: making it anew takes ten times as long."""
    defaults.prepare()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {STORE} CASCADE; CREATE SCHEMA {STORE}")
        for name in _with_rows():
            cursor.execute(f"CREATE TABLE {STORE}.{name} AS TABLE {name}")


def furnish(_story: Any = None) -> None:
    """The house as new: emptied, and furnished from the copy; references are looked at in the end.

    A page that was just left may still be heard by a server: whom the database ends for it begins again.
    """
    for again in (True, True, False):
        try:
            _furnish()
            return
        except OperationalError as trouble:
            if not again or not isinstance(trouble.__cause__, DeadlockDetected):
                raise


def _furnish() -> None:
    empty()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT table_name, string_agg(quote_ident(column_name), ', ')
            FROM information_schema.columns WHERE table_schema = %s GROUP BY table_name
            """,
            [STORE],
        )
        copies = (
            f"INSERT INTO {name} ({those}) SELECT {those} FROM {STORE}.{name}" for name, those in cursor
        )
        cursor.execute("; ".join(copies))


def empty() -> None:
    """Empty every table that holds a row, at once."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), _with_rows(), allow_cascade=True):
            cursor.execute(statement)


def _with_rows() -> list[str]:
    """The tables that hold a row."""
    names = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)
    with connection.cursor() as cursor:
        has_rows = ", ".join(f"EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})" for name in names)
        cursor.execute(f"SELECT {has_rows}")
        return [name for name, has in zip(names, cursor.fetchone(), strict=True) if has]


def teach_django() -> None:
    """Let every transactional test end so."""
    TransactionTestCase._fixture_teardown = furnish
