"""Answers about money and what books call it: amounts, currencies, orders, withdrawals."""

import re

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from support import identifiers
from support.identifiers import assets, coins, house
from tickets.fields.places import email
from tickets.fields.reading import Around, Kind, Read, short

_ELSEWHERE = re.compile(r"(?=(?:\D*\d){4})[A-Za-z0-9][A-Za-z0-9-]{3,39}")  # IDs are no words


def amount(text: str, around: Around) -> Read:
    """An amount, with comma or point; it is said how it was read."""
    asset = coins.ticker_of(around.other("asset")) or _code(around.other("currency"), around)
    found = identifiers.understand(text, around.language, asset, around.network)
    facts = {"asset": found.asset} if found.asset else {}
    return Read(f"{found.value:f}", facts, found.said, remark=_unknown(found.asset, asset))


def _unknown(ticker: str, chosen: str) -> str:
    """What to ask about a coin beside an amount that nobody has chosen and we do not know."""
    if ticker in ("", chosen) or ticker in assets.PLACES or ticker in Locale("en").currencies:
        return ""
    if ticker in coins.TICKERS:
        return ""
    words = _(
        "We do not know a coin called %(coin)s. Check its letters; if they are right, leave it as it is."
    )
    return words % {"coin": ticker}


def currency(text: str, around: Around) -> Read:
    """A currency by its ISO 4217 code, its sign or its name."""
    code = _code(short(text, 40), around)
    if code in Locale("en").currencies:
        return Read(code, note="" if text.upper() == code else _("Read as %(amount)s.") % {"amount": code})
    if assets.ticker(text) == "":
        words = _("Several currencies are written like this. Write the three letters, such as USD or CAD.")
    elif len(code) == 3 and code.isalpha():
        words = _("We know no currency %(code)s. Write the three letters, such as EUR.") % {"code": code}
    else:
        words = _("Write the currency’s three letters, such as EUR.")
    raise ValidationError(words, code="currency")


def _code(text: str, around: Around) -> str:
    """The ISO code of a sign, a name in English or the reader's language, or a code."""
    for language in ("en", to_locale(around.language).split("_")[0]):
        for code, name in Locale(language).currencies.items():
            if name.casefold() == text.casefold():
                return str(code)
    return assets.ticker(text) or text.upper()


def pair(text: str, _around: Around) -> Read:
    """A trading pair."""
    found = re.fullmatch(r"([A-Z0-9]{2,10})\s*[/\-_: ]\s*([A-Z0-9]{2,10})", short(text, 40).upper())
    if not found:
        raise ValidationError(_("Write both sides, such as BTC/EUR."), code="pair")
    if found[1] == found[2]:
        words = _("Both sides are %(coin)s. Write two different ones, such as BTC/EUR.")
        raise ValidationError(words % {"coin": found[1]}, code="pair")
    return Read("/".join(found.groups()))


def account(text: str, around: Around) -> Read:
    """An account ID, or the e-mail address of an account; another exchange writes its IDs in its own way."""
    if "@" in text:
        return email(text, around)
    try:
        return Read(identifiers.read_account_id(text))
    except identifiers.NotOne as refused:
        is_ours = text.upper().startswith(house.ACCOUNT)
        if is_ours or refused.code != "unknown" or not _ELSEWHERE.fullmatch(text):
            raise
    words = _("Our account IDs begin with MX. If yours is really written like this, leave it as it is.")
    return Read(text, remark=words)


def _booked(kind: str, text: str) -> Read:
    value = identifiers.read_order_id(text, kind)
    return Read(value, ids=((kind, value, ""),))


def withdrawal(text: str, _around: Around) -> Read:
    """A withdrawal ID."""
    return _booked("withdrawal", text)


def order(text: str, _around: Around) -> Read:
    """An order ID."""
    return _booked("order", text)


def ledger(text: str, _around: Around) -> Read:
    """A ledger ID."""
    return _booked("ledger", text)


def case(text: str, _around: Around) -> Read:
    """A ticket's number, with its check character."""
    return Read(identifiers.read_case_number(text))


READERS = {
    Kind.AMOUNT: amount,
    Kind.CURRENCY: currency,
    Kind.PAIR: pair,
    Kind.ACCOUNT: account,
    Kind.WITHDRAWAL: withdrawal,
    Kind.ORDER: order,
    Kind.LEDGER: ledger,
    Kind.CASE: case,
}
