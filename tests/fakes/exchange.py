"""An exchange on loopback: it checks who asks, and signs what it answers, unless a story makes it lie."""

import base64
import hashlib
import hmac
import json
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import unquote

from tests.fakes.loopback import Answer, Call, Network, serving

SECRET = "whsec_" + base64.b64encode(b"exchange-secret-of-the-tests-1").decode()
OTHER = "whsec_" + base64.b64encode(b"a-secret-of-somebody-else-0002").decode()


def signature(secret: str, name: str, at: str, body: bytes) -> str:
    """Standard Webhooks, written out once more so that our own code does not judge itself."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, b".".join([name.encode(), at.encode(), body]), hashlib.sha256)
    return "v1," + base64.b64encode(mac.digest()).decode()


def headers(secret: str, name: str, body: bytes, *, at: float | None = None) -> dict[str, str]:
    """The three headers of a message signed now, or at another time."""
    second = str(int(time.time() if at is None else at))
    signed = signature(secret, name, second, body)
    return {"webhook-id": name, "webhook-timestamp": second, "webhook-signature": signed}


class Exchange(Network):
    """Knows tiers by customer id, locks accounts; refuses whoever does not sign the very question.

    `facts` is what it tells of whom; `locked` holds who cannot trade now, by the key of the lock; `done` what
    was answered to which Idempotency-Key; `refuses` why whom is refused.
    """

    def __init__(self, *, secret: str = SECRET) -> None:
        super().__init__()
        self.secret = secret
        self.tiers: dict[str, str] = {}
        self.locked: dict[str, str] = {}
        self.done: dict[str, dict[str, str]] = {}
        self.refuses: dict[str, str] = {}
        self.facts: dict[str, dict[str, object]] = {}

    def answer(self, call: Call) -> Answer:
        name, at = call.headers.get("webhook-id", ""), call.headers.get("webhook-timestamp", "")
        asked = call.body or f"{call.method} {call.path}".encode()
        if call.headers.get("webhook-signature") != signature(self.secret, name, at, asked):
            return Answer(403, {"title": "not signed by the desk"})
        if call.method == "POST":
            return self.says(self.decided(call), call)
        who = unquote(call.path.rpartition("/")[2])
        if "/facts/" in call.path:
            return self.says({"customer": who} | self.facts.get(who, {}), call)
        if who not in self.tiers:
            return self.says({"title": "no such customer"}, call, status=404)
        return self.says({"customer": who, "tier": self.tiers[who]}, call)

    def decided(self, call: Call) -> dict[str, str]:
        """Lock or lift once by the Idempotency-Key; a repeat gets the first answer."""
        once, asked = call.headers["idempotency-key"], call.json
        if once not in self.done:
            who, key, lifts = asked["customer"], asked["key"], asked["type"] == "account.unlock"
            said = {"customer": who, "key": key}
            if who in self.refuses:
                said |= {"state": "refused", "reason": self.refuses[who]}
            else:
                at, state = datetime.now(UTC).isoformat(), "unlocked" if lifts else "locked"
                said |= {"state": state, "at": at, "reference": f"LCK-{len(self.done) + 1}"}
                self.locked.pop(key, None) if lifts else self.locked.update({key: who})
            self.done[once] = said
        return self.done[once]

    def says(
        self, told: object, call: Call, *, status: int = 200, secret: str = "", name: str = ""
    ) -> Answer:
        """A signed answer; `secret` and `name` make it one of somebody else, or to another question."""
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        name = name or call.headers["webhook-id"]
        return Answer(status, body, headers(secret or self.secret, name, body))


@contextmanager
def locking(settings):
    """An exchange that locks accounts, up and honest; patience even where the machine is busy."""
    with serving(Exchange()) as server:
        settings.EXCHANGE_LOCK_URL, settings.EXCHANGE_SECRETS = f"{server.url}/support/locks", [SECRET]
        settings.EXCHANGE_TIMEOUT = 10
        yield server
