"""The laws of the house, read from its code: one way in; actions act; the outbox tells, after the commit."""

import ast
import weakref

import pytest
from django.core.management import call_command
from django.db.models import signals
from django.dispatch import Signal

from tests import source

WRITES = {"create", "bulk_create", "get_or_create", "update_or_create"}
INTAKE, ANSWERS, HISTORY = (
    "tickets/actions/intake.py",
    "tickets/actions/answers.py",
    "tickets/actions/history.py",
)

# Who may hand work to the workers: the outbox; a webhook kept a moment ago; a link somebody asked for.
SENDERS = {"tickets/outbox.py", "social/webhooks.py", "tickets/views/guest.py"}

# What leaves the house, by how its call ends.
LEAVES = (
    "push", "push_all", "apply_async", "send_task", "delay", "send_mail", "send_messages", "send_answer",
    "acknowledge", "fresh_link", "urlopen", "post.send", "channel.deliver", "channel.find", "group_send",
    "delivery.attempt", "httpx.get", "httpx.post", "httpx.request", "outbox.announce",
)  # fmt: skip


def found(match):
    """`{file: lines}` of every call for which `match(dotted name, call)` is true."""
    places = {}
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Call) and match(source.dotted(node.func), node):
                places.setdefault(str(path), []).append(node.lineno)
    return places


def rows_of(model):
    """Where rows of a model are made."""

    def makes(name, call):
        return name == model or any(name == f"{model}.objects.{verb}" for verb in WRITES)

    return set(found(makes))


def test_messages_and_tickets_are_made_in_one_place():
    assert rows_of("Message") == {INTAKE, ANSWERS}
    assert rows_of("Ticket") - {"tickets/actions/hands.py"} == {
        INTAKE
    }  # hands holds a row it has just claimed


def test_only_receive_makes_what_a_customer_said():
    def says_customer(name, call):
        return name.endswith(".create") and any(
            word.arg == "kind" and source.dotted(word.value).endswith("Kind.CUSTOMER")
            for word in call.keywords
        )

    assert set(found(says_customer)) == {INTAKE}


def test_what_happened_is_written_in_one_place():
    assert rows_of("Event") == {HISTORY}


def test_only_the_outbox_hands_work_to_the_workers():
    def hands_over(name, call):
        return name.rpartition(".")[2] in {"delay", "apply_async", "send_task"}

    assert set(found(hands_over)) == SENDERS


def in_transactions():
    """Every function or block that runs inside a transaction."""
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.FunctionDef | ast.With) and any(
                source.dotted(mark).endswith("atomic")
                for mark in getattr(node, "decorator_list", [])
                + [item.context_expr for item in getattr(node, "items", [])]
            ):
                yield path, node


def test_nothing_leaves_before_the_commit():
    transactions = list(in_transactions())
    assert len(transactions) > 10  # the positive control: they are found
    wrong = [
        f"{source.where(path, call)} {source.dotted(call.func)}"
        for path, node in transactions
        for call in source.calls(node)
        if f".{source.dotted(call.func)}".endswith(tuple(f".{name}" for name in LEAVES))
    ]
    assert not wrong


def test_whatever_leaves_is_told_by_on_commit_or_a_task():
    """The guard of the test above: a name that left the list of what leaves would go unseen."""
    said = {source.dotted(call.func) for path in source.modules() for call in source.calls(source.tree(path))}
    ends = {name.rpartition(".")[2] for name in said}
    assert {"push_all", "apply_async", "send_answer", "attempt"} <= ends


def ours(receiver):
    """Whether a signal's receiver lives in one of our rooms."""
    function = receiver() if isinstance(receiver, weakref.ref) else receiver
    return getattr(function, "__module__", "").split(".")[0] in source.ROOMS


def test_the_one_signal_of_the_house_is_a_changed_tier():
    def connects(name, call):
        return name.endswith("_changed.connect") or ("signals." in name and name.endswith(".connect"))

    assert set(found(connects)) == {"tickets/apps.py"}
    assert not found(lambda name, call: name.rpartition(".")[2] == "receiver")
    made = {
        str(path)
        for path in source.modules()
        for call in source.calls(source.tree(path))
        if source.dotted(call.func) == "Signal"
    }
    assert made == {"support/people/signals.py"}


@pytest.mark.parametrize("name", [name for name, value in vars(signals).items() if isinstance(value, Signal)])
def test_no_model_acts_by_signal(name):
    heard = [entry[1] for entry in getattr(signals, name).receivers]
    assert not [receiver for receiver in heard if ours(receiver)]


def test_a_model_s_save_changes_only_its_own_row():
    """No effects in save(): the few that exist only fill a column of the row itself."""
    savers = {
        str(path)
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    }
    assert savers <= {"support/noticeboard/models.py"}


@pytest.mark.django_db
def test_the_migrations_are_up_to_date():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
