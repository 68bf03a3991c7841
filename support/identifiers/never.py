"""What must never be sent to anybody: refused in every field before it is read as anything else."""

import re

from Crypto.PublicKey import ECC
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from support import shield
from support.shield import kinds

from .cleaning import clean
from .encodings import base58, bech
from .refusal import NotOne

SENTENCES: dict[str, str | Promise] = {
    kinds.SEED: _(
        "This looks like a recovery phrase. Do not send it: whoever has it can take everything. "
        "We never need it. If anybody else has seen it, move your funds to a new wallet now."
    ),
    kinds.PRIVATE_KEY: _(
        "This looks like a private key. Do not send it: whoever has it can take everything. "
        "We never need it. If anybody else has seen it, move your funds to a new wallet now."
    ),
    kinds.OTP_SETUP: _(
        "This looks like the setup key of your two-step codes. Do not send it; we never need it."
    ),
    kinds.API_SECRET: _("This looks like an API secret. Do not send it; delete that key and make a new one."),
    kinds.PASSWORD: _("This looks like a password. Do not send it; we never need it."),
}
CARD = _("This is a whole card number. Do not send it: its last four digits are enough.")
_WORDS = re.compile(r"[^\W\d_]{2,12}(?:[ ,;.|\d-]{1,5}[^\W\d_]{2,12}){9,26}[ .]?")
_KEY_FILE = re.compile(r"\[?(?:\d{1,3}, ?){63}\d{1,3}\]?")  # a Solana key as its tools write it to a file
_SECRET_PREFIX = re.compile(r"(?:.*_)?x?(?:sk|prv)|nsec")  # CIP-5, NIP-19


def cleaned(text: str, *, label: bool = True, cards: bool = True) -> str:
    """A pasted text as `clean` gives it, but only when nothing secret is in it, its label read along.

    Raises NotOne as `clean` and `refuse_secrets` do.
    """
    whole = clean(text, label=False)
    refuse_secrets(whole, cards=cards)
    return clean(text) if label else whole


def refuse_secrets(text: str, *, cards: bool = False) -> None:
    """Raises NotOne "secret" for keys, phrases and passwords in a cleaned text, "card" for `cards`."""
    found = _kinds(text)
    for kind, words in SENTENCES.items():
        if kind in found:
            raise NotOne("secret", words)
    if cards and kinds.CARD in found:
        raise NotOne("card", CARD)


def masked(text: str, *, prose: bool) -> str:
    """What was typed, its secrets masked; only a mark where they cannot be told from the rest.

    In `prose` ten words are a sentence, so that a misspelt phrase is left to what it says of itself.
    """
    plain = shield.mask(text).text
    left = _kinds(plain, prose=prose)
    kind = next((kind for kind in SENTENCES if kind in left), "")
    return shield.mark(kind) if kind else plain


def _kinds(text: str, *, prose: bool = False) -> set[str]:
    found = {finding.kind for finding in shield.find(text)}
    # In a field for one value ten words of a list are no prose, even when one of them is misspelt.
    if not prose and _WORDS.fullmatch(text):
        found |= {finding.kind for finding in shield.find(f"recovery phrase: {text}")} & {kinds.SEED}
    if _KEY_FILE.fullmatch(text) or any(_is_key(word) for word in text.split()):
        found.add(kinds.PRIVATE_KEY)
    return found


def _is_key(word: str) -> bool:
    """Private keys that look like a transaction id (Solana) or an address (Cardano's, in bech32)."""
    if 80 <= len(word) <= 90 and (raw := base58(word)) and len(raw) == 64:
        pair = ECC.construct(curve="Ed25519", seed=raw[:32])
        return pair.public_key().export_key(format="raw") == raw[32:]
    written = bech(word) if 50 < len(word) < 300 else None
    return written is not None and _SECRET_PREFIX.fullmatch(written.prefix) is not None
