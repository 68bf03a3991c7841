"""Answers about banks: accounts by their IBAN, and what a bank traces a payment by."""

from django.utils.translation import gettext as _

from support import identifiers
from tickets.fields.reading import Around, Kind, Read, short

OTHER = "other"  # a way of transfer that no list has, and whose traces nobody can check


def iban(text: str, _around: Around) -> Read:
    """An account by its IBAN, with the check digits of ISO 13616; only its country and its end are kept.

    Payments are looked for by the last four: a whole account number would rest here for nothing.
    """
    found = identifiers.read_iban(short(text))
    told = {"iban": found.masked}
    return Read(
        found.masked, {"country": found.value[:2]}, _("The check digits fit. We keep %(iban)s.") % told
    )


def bank_reference(text: str, around: Around) -> Read:
    """What a bank traces a payment by; its shape follows from the kind of transfer."""
    rail = around.other("rail")
    if rail == OTHER:
        return Read(short(text), ids=((Kind.BANK_REFERENCE, short(text), ""),))
    value = identifiers.read_bank_reference(text, {"instant": "sepa"}.get(rail, rail))
    return Read(value, ids=((Kind.BANK_REFERENCE, value, ""),))


READERS = {Kind.IBAN: iban, Kind.BANK_REFERENCE: bank_reference}
