"""Is this webhook really from them? HMAC-SHA256 over the raw bytes, compared in constant time.

X writes the digest in base64, Meta in lower-case hex; both call it `sha256=…`. Neither signs a timestamp,
so a replayed body verifies: only the unique event id protects from repeats. The exchange signs as Standard
Webhooks 1.0.0 does: id, time and body, with a secret of which there may be two while one replaces the other.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping

PREFIX = "sha256="
TOLERANCE = 300  # seconds a signed time may be off: what Standard Webhooks' own libraries allow


def _digest(secret: str, message: bytes) -> bytes:
    return hmac.new(secret.encode(), message, hashlib.sha256).digest()


def for_x(secret: str, message: bytes) -> str:
    """What X writes into `x-twitter-webhooks-signature` for these bytes: `sha256=` and base64."""
    return PREFIX + base64.b64encode(_digest(secret, message)).decode()


def for_meta(secret: str, message: bytes) -> str:
    """What Meta writes into `X-Hub-Signature-256` for these bytes: `sha256=` and lower-case hex."""
    return PREFIX + _digest(secret, message).hex()


def answer_crc(secret: str, crc_token: str) -> str:
    """The `response_token` X expects for its challenge; raises ValueError without a secret."""
    if not secret:
        raise ValueError("no consumer secret to answer the challenge with")
    return for_x(secret, crc_token.encode(errors="surrogateescape"))


def is_from_x(secret: str, body: bytes, header: str | None) -> bool:
    """True when X signed exactly these bytes with our consumer secret."""
    return _is_same(secret, for_x(secret, body), header)


def is_from_meta(secret: str, body: bytes, header: str | None) -> bool:
    """True when Meta signed exactly these bytes with our app secret."""
    return _is_same(secret, for_meta(secret, body), header)


def is_same_token(ours: str, theirs: str | None) -> bool:
    """True when a shared token (Meta's verify token) is ours; an empty one never is."""
    return _is_same(ours, ours, theirs)


def appsecret_proof(secret: str, token: str) -> str:
    """Meta's proof that the caller of the Graph API holds the app secret: hex HMAC of the access token."""
    return _digest(secret, token.encode()).hex()


def key_of(secret: str) -> bytes:
    """The bytes of a Standard Webhooks secret, `whsec_` and base64; raises ValueError for anything else."""
    text = secret.removeprefix("whsec_")
    if text == secret:
        raise ValueError("a secret begins with whsec_")
    key = base64.b64decode(text, validate=True)
    if not 24 <= len(key) <= 64:
        raise ValueError("a secret has 24 to 64 bytes")
    return key


def signed(secret: str, *, name: str, at: int, body: bytes) -> dict[str, str]:
    """The three headers of Standard Webhooks 1.0.0 for a message `name` of Unix second `at`."""
    digest = hmac.new(key_of(secret), f"{name}.{at}.".encode() + body, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"webhook-id": name, "webhook-timestamp": str(at), "webhook-signature": signature}


def is_signed(secrets: Iterable[str], *, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """True when one of our secrets signed exactly these bytes, this id and a time within TOLERANCE of now."""
    name, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if (
        not re.fullmatch(r"[!-~]{1,200}", name)
        or "." in name
        or not re.fullmatch(r"[0-9]{1,12}", at)
        or abs(now - int(at)) > TOLERANCE
    ):
        return False
    given = [one.encode(errors="surrogateescape") for one in headers.get("webhook-signature", "").split()]
    ours = [
        signed(secret, name=name, at=int(at), body=body)["webhook-signature"].encode() for secret in secrets
    ]
    return any(hmac.compare_digest(own, their) for own in ours for their in given[:8])


def _is_same(secret: str, expected: str, given: str | None) -> bool:
    # An empty secret would let anybody sign. `compare_digest` refuses non-ASCII text, so bytes are compared.
    if not secret or not given:
        return False
    return hmac.compare_digest(expected.encode(), given.encode(errors="surrogateescape"))
