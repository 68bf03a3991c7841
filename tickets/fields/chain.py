"""Answers about a chain: transaction IDs, addresses, memos. The network is never guessed."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from support import identifiers
from support.identifiers.networks import NETWORKS
from tickets.fields import no_memo
from tickets.fields.reading import Around, Kind, Read, line, short

MOST_TXIDS = 20


def txid(text: str, around: Around) -> Read:
    """A transaction ID or its explorer's link; with the box ticked, another exchange's own number."""
    if around.other("no_txid"):
        return line(short(text), around)
    found = identifiers.read_txid(text, around.network)
    network = NETWORKS[found.network] if found.network else None
    note = ""
    if found.link and network:
        note = _("Read from your link: a transaction on %(network)s.") % {"network": network.name}
    facts = {"network": found.network} if found.network else {}
    return Read(found.value, facts, note, ids=((Kind.TXID, found.value, found.network),))


def txids(text: str, around: Around) -> Read:
    """Transaction IDs, one in each line; every one that cannot be read is named."""
    lines = [words for words in re.split(r"[\n,;]+", short(text, 4_000)) if words.strip()]
    if len(lines) > MOST_TXIDS:
        raise ValidationError(
            _("These are %(count)d lines; write at most %(most)d, and the rest in a file.")
            % {"count": len(lines), "most": MOST_TXIDS},
            code="too_many",
        )
    found, wrong = [], []
    for number, words in enumerate(lines, start=1):
        try:
            found.append(identifiers.read_txid(words, ""))
        except identifiers.NotOne as refusal:
            wrong.append(_("Line %(number)d: %(why)s") % {"number": number, "why": refusal})
    if wrong:
        raise ValidationError(" ".join(wrong), code="txids")
    ids = tuple((Kind.TXID, one.value, one.network) for one in found)
    return Read("\n".join(one.value for one in found), ids=ids)


def address(text: str, around: Around) -> Read:
    """An address on the chosen network, with its checksum."""
    found = identifiers.read_address(text, around.network)
    one = found.networks[0] if len(found.networks) == 1 else around.network
    return Read(found.value, {"networks": list(found.networks)}, ids=((Kind.ADDRESS, found.value, one),))


def memo(text: str, around: Around) -> Read:
    """A memo or tag as the chosen network has them; "none" says that there was none."""
    if no_memo.is_said(text):
        return Read("", {"none": True}, _("No memo or tag was used."))
    return Read(identifiers.read_memo(text, around.network))


READERS = {
    Kind.TXID: txid,
    Kind.TXIDS: txids,
    Kind.ADDRESS: address,
    Kind.MEMO: memo,
}
