"""What the exchange says of an account for whoever answers its owner: a few facts, never a balance.

Only what it signed about that very customer, and of that only what stands in the tables below: everything
else in the answer is left where it is. The contract is docs/exchange.md, Facts.
"""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from support.people.exchange_line import NoAnswer, Passing, believed, call, in_time
from support.people.facts_told import NOTHING, Facts, read
from support.people.models import Customer

log = logging.getLogger(__name__)
KEPT = 60  # seconds an answer, or that it was nonsense, stands
SILENT, SILENT_FOR = "exchange-facts-silent", 10  # in the cache, seconds: nobody else waits for it meanwhile


class State(StrEnum):
    """How the asking went."""

    OFF = "off"  # nobody is to be asked
    NOBODY = "nobody"  # this customer has no account there that we know of
    SAID = "said"
    SILENT = "silent"
    NONSENSE = "nonsense"


@dataclass(frozen=True)
class Answer:
    """The state of the asking, when that was, and the facts where there are any."""

    state: State
    at: datetime
    facts: Facts = NOTHING


def is_asked() -> bool:
    """Whether there is an exchange that tells facts, and a secret to know it by."""
    return bool(settings.EXCHANGE_FACTS_URL and settings.EXCHANGE_SECRETS)


def about(customer: Customer) -> Answer:
    """What the exchange says of a customer, at most KEPT old. Waits at most twice EXCHANGE_TIMEOUT; never
    raises, and an exchange that was silent is left in peace for SILENT_FOR."""
    now = timezone.now()
    if not is_asked():
        return Answer(State.OFF, now)
    if not customer.exchange_id:
        return Answer(State.NOBODY, now)
    key = f"exchange-facts:{customer.pk}:{customer.exchange_id}".replace(" ", "_")
    if known := cache.get(key):
        return known
    if cache.get(SILENT):
        return Answer(State.SILENT, now)
    answer = _asked(customer.exchange_id, now)
    if answer.state == State.SILENT:
        cache.set(SILENT, True, SILENT_FOR)
    else:
        cache.set(key, answer, KEPT)
    return answer


def _asked(exchange_id: str, now: datetime) -> Answer:
    # Dots, too: a path of dots would lead elsewhere.
    url = f"{settings.EXCHANGE_FACTS_URL.rstrip('/')}/{quote(exchange_id, safe='').replace('.', '%2E')}"
    try:
        said = in_time(lambda: believed(call(url, name=f"facts_{uuid.uuid4().hex}"), exchange_id=exchange_id))
    except Passing as trouble:
        log.warning("no facts: %s", trouble)
        return Answer(State.SILENT, now)
    except NoAnswer as trouble:
        log.warning("facts not believed: %s", trouble)
        return Answer(State.NONSENSE, now)
    facts = read(said)
    return Answer(State.NONSENSE if facts == NOTHING else State.SAID, now, facts)
