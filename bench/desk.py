"""The agents' desk: is a page as fast, and as modest, with a million tickets as with ten thousand?"""

from collections.abc import Iterator
from itertools import cycle

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import crowd
from bench.figures import figure, quantile, timed
from bench.talk import talk, unusual
from support.people.models import User
from tickets.models import Ticket

PAGES = 150
SMALL, LARGE = 10_000, 1_000_000
Figures = dict[str, dict[str, object]]


def measure() -> Figures:
    """Whole requests through Django, as a signed-in agent: a view, a ticket, what was looked for."""
    (ada,) = crowd.agents(1)
    client = Client(HTTP_HOST="localhost")
    client.force_login(ada, "django.contrib.auth.backends.ModelBackend")
    took: dict[int, dict[str, list[float]]] = {}
    for many in (SMALL, LARGE):
        crowd.leave()
        crowd.wait(many)
        talk()
        crowd.settle()
        took[many] = {name: _timed(client, pages) for name, pages in _pages(ada).items()}
    statements = {name: _statements(client, next(pages)) for name, pages in _pages(ada).items()}
    crowd.leave()
    return _figures(took, statements)


def _pages(ada: User) -> dict[str, Iterator[str]]:
    """The addresses each figure asks for in turn."""
    ids = list(Ticket.objects.visible_to(ada).order_by("pk").values_list("pk", flat=True))
    some = ids[:: max(1, len(ids) // 40)]
    rare = [f"u{pk}" for pk in some]
    usual = [
        f"deposit {unusual(5)}",
        "withdrawal status:open",
        unusual(40),
        "account tier:verified",
        '"my deposit"',
    ]
    return {
        "view": cycle(["/desk/queue/"]),
        "ticket": cycle([f"/desk/tickets/{pk}/" for pk in some]),
        "rare_word": cycle([f"/desk/queue/?q={word}" for word in rare]),
        "search": cycle([f"/desk/queue/?q={word}" for word in [*rare[: len(usual)], *usual]]),
    }


def _timed(client: Client, pages: Iterator[str]) -> list[float]:
    timed(lambda: _look(client, next(pages)), 20)  # warm
    return timed(lambda: _look(client, next(pages)), PAGES)


def _statements(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        _look(client, page)
    return len(asked)


def _figures(took: dict[int, dict[str, list[float]]], statements: dict[str, int]) -> Figures:
    small, large = took[SMALL], took[LARGE]
    found: Figures = {}
    for name in ("view", "ticket", "search"):
        ratio = quantile(large[name], 0.95) / quantile(small[name], 0.95)
        found[f"desk.{name}.p95_1m_over_10k"] = figure(ratio, f"× (p95 of a {name})", PAGES)
        found[f"desk.{name}.p50_ms"] = figure(quantile(large[name], 0.5) * 1000, "ms at 1 M", PAGES)
        found[f"desk.{name}.p95_ms"] = figure(quantile(large[name], 0.95) * 1000, "ms at 1 M", PAGES)
    for name in ("view", "ticket"):
        found[f"desk.{name}.statements"] = figure(statements[name], "statements a page", 1)
    rare = quantile(large["rare_word"], 0.5) * 1000
    return found | {"desk.search.rare_word_p50_ms": figure(rare, "ms at 1 M", PAGES)}


def _look(client: Client, page: str) -> None:
    answer = client.get(page, headers={"HX-Request": "true"})
    if answer.status_code != 200:
        raise RuntimeError(f"{page} answered {answer.status_code}")
