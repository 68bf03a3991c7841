"""A desk that has promised already keeps its promises through the upgrade."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from support.people.models import Customer, Team
from tests import emptying
from tickets import defaults
from tickets.models import Attachment, Clock, Policy, Target

BEFORE = [("tickets", "0001_initial"), ("people", "0001_initial")]


@contextmanager
def as_of(version):
    """The tables as an earlier version made them; afterwards they are as now again."""
    emptying.empty()
    executor = MigrationExecutor(connection)
    now = executor.loader.graph.leaf_nodes()
    executor.migrate(version)
    yield executor.loader.project_state(version).apps
    MigrationExecutor(connection).migrate(now)


@pytest.fixture
def as_it_was(transactional_db):
    """Before there were tables of promises."""
    with as_of(BEFORE) as apps:
        yield apps


@pytest.fixture
def before_reports(transactional_db):
    """Before clocks kept what they came to."""
    with as_of([("tickets", "0002_promises"), ("people", "0002_names_skills_and_signs_of_life")]) as apps:
        yield apps


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


def test_clocks_of_before_tell_what_they_came_to_and_whether_somebody_answered(before_reports):
    model, noon = before_reports.get_model, datetime(2026, 11, 20, 12, tzinfo=UTC)
    tier = model("people", "Tier").objects.create(name="Entry", slug="entry", rank=1)
    team = model("people", "Team").objects.create(name="Front line", slug="front-line")
    customer = model("people", "Customer").objects.create(name="Carl", tier=tier)
    for name, answered in (("answered", True), ("solved", False), ("running", None)):
        ticket = model("tickets", "Ticket").objects.create(
            reference=name,
            customer=customer,
            channel="web",
            thread=name,
            team=team,
            severity=2,
            opened_at=noon,
        )
        ended = None if answered is None else noon + timedelta(hours=2)
        ticket.clocks.create(kind="first", target_seconds=7200, started_at=noon, stopped_at=ended)
        if answered:
            ticket.messages.create(
                seq=1, kind="reply", channel="desk", external_id=name, created_at=ended - timedelta(seconds=1)
            )

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    clocks = {clock.ticket.reference: clock for clock in Clock.objects.all()}
    assert {(clock.tier_id, clock.severity) for clock in clocks.values()} == {(tier.pk, 2)}
    assert {name: clock.waited_seconds for name, clock in clocks.items()} == {
        "answered": 7200,
        "solved": 7200,
        "running": None,
    }
    assert [name for name, clock in clocks.items() if clock.answered_at] == ["answered"]


@pytest.fixture
def before_kinds(transactional_db):
    """Before files had kinds and states."""
    with as_of([("tickets", "0006_cases"), ("people", "0004_rights_of_tiers")]) as apps:
        yield apps


def test_files_of_before_open_still_and_the_teams_that_check_identity_may(before_kinds):
    model, noon = before_kinds.get_model, datetime(2026, 11, 20, 12, tzinfo=UTC)
    tier = model("people", "Tier").objects.create(name="Entry", slug="entry", rank=1)
    for slug in ("front-line", "verification", "compliance"):
        team = model("people", "Team").objects.create(name=slug, slug=slug)
    customer = model("people", "Customer").objects.create(name="Carl", tier=tier)
    ticket = model("tickets", "Ticket").objects.create(
        reference="old", customer=customer, channel="web", thread="t", team=team, severity=2, opened_at=noon
    )
    said = ticket.messages.create(seq=1, kind="customer", channel="web", external_id="m", created_at=noon)
    for name in ("a.txt", "b.txt"):
        said.attachments.create(
            file="attachments/aa/bb", name=name, content_type="text/plain", size=1, sha256="0"
        )

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    file, other = Attachment.objects.order_by("name")
    assert file.key.version == other.key.version == 4
    assert file.key != other.key
    assert (file.kind, file.state, file.scanned_at, file.sealed.name) == ("other", "clean", None, "")
    assert file.is_open
    assert file.content.name == "attachments/aa/bb"
    allowed = Team.objects.filter(may_see_identity=True).values_list("slug", flat=True)
    assert set(allowed) == {"verification", "compliance"}


def test_guests_of_before_have_only_typed_their_address_and_accounts_keep_what_they_are(transactional_db):
    with as_of([("tickets", "0006_cases"), ("people", "0004_rights_of_tiers")]) as apps:
        model = apps.get_model
        tier = model("people", "Tier").objects.create(name="Entry", slug="entry", rank=1)
        user = model("people", "User").objects.create(email="dana@customer.example")
        for name, known in (("guest", {}), ("account", {"user": user}), ("told", {"exchange_id": "MX-1"})):
            customer = model("people", "Customer").objects.create(name=name, tier=tier, **known)
            customer.handles.create(network="guest", external_id=f"{name}@guest.example")
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        found = {one.name: one.is_without_proof for one in Customer.objects.all()}
        assert found == {"guest": True, "account": False, "told": False}
