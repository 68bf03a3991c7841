"""Ids in what somebody searches for: recognised, answered by the right article, never searched for or kept.

An id of theirs stands in no article, and whoever keeps it knows whose payment it was. Pure but for the words.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from support import shield
from support.identifiers.looks import every
from support.identifiers.seen import Fault, Kind, Seen
from support.identifiers.shapes import links

SHORTEST = 8  # letters of an id; shorter ones are words
LONGEST = 200
MOST = 8  # of one query
READABLE = (Fault.NONE, Fault.TEST, Fault.UNPAYABLE, Fault.CHECKSUM)
HEX = re.compile(r"(?:0x)?[0-9a-f]{24,}", re.IGNORECASE)
NUMBER = re.compile(r"[+\d][\d\s().-]{5,}\d")
MAIL = re.compile(r"[^@\s]+@[^@\s]+")
CASE = re.compile(r"MER-[0-9A-Z]+")
TRANSACTION, ADDRESS = _("a link to a transaction"), _("a link to an address")
ERROR_CODE = re.compile(r"(?<![0-9a-z])mx[\s_–-]?([0-9]{3})(?![0-9a-z])", re.IGNORECASE)  # MX-402, mx402
NOBODY_KNOWS = Seen(Kind.OTHER, "", "")
READ_FIRST = {  # what to read about each kind, by short name, best first
    Kind.TXID: ("deposit-not-arrived", "sent-not-received", "find-transaction-id"),
    Kind.ADDRESS: ("wrong-network", "deposit-crypto", "sent-not-received"),
    Kind.BANK: ("bank-deposit-missing", "bank-deposit-reference"),
    Kind.HOUSE: ("order-states", "write-a-good-request"),
}


@dataclass(frozen=True)
class Pasted:
    """A query without the ids in it, and what those were."""

    words: str
    what: tuple[str, ...] = ()  # "a Bitcoin transaction ID", each once
    articles: tuple[str, ...] = ()  # short names, what fits best first
    case: str = ""  # the number of a ticket of ours


def read(query: str) -> Pasted:
    """What is in a query. An ordinary one comes back as it is, but for codes, which are spelled as we do."""
    query = ERROR_CODE.sub(r"MX-\1", query)
    tokens = query.split()
    odd = [one for one in tokens if _may_be_one(one)][:MOST]
    if not odd:
        return Pasted(query)
    seen = {one: found for one in odd if (found := _seen(one)) is not None}
    known = [one for one in seen.values() if one is not NOBODY_KNOWS]
    slugs = dict.fromkeys(slug for one in known for slug in READ_FIRST.get(one.kind, ()))
    words = " ".join(one for one in tokens if one not in seen)
    case = next((one.value for one in known if CASE.fullmatch(one.value) and not one.fault), "")
    return Pasted(words, tuple(dict.fromkeys(str(one.what) for one in known)), tuple(slugs), case)


def code(query: str) -> str:
    """The error code in a query as the rows of our tables are called: "mx-402"; "" without one."""
    found = ERROR_CODE.search(query)
    return f"mx-{found[1]}" if found else ""


def scrubbed(query: str) -> str:
    """A query as it may be kept: without ids, mail addresses and long numbers; "" when it holds a secret."""
    if shield.mask(query).kinds:
        return ""
    return " ".join(NUMBER.sub(" ", MAIL.sub(" ", read(query).words)).split())


def _may_be_one(token: str) -> bool:
    long_enough = SHORTEST <= len(token) <= LONGEST and token.isascii()
    return long_enough and any(one.isdigit() or one in ":/@" for one in token)


def _seen(token: str) -> Seen | None:
    """The best reading, NOBODY_KNOWS for an id of whatever sort; None for a word."""
    bare = token.strip(".,;!?()[]\"'")
    if link := links.seen(bare):
        kind, what = (Kind.TXID, TRANSACTION) if link.kind == "tx" else (Kind.ADDRESS, ADDRESS)
        return Seen(kind, what, "")
    found = next((one for one in every(bare) if one.fault in READABLE), None)
    return found or (NOBODY_KNOWS if HEX.fullmatch(bare) else None)
