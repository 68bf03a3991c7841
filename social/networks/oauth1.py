"""OAuth 1.0a user context, HMAC-SHA1 (RFC 5849): how X knows that a call is our account's."""

import base64
import hashlib
import hmac
import secrets
import time
from urllib.parse import quote


def _escape(text: str) -> str:
    return quote(text, safe="~")


def base_string(method: str, url: str, parameters: dict[str, str]) -> str:
    """What is signed: method, address without its query, every parameter sorted; never a JSON body."""
    pairs = sorted((_escape(name), _escape(value)) for name, value in parameters.items())
    return "&".join([method.upper(), _escape(url), _escape("&".join(f"{n}={v}" for n, v in pairs))])


def signature(base: str, *, consumer_secret: str, token_secret: str) -> str:
    """The base64 HMAC-SHA1 of a base string under both secrets."""
    key = f"{_escape(consumer_secret)}&{_escape(token_secret)}".encode()
    return base64.b64encode(hmac.new(key, base.encode(), hashlib.sha1).digest()).decode()


def authorization(
    method: str,
    url: str,
    query: dict[str, str],
    *,
    consumer: tuple[str, str],
    token: tuple[str, str],
    nonce: str = "",
    timestamp: str = "",
) -> str:
    """The `Authorization` header of one call; `consumer` and `token` are (key, secret) pairs."""
    signed = {
        "oauth_consumer_key": consumer[0],
        "oauth_nonce": nonce or secrets.token_hex(16),
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": timestamp or str(int(time.time())),
        "oauth_token": token[0],
        "oauth_version": "1.0",
    }
    base = base_string(method, url, query | signed)
    signed["oauth_signature"] = signature(base, consumer_secret=consumer[1], token_secret=token[1])
    return "OAuth " + ", ".join(f'{name}="{_escape(value)}"' for name, value in signed.items())
