"""The agents' queue: does the page stay as fast with a million waiting?"""

from django.test import Client

from bench import crowd
from bench.figures import figure, quantile, timed

PAGES = 150


def measure() -> dict[str, dict[str, object]]:
    """The queue fragment an agent's screen asks for, whole request through Django, at 10 k and at 1 M."""
    (ada,) = crowd.agents(1)
    client = Client(HTTP_HOST="localhost")
    client.force_login(ada, "django.contrib.auth.backends.ModelBackend")
    p95 = {}
    for many in (10_000, 1_000_000):
        crowd.leave()
        crowd.wait(many)
        timed(lambda: _look(client), 20)  # warm
        p95[many] = quantile(timed(lambda: _look(client), PAGES), 0.95)
    crowd.leave()
    return {
        "desk.queue.p95_1m_over_10k": figure(p95[1_000_000] / p95[10_000], "× (p95 of the queue)", PAGES),
        "desk.queue.p95_ms.1m": figure(p95[1_000_000] * 1000, "ms", PAGES),
    }


def _look(client: Client) -> None:
    answer = client.get("/desk/queue/", headers={"HX-Request": "true"})
    if answer.status_code != 200:
        raise RuntimeError(f"/desk/queue/ answered {answer.status_code}")
