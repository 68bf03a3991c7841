"""The cache is a courtesy: while Valkey is away it knows nothing, and pages are made as for the first time.

What counts raises all the same (`incr`): a limit that silently let everything pass would be none.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
PATIENCE = 2  # seconds for Valkey to answer


def _or(stand_in: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Answer `stand_in` while Valkey is away."""

    def forgiving(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def attempt(*args: Any, **named: Any) -> Any:
            try:
                return method(*args, **named)
            except (RedisError, ConnectionError) as away:
                logger.warning("the cache is away: %s", away)
                return stand_in

        return attempt

    return forgiving


class OneClient(RedisCacheClient):
    """Django makes a client of redis-py for each question, which takes as long as the answer; one will do,
    as it holds nothing but its pool of connections."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._of_pool: dict[int, Redis] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Redis:
        """The client of the pool that is read from, or written to."""
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]
        return self._of_pool.get(id(pool)) or self._of_pool.setdefault(id(pool), Redis(connection_pool=pool))


class Forgiving(RedisCache):
    """Django's Redis cache, without which everything works, only slower."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
        super().__init__(server, params | {"OPTIONS": patience | params.get("OPTIONS", {})})
        self._class = OneClient

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is kept, or the default."""
        return _or(default)(super().get)(key, default, version)

    add = _or(True)(RedisCache.add)  # nobody else has it
    set = _or(None)(RedisCache.set)
    touch = _or(False)(RedisCache.touch)
    delete = _or(False)(RedisCache.delete)
    has_key = _or(False)(RedisCache.has_key)
    get_many = _or({})(RedisCache.get_many)
    set_many = _or([])(RedisCache.set_many)
    delete_many = _or(None)(RedisCache.delete_many)
