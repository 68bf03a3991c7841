"""The table of passages stands only where PostgreSQL has pgvector; a house without it runs all the same."""

from typing import Any

from django.db import connection, migrations, transaction
from django.db.utils import DatabaseError

from support.search.meaning.rows import Passage


def is_there() -> bool:
    """Whether there is a table of passages."""
    return Passage._meta.db_table in connection.introspection.table_names()


def prepare() -> bool:
    """Make the table if PostgreSQL has got pgvector since the migration ran; whether it is there now."""
    if not is_there() and has_pgvector():
        with connection.schema_editor() as editor:
            editor.create_model(Passage)
    return is_there()


def has_pgvector() -> bool:
    """Whether pgvector can be used in this database; it is made ready where it was only installed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT installed_version FROM pg_available_extensions WHERE name = 'vector'")
        found = cursor.fetchone()
        if found is None or found[0]:
            return found is not None
        try:
            with transaction.atomic():
                cursor.execute("CREATE EXTENSION vector")
        except DatabaseError:  # it is installed, and not for us
            return False
    return True


class CreateWhereThereIsPgvector(migrations.CreateModel):
    """The model in any case, its table only where it can stand."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make the table, or leave it."""
        if has_pgvector():
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the table away, where there is one."""
        if is_there():
            super().database_backwards(app_label, schema_editor, from_state, to_state)
