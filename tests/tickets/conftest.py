"""Browsers of those who answer, a clock to move, and two tickets about one thing."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from support.people.models import Customer, User
from tests.fakes.exchange import Exchange, locking
from tests.tickets.office_hours import FRIDAY_NOON
from tickets.models import Pen, Ticket


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """`sign_in(ada)`: a browser of Ada's."""

    def begin(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return begin


@pytest.fixture
def browser(sign_in: Callable[[User], Client]) -> Callable[..., Client]:
    """`browser(carl)`: a browser of Carl's; `browser()` is a stranger's."""

    def of(person: Customer | User | None = None) -> Client:
        who = person.user if isinstance(person, Customer) else person
        return sign_in(who) if who else Client()

    return of


@pytest.fixture
def as_carl(carl: Customer, sign_in: Callable[[User], Client]) -> Client:
    """Carl's browser."""
    assert carl.user
    return sign_in(carl.user)


@pytest.fixture
def somewhere(settings: Any, tmp_path: Path) -> None:
    """Files of one story lie in folders of their own."""
    settings.MEDIA_ROOT, settings.VAULT_ROOT = tmp_path / "media", tmp_path / "vault"


@pytest.fixture
def as_guest(house: None) -> Client:
    """A browser of nobody we know."""
    return Client()


@pytest.fixture
def desk(ada, sign_in) -> Client:
    """Ada's browser."""
    return sign_in(ada)


@pytest.fixture
def quick(ada: User) -> Pen:
    """Ada's replies leave at once."""
    return Pen.objects.create(user=ada, undo_seconds=0)


@pytest.fixture
def slow(ada: User) -> Pen:
    """Ada's replies can be called back for ten seconds."""
    return Pen.objects.create(user=ada, undo_seconds=10)


@pytest.fixture
def clock() -> Iterator[Callable[..., None]]:
    """`clock(hours=2)` moves the time on; it begins on Friday at noon."""
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield lambda **passed: travelling.shift(timedelta(**passed))


@pytest.fixture
def two(carl: Customer, says: Callable[..., Ticket], clock: Callable[..., None]) -> tuple[Ticket, Ticket]:
    """Carl asked at noon, asked again two hours later, and now it is three."""
    older = says(carl, "Where is my deposit?")
    clock(hours=2)
    younger = says(carl, "My deposit is missing")
    clock(hours=1)
    return older, younger


@pytest.fixture
def vault(settings, valkey) -> Iterator[Exchange]:
    """The exchange that locks accounts."""
    with locking(settings) as server:
        yield server


@pytest.fixture
def post(committed: Callable) -> Callable:
    """`post(client, address)`: what follows the commit is done by the time the answer is here."""

    def posted(client: Client, address: str, said: dict[str, str] | None = None, **more: object):
        with committed():
            return client.post(address, said or {}, **more)

    return posted
