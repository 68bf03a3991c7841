"""Every address the house answers, as its code knows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from channels.routing import URLRouter
from django.urls import URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Route:
    """One address: `name` as `reverse` takes it, or the pattern itself where nobody gave one."""

    name: str
    pattern: str
    view: object

    @property
    def is_for_machines(self) -> bool:
        """Whether Django REST framework answers."""
        return self.pattern.startswith("api/v1/")

    @property
    def asks(self) -> list[str]:
        """What the address needs to know."""
        return re.findall(r"<(?:\w+:)?(\w+)>", self.pattern)

    def address(self, known: dict[str, object]) -> str:
        """The address of one thing."""
        wanted = {name: known[name] for name in self.asks}
        if self.name != self.pattern:
            return reverse(self.name, kwargs=wanted)
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(wanted[found[1]]), self.pattern)
        return "/" + re.sub(r"\(\?P[^)]*\)\$?$", str(wanted.get("url", "")), filled)


def _walk(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[Route]:
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one, pattern, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield Route(f"{space}{one.name}" if one.name else pattern, pattern, one.callback)


def pages() -> dict[str, Route]:
    """Every route of the resolver by its name; two of one name would hide each other, so that is an error."""
    found: dict[str, Route] = {}
    for route in _walk(get_resolver()):
        assert route.name not in found, f"two routes are called {route.name}"
        found[route.name] = route
    return found


def lines() -> set[str]:
    """Every WebSocket's pattern; `*` is whatever is none."""
    from support.asgi import application

    router = application.application_mapping["websocket"]
    while not isinstance(router, URLRouter):  # through what guards it
        router = getattr(router, "application", None) or router.inner
    return {str(one.pattern) or "*" for one in router.routes}
