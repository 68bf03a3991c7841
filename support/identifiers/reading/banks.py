"""IBANs, cards' last four digits, and the references banks give, by rail."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import iban

from .. import looks, never
from ..cleaning import clean, squeezed
from ..rails import RAILS, Rail
from ..refusal import NotOne
from ..seen import Fault
from ..shapes import banks
from . import faults

WANTED = gettext_lazy("an IBAN")
LONGEST_IBAN = 60  # characters with whatever is written between its groups


@dataclass(frozen=True, slots=True)
class Iban:
    """A bank account; shown (also by mistake, in a log) as its country and its last four characters."""

    value: str

    @property
    def masked(self) -> str:
        """`DE…3000`."""
        return f"{self.value[:2]}…{self.value[-4:]}"

    @property
    def grouped(self) -> str:
        """In groups of four, as banks print it."""
        return str(iban.format(self.value))

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"Iban({self.masked})"


def read_iban(text: str) -> Iban:
    """The IBAN in a text, with right length, form and check digits for its country. Raises NotOne."""
    plain = never.cleaned(text)
    seen = banks.as_iban(squeezed(plain))
    if seen is None:
        raise looks.instead(plain, WANTED)
    if seen.fault:
        raise faults.refusal(seen)
    return Iban(seen.value)


def mistyped_iban(text: str) -> str:
    """What is wrong with an IBAN that somebody wrote where any words may stand; "" for other words."""
    if len(text) > LONGEST_IBAN:
        return ""
    seen = banks.as_iban(squeezed(text))
    if seen is None or not seen.fault:
        return ""
    is_far_off = seen.fault == Fault.LENGTH and abs(len(seen.value) - int(seen.needs)) > 2
    return "" if is_far_off else str(faults.refusal(seen))


def read_bank_reference(text: str, rail: str) -> str:
    """The reference of a payment by this rail (a slug of RAILS) as it is written. Raises NotOne."""
    of = RAILS.get(rail)
    if of is None:
        raise NotOne("unknown-rail", _("Choose how the money was sent first."))
    plain = never.cleaned(text, label=of.joined)
    if plain.upper().replace(" ", "") == "NOTPROVIDED":
        words = _("“NOTPROVIDED” means that your bank sent no reference. Leave this empty.")
        raise NotOne("not-provided", words)
    if banks.as_iban(squeezed(plain)):
        raise looks.instead(plain, of.what)
    written = _written(plain, of)
    match = of.form.fullmatch(written)
    if not match:
        told = {"what": of.what, "rail": of.name, "example": of.example}
        words = _("This does not look like %(what)s (%(rail)s). One looks like this: %(example)s")
        raise NotOne("unknown", words % told)
    return "-".join(match.groups()) if of.slug == "swift" else written


def _written(plain: str, rail: Rail) -> str:
    if not rail.joined:
        return plain
    joined = squeezed(plain)
    match rail.slug:
        case "swift":
            return joined.lower()
        case "pix":
            return joined[:1].upper() + joined[1:]  # the eleven letters at the end know capitals
        case _:
            return re.sub("[ -]", "", joined).upper()


def read_card_last4(text: str) -> str:
    """The last four digits of a card, however the rest was hidden. Raises NotOne."""
    plain = clean(text)
    digits = re.sub("[^0-9]", "", plain)
    if len(digits) > 4:
        raise NotOne("card", never.CARD)
    if not re.fullmatch(r"[xX*•·.# -]{0,24}[0-9]{4}", plain):
        raise NotOne("unknown", _("Type the last four digits of the card, and nothing else."))
    return digits
