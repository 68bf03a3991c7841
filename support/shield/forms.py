"""Secrets known by their whole form, without a word beside them."""

from collections.abc import Iterator

from .findings import Certainty, Finding
from .kinds import API_SECRET, PRIVATE_KEY, PUBLIC_KEY
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
# What may be a secret and mostly is not: a public extended key tells all of a wallet's addresses and moves
# nothing; 64 bare hex digits are a transaction id nearly always and a private key now and then.
DOUBTFUL = {
    PUBLIC_KEY: r"(?<![0-9A-Za-z])[xyzYZtuvUV]pub[1-9A-HJ-NP-Za-km-z]{107}(?![0-9A-Za-z])",
    PRIVATE_KEY: r"(?<![0-9A-Za-z\/=])[0-9a-fA-F]{64}(?![0-9A-Za-z])",
}
EXPLAINED = r"(?<!<L>)(?:tx|hash|transac|transaz|transakt|транзакц|хеш|хэш|islem|block)|交易|哈希"
_PATTERNS = [python(source) for source in FORMS.values()]
_DOUBTFUL = {kind: python(source) for kind, source in DOUBTFUL.items()}
_EXPLAINED = python(EXPLAINED)


def forms(text: str) -> Iterator[Finding]:
    """Every secret of a known form in a folded text."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Finding(API_SECRET, *match.span(), Certainty.LIKELY)


def doubtful(text: str) -> Iterator[Finding]:
    """What only its owner can tell: shown as a question before sending, never masked."""
    for kind, pattern in _DOUBTFUL.items():
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - 40) : match.start()].lower()
            if kind == PUBLIC_KEY or not _EXPLAINED.search(around):
                yield Finding(kind, *match.span(), Certainty.POSSIBLE)
