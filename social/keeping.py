"""How a webhook's body is kept: as it came, but people's secrets never rest, not even here."""

import json

from support import shield

WORDS = {"text", "full_text", "message", "title", "description"}


def without_secrets(payload: object, body: bytes) -> bytes:
    """The bytes to keep: the body itself, or its JSON with the secrets in people's words masked."""
    masked = _masked(payload, "")
    return body if masked == payload else json.dumps(masked, separators=(",", ":")).encode()


def _masked(thing: object, name: str) -> object:
    """The same thing with its texts masked; ids and links, which have no white space, are left alone."""
    if isinstance(thing, dict):
        return {key: _masked(value, key) for key, value in thing.items()}
    if isinstance(thing, list):
        return [_masked(each, name) for each in thing]
    if isinstance(thing, str) and (name in WORDS or any(map(str.isspace, thing))):
        return shield.mask(thing).text
    return thing
