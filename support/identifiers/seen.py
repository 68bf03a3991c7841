"""What a text turned out to be, on its own, before anybody asks whether that was wanted."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Kind(StrEnum):
    """What sort of thing."""

    ADDRESS = "address"
    TXID = "txid"
    BANK = "bank"
    HOUSE = "house"  # our own account ids, case numbers and orders
    OTHER = "other"


class Fault(StrEnum):
    """What is wrong with something that is almost right."""

    NONE = ""
    CHECKSUM = "checksum"
    LENGTH = "length"
    LETTER = "letter"  # a character that never stands in one
    CASE = "case"  # small and capital letters mixed, which BIP-173 has readers refuse
    TEST = "testnet"
    UNPAYABLE = "unpayable"  # real, but nothing is sent there: a stake address, another chain


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading of a text: its kind, its name ("a Tron address") and how it is properly written."""

    kind: Kind
    what: str | Promise
    value: str
    networks: tuple[str, ...] = ()
    memo: str = ""
    fault: Fault = Fault.NONE
    needs: str = ""  # the length it should have, or the character that cannot be in it
    advice: str | Promise = ""  # a sentence of its own for whoever sends it
