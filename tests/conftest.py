"""The cast: the same few people in every story, and the house they meet in.

Ada and Ben answer (different teams), Sam supervises, Root administers. Carl and Cleo are customers who
must never see each other's tickets; Gus is a guest without a sign-in.
"""

import uuid
from collections.abc import Callable

import pytest
import pytest_django
import redis
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import timezone, translation
from kombu import Message
from kombu.simple import SimpleQueue

from support.celery import app
from support.people.models import Agent, Customer, Handle, Team, Tier, User
from tests import emptying
from tickets import actions
from tickets.models import Ticket, Topic

PASSWORD = "correct horse battery"


def pytest_configure() -> None:
    """The whole cast signs up in every story: passwords are hashed with little work. And a story's browser
    looks for a static file when it is asked for one, not for all of them when it begins."""
    settings.WHITENOISE_AUTOREFRESH = True
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64
    emptying.teach_django()


# Files whose stories take long, the longest first: so that no worker begins one when the others are done.
LONG = [
    "test_up.py",
    "test_permissions.py",
    "test_simulation.py",
    "test_compose.py",
    "test_ready.py",
    "test_a_killed_worker.py",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; pytest-xdist keeps this order (--no-loadscope-reorder)."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """Every story begins in a new desk; it is furnished once, and again after a story that committed."""
    with django_db_blocker.unblock():
        emptying.prepare()


@pytest.fixture(autouse=True)
def nobody_s_language() -> None:
    """A page leaves its reader's language and zone behind in this thread: no story begins in them."""
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture
def house(db: None) -> None:
    """Tiers, teams, targets and topics, as a new desk has them."""


def _agent(
    email: str, name: str, *teams: str, languages: list[str], role: User.Role = User.Role.AGENT
) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name, role=role)
    agent = Agent.objects.create(user=user, languages=languages, availability="online")
    agent.teams.set(Team.objects.filter(slug__in=teams))
    return user


def _customer(email: str, name: str, tier: str, *, language: str = "en", signs_in: bool = True) -> Customer:
    user = User.objects.create_user(email, PASSWORD, name=name) if signs_in else None
    return Customer.objects.create(
        user=user,
        name=name,
        email=email,
        language=language,
        tier=Tier.objects.get(slug=tier),
        exchange_id=f"MX-{name.upper()}",
        tier_source="api",
        tier_told_at=timezone.now(),
    )


@pytest.fixture
def ada(house: None) -> User:
    """Answers for the front line, security and social, in English and German."""
    return _agent(
        "ada@meridian.example", "Ada Desk", "front-line", "security", "social", languages=["en", "de"]
    )


@pytest.fixture
def ben(house: None) -> User:
    """Answers for payments only; Ada's tickets are none of his business."""
    return _agent("ben@meridian.example", "Ben Pay", "payments", languages=["en"])


@pytest.fixture
def sam(house: None) -> User:
    """Supervises every team."""
    return _agent(
        "sam@meridian.example", "Sam Lead", "front-line", languages=["en"], role=User.Role.SUPERVISOR
    )


@pytest.fixture
def root(house: None) -> User:
    """Administers tiers and targets."""
    return User.objects.create_superuser("root@meridian.example", PASSWORD, name="Root")


@pytest.fixture
def carl(house: None) -> Customer:
    """A verified customer who signs in."""
    return _customer("carl@customer.example", "Carl", "verified")


@pytest.fixture
def cleo(house: None) -> Customer:
    """Another customer; must never see Carl's tickets."""
    return _customer("cleo@customer.example", "Cleo", "entry")


@pytest.fixture
def gus(house: None) -> Customer:
    """Writes without a sign-in."""
    return _customer("gus@guest.example", "Gus", "entry", signs_in=False)


@pytest.fixture
def xenia(house: None) -> Customer:
    """Known only by a name on X."""
    customer = Customer.objects.create(name="xenia", language="en")
    Handle.objects.create(customer=customer, network="x", external_id="7001", name="xenia")
    return customer


@pytest.fixture
def says(house: None) -> Callable[..., Ticket]:
    """`says(carl, "words", topic="slug", channel="web")`: through the one way in, back comes the ticket."""

    def say(
        who: Customer,
        body: str = "My deposit is missing",
        *,
        topic: str = "",
        channel: str = "web",
        **more: object,
    ) -> Ticket:
        about = Topic.objects.get(slug=topic) if topic else None
        arrived = {
            "channel": channel,
            "external_id": uuid.uuid4().hex,
            "customer": who,
            "body": body,
            "topic": about,
        }
        return actions.receive(**(arrived | more)).ticket  # type: ignore[arg-type]

    return say


@pytest.fixture
def valkey() -> redis.Redis:
    """The messenger, empty: whatever an earlier story left in it is gone."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    return client


def _next(queue: SimpleQueue) -> Message | None:
    try:
        return queue.get(block=False)
    except queue.Empty:
        return None


@pytest.fixture
def carry_out(valkey: redis.Redis) -> Callable[[], list[str]]:
    """`carry_out()` does what a worker would: take what is queued in Valkey and run it; names come back."""

    def work() -> list[str]:
        done = []
        with app.connection_for_read() as connection:
            for name in ("urgent", "default", "bulk"):
                queue = connection.SimpleQueue(name)
                while (message := _next(queue)) is not None:
                    args, kwargs, _ = message.payload
                    app.tasks[message.headers["task"]].apply(args, kwargs, throw=True)
                    message.ack()
                    done.append(f"{name}:{message.headers['task'].rpartition('.')[2]}")
                queue.close()
        return done

    return work


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable) -> Callable:
    """`with committed():` what happens inside is told to the outbox at its end, as after a real commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
