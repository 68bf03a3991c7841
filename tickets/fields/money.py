"""Answers about money and what books call it: amounts, currencies, orders, withdrawals, bank traces."""

import re

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from support import identifiers
from tickets.fields.plain import email
from tickets.fields.reading import Around, Kind, Read, short

OTHER = "other"  # a way of transfer that no list has, and whose traces nobody can check


def amount(text: str, around: Around) -> Read:
    """An amount, with comma or point; it is said how it was read."""
    asset = around.other("asset", "currency")
    found = identifiers.understand(text, around.language, asset, around.network)
    return Read(f"{found.value:f}", {"asset": found.asset} if found.asset else {}, found.said)


def currency(text: str, _around: Around) -> Read:
    """A currency by its ISO 4217 code."""
    code = short(text, 40).upper()
    names = Locale("en").currencies
    if code not in names:
        raise ValidationError(_("Write the currency’s three letters, such as EUR."), code="currency")
    return Read(code)


def pair(text: str, _around: Around) -> Read:
    """A trading pair."""
    found = re.fullmatch(r"([A-Z0-9]{2,10})\s*[/\-_: ]\s*([A-Z0-9]{2,10})", short(text, 40).upper())
    if not found:
        raise ValidationError(_("Write both sides, such as BTC/EUR."), code="pair")
    return Read("/".join(found.groups()))


def account(text: str, around: Around) -> Read:
    """An account ID, or the e-mail address of an account; another exchange writes its IDs in its own way."""
    if "@" in text:
        return email(text, around)
    try:
        return Read(identifiers.read_account_id(text))
    except identifiers.NotOne:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{3,39}", text):
            raise
    return Read(text)


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


def bank_reference(text: str, around: Around) -> Read:
    """What a bank traces a payment by; its shape follows from the kind of transfer."""
    rail = around.other("rail")
    if rail == OTHER:
        return Read(short(text), ids=((Kind.BANK_REFERENCE, short(text), ""),))
    value = identifiers.read_bank_reference(text, {"instant": "sepa"}.get(rail, rail))
    return Read(value, ids=((Kind.BANK_REFERENCE, value, ""),))


READERS = {
    Kind.AMOUNT: amount,
    Kind.CURRENCY: currency,
    Kind.PAIR: pair,
    Kind.ACCOUNT: account,
    Kind.WITHDRAWAL: withdrawal,
    Kind.ORDER: order,
    Kind.LEDGER: ledger,
    Kind.CASE: case,
    Kind.BANK_REFERENCE: bank_reference,
}
