"""Our own numbers: account ids, case numbers, orders, trades, withdrawals."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import house, looks, never
from ..cleaning import pick, squeezed
from ..refusal import NotOne
from ..seen import Seen
from ..shapes import house as shapes
from . import faults

_ANY_ENTRY = gettext_lazy("an ID of an order, trade or withdrawal")


def read_account_id(text: str) -> str:
    """`MX`, 14 characters and a check character, in capitals. Raises NotOne."""
    return _read(text, (shapes.ACCOUNT_WORDS,), shapes.ACCOUNT_WORDS)


def read_case_number(text: str) -> str:
    """`MER-`, six characters and a check character, also typed without `MER-`. Raises NotOne."""
    plain = squeezed(never.cleaned(text)).upper()
    if (
        len(plain) == house.CASE_SIZE + 1
        and plain.isascii()
        and plain.isalnum()
        and (right := house.proper(plain))
    ):
        return f"{house.CASE}-{right}"
    return _read(text, (shapes.CASE_WORDS,), shapes.CASE_WORDS)


def read_order_id(text: str, kind: str = "") -> str:
    """An entry's id as its page shows it (`OQCLML-BW3P3-BUCMWZ`). Raises NotOne.

    `kind` is "order", "trade", "ledger", "withdrawal", "position" or "" for any of them.
    """
    allowed = tuple(words for slug, words in shapes.ENTRIES.values() if kind in ("", slug))
    return _read(text, allowed, allowed[0] if kind and allowed else _ANY_ENTRY)


def _read(text: str, allowed: tuple[str | Promise, ...], wanted: str | Promise) -> str:
    plain = never.cleaned(text)
    found = pick(plain, _seen)
    if found is None:
        raise looks.instead(plain, wanted)
    if found.what not in allowed:
        told = {"what": found.what, "wanted": wanted}
        raise NotOne("other-kind", _("This looks like %(what)s, not like %(wanted)s.") % told)
    if found.fault:
        raise faults.refusal(found)
    return found.value


def _seen(word: str) -> Seen | None:
    return next(shapes.seen(word), None)
