"""Slips of the finger."""

import pytest

from support.search.distance import slips


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("deposit", "deposit", 0),
        ("depsoit", "deposit", 1),
        ("deposi", "deposit", 1),
        ("dposti", "deposit", 2),
    ],
)
def test_slips_are_counted(one: str, other: str, far: int) -> None:
    assert slips(one, other, 2) == far


def test_beyond_the_most_nobody_counts_on() -> None:
    assert slips("deposit", "withdrawal", 2) == 3
    assert slips("abcdef", "uvwxyz", 2) == 3
