"""The table of passages is made where pgvector is, and its migration passes where it is not."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from support.search.meaning import ground
from support.search.meaning.rows import Passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def migrate() -> Callable[[str], None]:
    """`migrate("forwards")`, `migrate("backwards")`: what the migration does to the database."""
    before = MigrationLoader(None).project_state(("search", "0002_concept"))
    (made,) = import_module("support.search.migrations.0003_passage").Migration.operations
    after = before.clone()
    made.state_forwards("search", after)

    def go(way: str) -> None:
        states = (before, after) if way == "forwards" else (after, before)
        with connection.schema_editor() as editor:
            getattr(made, f"database_{way}")("search", editor, *states)

    return go


@pytest.fixture
def without_pgvector() -> None:
    """A database in which nobody has made the extension ready, and where we may not."""
    with connection.schema_editor() as editor:
        editor.delete_model(Passage)
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION vector; CREATE ROLE poor; SET LOCAL ROLE poor")


def test_where_pgvector_is_not_to_be_had_nothing_is_made(without_pgvector, migrate) -> None:
    assert not ground.has_pgvector()
    migrate("forwards")
    assert not ground.is_there()
    assert not ground.prepare()
    migrate("backwards")  # and there is nothing to take away


def test_where_it_is_the_table_is_made_and_taken_away(without_pgvector, migrate) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    migrate("forwards")
    assert ground.is_there()
    migrate("backwards")
    assert not ground.is_there()
