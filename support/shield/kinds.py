"""What a secret can be, gravest first, and what each is called in the reader's language."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEED = "seed"
PRIVATE_KEY = "private_key"
OTP_SETUP = "otp_setup"
PASSWORD = "password"  # noqa: S105 (a name, not a password)
CODE = "code"
PIN = "pin"
CARD = "card"
CVV = "cvv"
API_SECRET = "api_secret"  # noqa: S105
SESSION = "session"
PUBLIC_KEY = "public_key"  # asked about, never masked

LABELS: dict[str, Promise | str] = {
    SEED: _("recovery phrase"),
    PRIVATE_KEY: _("private key"),
    OTP_SETUP: _("two-step setup key"),
    PASSWORD: _("password"),
    CODE: _("one-time code"),
    PIN: _("PIN"),
    CARD: _("card number"),
    CVV: _("card security code"),
    API_SECRET: _("API secret"),
    SESSION: _("sign-in token"),
    PUBLIC_KEY: _("extended public key"),
}
GRAVEST_FIRST = tuple(LABELS)
_EMPTIES_ACCOUNTS = frozenset({SEED, PRIVATE_KEY, OTP_SETUP, API_SECRET})


def words(kind: str) -> Promise | str:
    """What a kind is called, as lazy text; an unknown kind is just "secret"."""
    return LABELS.get(kind, _("secret"))


def money_at_risk(kinds: Iterable[str]) -> bool:
    """Whether anyone else who saw one of these kinds can take money by it alone."""
    return not _EMPTIES_ACCOUNTS.isdisjoint(kinds)
