"""A desk that has promised already keeps its promises through the upgrade."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tickets import defaults
from tickets.models import Policy, Target

BEFORE = [("tickets", "0001_initial"), ("people", "0001_initial")]


@pytest.fixture
def as_it_was(transactional_db):
    """The tables as the version before made them; afterwards they are as now again."""
    executor = MigrationExecutor(connection)
    now = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    yield executor.loader.project_state(BEFORE).apps
    MigrationExecutor(connection).migrate(now)


def test_what_was_promised_becomes_the_first_version_for_everybody(as_it_was):
    tier = as_it_was.get_model("people", "Tier").objects.create(name="Entry", slug="entry", rank=1)
    old = as_it_was.get_model("tickets", "Target")
    for severity, channel, seconds in [(0, "", 900), (3, "", 1800), (3, "chat", 600)]:
        old.objects.create(severity=severity, tier_id=tier.pk, channel=channel, seconds=seconds)

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    policy = Policy.objects.get()
    assert (policy.name, policy.current.number, policy.current.settled_at) == ("Everyone", 1, None)
    table = Target.table(policy.current_id)
    assert table.cells["first", 3, 1, ""].seconds == 1800
    assert table.cells["next", 3, 1, ""].seconds == 3600
    assert table.cells["next", 3, 1, "chat"].seconds == 600
    assert table.cells["next", 0, 1, ""].seconds == 900
    defaults.prepare()
    assert Policy.objects.count() == 1
    assert len(Target.table(policy.current_id).cells) == 6
