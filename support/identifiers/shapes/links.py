"""Links to public explorers: which network, what of it, and its id. Nothing is ever fetched."""

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from ..explorers import EXPLORERS, TEST_WORDS

_LANGUAGE = "(?:/[a-z]{2}(?:-[A-Za-z]{2,4})?)?"
_BARE = re.compile(r"[a-z0-9.-]{4,60}\.[a-z]{2,12}/\S+", re.IGNORECASE)


class Found(NamedTuple):
    """What a link leads to; with `test` it is a test network, and nothing else is told."""

    kind: str  # "tx" or "address"
    value: str
    network: str
    test: bool = False


def seen(text: str) -> Found | None:
    """The text as a link to one transaction or address on an explorer we know; None otherwise."""
    url = split(text)
    if url is None:
        return None
    host = (url.hostname or "").removeprefix("www.")
    path = url.path.rstrip("/") + (f"/#{url.fragment}" if url.fragment.startswith("/") else "")
    if _is_test(host, url):
        return Found("", "", "", test=True)
    for pattern, kind, network in _patterns().get(host, ()):
        if match := pattern.match(path):
            return Found(kind, unquote(match[1]), network)
    return None


def split(text: str) -> SplitResult | None:
    """The parts of an http(s) link, also of one without its scheme; None for anything else."""
    if _BARE.fullmatch(text):
        text = f"https://{text}"
    try:
        url = urlsplit(text)
        known = url.scheme in ("http", "https") and url.hostname and "@" not in url.netloc
    except ValueError:
        return None
    return url if known else None


@cache
def _patterns() -> dict[str, list[tuple[re.Pattern[str], str, str]]]:
    """Host -> what its paths mean."""
    found: dict[str, list[tuple[re.Pattern[str], str, str]]] = {}
    for network, explorers in EXPLORERS.items():
        for one in explorers:
            for kind, template in (("tx", one.tx), ("address", one.address)):
                if template:
                    path = re.escape(template).replace(r"\{\}", "([^/?#&]{4,200})")
                    pattern = re.compile(f"{_LANGUAGE}{path}(?=[/?#&]|$)")
                    found.setdefault(one.host, []).append((pattern, kind, network))
    return found


@cache
def _domains() -> tuple[str, ...]:
    """The domains our explorers live under: test networks have hosts of their own there."""
    return tuple(dict.fromkeys(".".join(host.split(".")[-2:]) for host in _patterns()))


def _is_test(host: str, url: SplitResult) -> bool:
    if not any(host == domain or host.endswith(f".{domain}") for domain in _domains()):
        return False
    said = f"{host}{url.path}?{url.query}#{url.fragment}".lower()
    return not TEST_WORDS.isdisjoint(re.split("[^a-z0-9]+", said))
