"""What to tell somebody whose secret was masked: what we did, and what to do now if others saw it."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import kinds as k

_HIDDEN = _(
    "We hid it before your message was saved: nobody here can read it, and we never need it. "
    "Whoever asks you for it is not us."
)
_NOW: dict[str, Promise | str] = {
    k.SEED: _(
        "Recovery phrase: if anyone else saw it, or you typed it into a website, make a new wallet on "
        "another device and move your coins there now. The old phrase cannot be made safe again."
    ),
    k.PRIVATE_KEY: _(
        "Private key: if anyone else saw it, move what it holds to a new wallet from another device now."
    ),
    k.OTP_SETUP: _(
        "Two-step setup key: whoever has it can make your codes. Turn two-step sign-in off and set it up "
        "again."
    ),
    k.PASSWORD: _("Password: change it here and wherever else you use it, then sign out everywhere."),
    k.CODE: _(
        "One-time code: do not enter or read out this one. If somebody asked you for it, lock your account "
        "and tell us: they may be trying to sign in right now."
    ),
    k.PIN: _("PIN: change it in your bank's or card's own app."),
    k.CARD: _(
        "Card number: we kept only the last four digits. If others saw it, ask your bank to replace the card."
    ),
    k.CVV: _("Card security code: if others saw it with the card number, ask your bank to replace the card."),
    k.API_SECRET: _(
        "API secret: delete this API key and make a new one, then check for orders and withdrawals "
        "that are not yours."
    ),
    k.SESSION: _("Sign-in token: sign out everywhere, so that it opens nothing any more."),
}
_ASK: dict[str, Promise | str] = {
    k.PRIVATE_KEY: _(
        "Is this a private key? Then take it out. A transaction id looks the same and is welcome."
    ),
    k.PUBLIC_KEY: _(
        "This extended public key shows every address of your wallet. Send it only if you want that."
    ),
}


def advice(kinds: Iterable[str]) -> list[Promise | str]:
    """What to tell the sender: what we did, then a line for each kind, gravest first; empty for none."""
    found = set(kinds)
    now = [_NOW[kind] for kind in k.GRAVEST_FIRST if kind in found and kind in _NOW]
    return [_HIDDEN, *now] if found else []


def questions(kinds: Iterable[str]) -> list[Promise | str]:
    """What to ask the writer about kinds that `doubts` found and nobody masked."""
    found = set(kinds)
    return [_ASK[kind] for kind in k.GRAVEST_FIRST if kind in found and kind in _ASK]
