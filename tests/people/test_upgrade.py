"""A desk that knew tiers before it kept who told them knows them still."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from support.people.models import Customer
from tests import emptying

BEFORE = [("people", "0002_names_skills_and_signs_of_life")]


@pytest.fixture
def as_it_was(transactional_db):
    """The tables as the version before made them; afterwards they are as now again."""
    emptying.empty()
    executor = MigrationExecutor(connection)
    now = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    yield executor.loader.project_state(BEFORE).apps
    MigrationExecutor(connection).migrate(now)


def test_whoever_had_a_tier_keeps_it_and_guests_are_unknown(as_it_was):
    tiers, customers = (as_it_was.get_model("people", name).objects for name in ("Tier", "Customer"))
    entry = tiers.create(name="Entry", slug="entry", rank=1)
    plus = tiers.create(name="Plus", slug="plus", rank=3)
    customers.create(name="told", tier=entry, exchange_id="MX-1")
    customers.create(name="raised by hand", tier=plus)
    customers.create(name="guest", tier=entry)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    found = {one.name: (one.tier.slug, one.tier_source, one.is_tier_known) for one in Customer.objects.all()}
    assert found == {
        "told": ("entry", "earlier", True),
        "raised by hand": ("plus", "earlier", True),
        "guest": ("entry", "", False),
    }
    assert all(one.tier.chat == 4 for one in Customer.objects.all())
