"""A reader can hold each part in mind: small modules, functions that fit a screen, a sentence on each."""

import ast
from statistics import median

import pytest

from tests import source

LONGEST_FILE = 300
LONGEST_FUNCTION = 50  # a screen
USUAL_MODULE = 60


def length(path):
    return len((source.ROOT / path).read_text().splitlines())


@pytest.mark.parametrize(
    ("ending", "folders"),
    [
        (".py", (*source.ROOMS, "tests", "bench")),
        (".js", ("static",)),
        (".css", ("static",)),
        (".html", ("templates",)),
    ],
)
def test_no_file_is_longer_than_a_reader_s_patience(ending, folders):
    ours = source.files(*folders, ending=ending)
    assert ours
    assert not {str(path): length(path) for path in ours if length(path) > LONGEST_FILE}


def test_the_usual_module_is_small():
    assert median(length(path) for path in source.modules()) <= USUAL_MODULE


def test_a_function_fits_a_screen():
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        f"{source.where(path, node)} {node.name}"
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, functions) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def speechless(node, name):
    """Public functions and classes in here without a docstring."""
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            if child.name == "Meta":
                continue
            if not ast.get_docstring(child):
                yield f"{name}.{child.name}"
            if isinstance(child, ast.ClassDef):
                yield from speechless(child, f"{name}.{child.name}")


def test_every_module_and_everything_public_says_what_it_is_for():
    mute = [
        str(path) for path in source.modules() if length(path) and not ast.get_docstring(source.tree(path))
    ]
    for path in source.modules():
        mute += speechless(source.tree(path), str(path))
    assert not mute


def test_names_say_what_a_thing_is():
    """No drawer for odds and ends."""
    drawers = {"utils", "helpers", "common", "core", "manager", "service", "services", "handler", "misc"}
    assert not [
        path for path in source.modules() if drawers & {part.removesuffix(".py") for part in path.parts}
    ]
