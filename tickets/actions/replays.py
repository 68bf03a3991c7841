"""A table is tried on the last seven days; nothing is changed, so there is nothing to commit."""

from tickets import outbox
from tickets.models import Policy
from tickets.replay import runs
from tickets.tables import Table


def replay(policy: Policy, table: Table) -> runs.Run:
    """Ask a worker to play the week; the run says whether one could be told."""
    run = runs.begin(policy.pk, table)
    return run if outbox.replay(run.key) else runs.unsent(run)
