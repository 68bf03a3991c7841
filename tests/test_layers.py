"""Arrows point down: the import contracts hold, and no module of the house stands outside them."""

import ast
import io
from contextlib import redirect_stdout

from importlinter import cli

from tests import source

# `support` is a roof and a ground floor. Whoever adds a module there says which.
ROOF = {
    *("__init__", "api_urls", "apps", "asgi", "beat", "celery", "children", "compiled", "demo", "demo_mail"),
    *(
        "demo_urls",
        "embedded",
        "environment",
        "health",
        "letters",
        "management",
        "manual",
        "noticeboard",
        "policy",
        "processes",
        "reports",
        "settings",
    ),
    *("strict_utf8", "supervisor", "urls", "wsgi"),
}
GROUND = {
    *(
        "audit",
        "cache",
        "files",
        "hours",
        "identifiers",
        "live",
        "look",
        "mailbox",
        "outbound",
        "people",
        "problems",
        "realtime",
        "rows",
        "search",
    ),
    *("sheets", "shield", "signatures", "stylesheets", "translation", "watch", "wilson"),
}


def imported(path):
    """Dotted names of all modules a file imports, and the things imported from them."""
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def roof_of(path):
    """Whether a file belongs to the roof."""
    return path.parts[0] == "support" and path.parts[1].removesuffix(".py") in ROOF


def test_the_import_contracts_are_kept():
    said = io.StringIO()
    with redirect_stdout(said):
        status = cli.lint_imports(str(source.ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == cli.EXIT_STATUS_SUCCESS, said.getvalue()


def test_every_module_of_support_is_roof_or_ground():
    children = {path.parts[1].removesuffix(".py") for path in source.files("support", ending=".py")}
    assert children == ROOF | GROUND


def test_nobody_below_the_roof_imports_it():
    roofs = tuple(f"support.{name}" for name in ROOF)
    wrong = [
        f"{path} imports {name}"
        for path in source.modules()
        if not roof_of(path)
        for name in imported(path)
        if ".".join(name.split(".")[:2]) in roofs
    ]
    assert not wrong


def test_the_ground_imports_no_room_above_it():
    wrong = [
        f"{path} imports {name}"
        for path in source.files(*(f"support/{name}" for name in GROUND), ending=".py")
        for name in imported(path)
        if name.split(".")[0] in {"tickets", "livechat", "social", "helpcenter"}
    ]
    assert not wrong


def test_the_tree_of_imports_is_read_at_all():
    """The positive control: what we know is imported is seen."""
    names = set(imported(source.Path("tickets/outbox.py")))
    assert {"support.realtime", "tickets.models.Event"} <= names
