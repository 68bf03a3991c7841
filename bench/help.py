"""An article, against a view that says nothing: the same server, requests per second of its CPU."""

import http.client
import threading
import time

import psutil
from django.conf import settings
from django.core.management import call_command

from bench.figures import figure, quantile
from bench.servers import cpu, free_port, serving
from helpcenter.models import Translation

SECONDS = 8
READERS = 8


def measure() -> dict[str, dict[str, object]]:
    """Both pages under granian in turn, twice each; the second turn counts."""
    call_command("load_articles", verbosity=0)
    translation = Translation.objects.filter(language="en", status="published").select_related("article")[0]
    article = f"/help/{translation.article.slug}/"
    port = free_port()
    with serving(
        "granian",
        "--interface",
        "wsgi",
        "--no-ws",
        "--workers",
        "1",
        "--port",
        str(port),
        "bench.pages:application",
        port=port,
    ) as server:
        for _turn in range(2):
            rates = {path: _read(server, port, path) for path in ("/empty/", article)}
    (empty, empty_p99, _), (full, full_p99, many) = rates["/empty/"], rates[article]
    return {
        "help.article.rate_over_empty_view": figure(full / empty, "× (per server-CPU-s)", many),
        "help.article.p99_over_empty_view": figure(full_p99 / empty_p99, "× (p99)", many),
        "help.article.per_cpu_s": figure(full, "pages/server-CPU-s", many),
    }


def _read(server: psutil.Process, port: int, path: str) -> tuple[float, float, int]:
    """Requests per server-CPU-second, p99 in seconds, and how many there were."""
    took: list[float] = []
    before, until = cpu(server), time.monotonic() + SECONDS

    def reader() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < until:
            start = time.perf_counter()
            line.request("GET", path, headers={"Host": settings.ALLOWED_HOSTS[0], "Accept-Language": "en"})
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
            took.append(time.perf_counter() - start)

    readers = [threading.Thread(target=reader) for _ in range(READERS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return len(took) / (cpu(server) - before), quantile(took, 0.99), len(took)
