"""Is this process able to work? Asked by the proxy, by containers and by whoever is on call.

As a program, `python -m support.health 8000` asks the server on that port of this machine and exits 0 or 1.
"""

import logging
import os
import sys
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis

PATIENCE = 2  # seconds for Valkey to answer


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 and {"database": "ok", "redis": "ok"}, or 503 with "down" for what does not answer.

    Where the house searches by meaning, "meaning" is "down" for a minute after a search had to do without.
    """
    from support.search.meaning import asking, model  # rows, which the program below has none of

    answers = {"database": _answer(_ask_database), "redis": _answer(_ask_redis)}
    status = 200 if set(answers.values()) == {"ok"} else 503
    if model.is_on():  # without it words alone answer: worth knowing, and no reason to be sent away
        answers["meaning"] = "down" if asking.trouble() else "ok"
    return JsonResponse(answers, status=status)


def _answer(ask: Callable[[], object]) -> str:
    """Turn whatever goes wrong into a word: strangers read this page, the log has the rest."""
    try:
        ask()
    except Exception:
        logging.getLogger(__name__).exception("health check failed")
        return "down"
    return "ok"


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis() -> None:
    with Redis.from_url(
        settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    ) as client:
        client.ping()


def main(port: str) -> int:
    """Ask /healthz under the site's own name, as ALLOWED_HOSTS demands; 0 when all is well."""
    host = urlsplit(os.environ.get("SITE_URL", "")).netloc or "127.0.0.1"
    question = urllib.request.Request(f"http://127.0.0.1:{int(port)}/healthz", headers={"Host": host})
    try:
        with urllib.request.urlopen(question, timeout=2 * PATIENCE) as answer:  # noqa: S310
            return 0 if answer.status == 200 else 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
