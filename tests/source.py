"""The house as text: its files and their syntax trees, for the tests that read the code itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("support", "tickets", "livechat", "social", "helpcenter")
NOT_OURS = {"vendor", "unfold", "migrations", "locale", "__pycache__"}


def files(*folders: str, ending: str) -> list[Path]:
    """Every file of ours with this ending under these folders, as a path from the root."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{ending}"))
    return sorted(path.relative_to(ROOT) for path in found if not NOT_OURS & set(path.parts))


def modules() -> list[Path]:
    """Every Python file of the rooms."""
    return files(*ROOMS, ending=".py")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax of one file."""
    return ast.parse((ROOT / path).read_text(), str(path))


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a name or a chain of attributes; what is neither is left out."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}".lstrip(".")
        case ast.Call(func=func):
            return dotted(func)
    return ""


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Every call in here, except what is put off until after the commit."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            if dotted(child.func).endswith("on_commit"):
                continue
            yield child
        yield from calls(child)


def where(path: Path, node: ast.AST) -> str:
    """`tickets/outbox.py:68`, as an editor opens it."""
    return f"{path}:{node.lineno}"  # type: ignore[attr-defined]
