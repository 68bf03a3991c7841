"""What happens is told at once, as a worker would; who was told what is read from the rows."""

from collections.abc import Callable
from contextlib import contextmanager

import pytest

from support.people.models import User
from tickets.models import Notice


@pytest.fixture
def happens(committed: Callable, carry_out: Callable) -> Callable:
    """`with happens():` what is done inside is announced, and the workers do what follows."""

    @contextmanager
    def telling():
        with committed():
            yield
        carry_out()

    return telling


def told(user: User) -> list[str]:
    """The kinds of what somebody was told, the oldest first."""
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("kind", flat=True))
