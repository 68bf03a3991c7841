"""Secrets known by their whole form, without a word beside them."""

from collections.abc import Iterator

from .findings import Certainty, Finding
from .kinds import API_SECRET
from .patterns import python

FORMS = {
    # Our own API keys: eight characters, a dot, thirty-two (djangorestframework-api-key).
    "own key": (
        r"(?<![0-9A-Za-z])(?=[0-9A-Za-z.]{0,40}[0-9])(?=[0-9A-Za-z.]{0,40}[A-Z])(?=[0-9A-Za-z.]{0,40}[a-z])"
        r"[0-9A-Za-z]{8}\.[0-9A-Za-z]{32}(?![0-9A-Za-z])"
    ),
    # Secrets of exchanges' APIs: 64 bytes and more in padded base64; longer stretches are files.
    "base64": (
        r"(?<![0-9A-Za-z+\/=,])(?=[a-z0-9+\/]{0,60}[A-Z])(?=[A-Z0-9+\/]{0,60}[a-z])"
        r"[0-9A-Za-z+\/]{78,198}={1,2}(?![0-9A-Za-z+\/=])"
    ),
}
_PATTERNS = [python(source) for source in FORMS.values()]


def forms(text: str) -> Iterator[Finding]:
    """Every secret of a known form in a folded text."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Finding(API_SECRET, *match.span(), Certainty.LIKELY)
