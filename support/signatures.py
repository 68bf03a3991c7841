"""Is this webhook really from them? HMAC-SHA256 over the raw bytes, compared in constant time.

X writes the digest in base64, Meta in lower-case hex; both call it `sha256=…`. Neither signs a timestamp,
so a replayed body verifies: only the unique event id protects from repeats.
"""

import base64
import hashlib
import hmac

PREFIX = "sha256="


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


def _is_same(secret: str, expected: str, given: str | None) -> bool:
    # An empty secret would let anybody sign. `compare_digest` refuses non-ASCII text, so bytes are compared.
    if not secret or not given:
        return False
    return hmac.compare_digest(expected.encode(), given.encode(errors="surrogateescape"))
