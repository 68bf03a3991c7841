"""The tag, memo or comment that went with a payment: what tells the receiver whose it is."""

import re
import unicodedata

from django.utils.translation import gettext as _

from .. import looks, never
from ..cleaning import LONGEST, squeezed
from ..encodings import base64s
from ..networks import Memo, chosen
from ..refusal import NotOne
from ..seen import Kind

_LABEL = re.compile(
    r"^(?:destination[ _-]?)?(?:tag|memo|comment|message|dt)(?:[ _]?id)?\s*[:=#]\s*", re.IGNORECASE
)
_HASH = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
_LARGEST_ID = 2**64 - 1


def read_memo(text: str, network: str) -> str:
    """The memo of this network as it stands on the blockchain; texts stay letter by letter. Raises NotOne."""
    wanted = chosen(network)
    if wanted is None:
        raise NotOne("unknown-network", _("Choose the network first."))
    plain = _LABEL.sub("", never.cleaned(text, label=False, cards=False), count=1)
    if wanted.memo is None:
        told = {"network": wanted.name}
        raise NotOne("no-memo", _("%(network)s has no memo or tag. Leave this empty.") % told)
    if wanted.memo.form == "stellar" and (exact := _stellar_hash(plain)):
        return exact
    _refuse_ids(plain, wanted.memo)
    if wanted.memo.form == "tag":
        return _tag(plain, wanted.memo)
    return _text(_LABEL.sub("", _typed(text), count=1), wanted.memo)


def _tag(plain: str, memo: Memo) -> str:
    digits = re.sub("[ ,.']", "", plain)
    if not re.fullmatch("[0-9]{1,40}", digits):
        raise NotOne("unknown", _("A %(memo)s is a whole number, for example 1234567.") % {"memo": memo.name})
    if int(digits) > memo.longest:
        told = {"memo": memo.name, "largest": memo.longest}
        raise NotOne("too-large", _("A %(memo)s is at most %(largest)d.") % told)
    return str(int(digits))


def _stellar_hash(plain: str) -> str:
    """A hash of 32 bytes in hex, from hex or base64; "" for a number or a text."""
    if _HASH.fullmatch(plain):
        return plain.lower()
    raw = base64s(plain) if len(plain) == 44 else None
    return raw.hex() if raw is not None and len(raw) == 32 else ""


def _text(typed: str, memo: Memo) -> str:
    if not typed:
        raise NotOne("empty", _("Nothing is here yet."))
    # A number on Stellar is an id of 64 bits; its twenty digits are shorter than any text may be.
    is_id = memo.form == "stellar" and typed.isdecimal()
    if is_id and len(typed) <= memo.longest and int(typed) > _LARGEST_ID:
        told = {"memo": memo.name, "largest": _LARGEST_ID}
        raise NotOne("too-large", _("A %(memo)s that is a number is at most %(largest)d.") % told)
    if (size := len(typed.encode())) > memo.longest:
        if memo.form == "stellar":
            raise _beyond_stellar(memo, size)
        told = {"memo": memo.name, "most": memo.longest, "have": size}
        words = _(
            "A %(memo)s has at most %(most)d bytes; this has %(have)d. "
            "Letters like é count as two, signs more."
        )
        if size == len(typed):
            words = _("A %(memo)s has at most %(most)d letters or digits; this has %(have)d.")
        raise NotOne("too-long", words % told)
    return typed


def _beyond_stellar(memo: Memo, size: int) -> NotOne:
    told = {"most": memo.longest, "largest": _LARGEST_ID, "have": size}
    words = _(
        "On Stellar a memo is a text of at most %(most)d bytes, a number up to %(largest)d, or a hash of 64 "
        "hex digits. This has %(have)d bytes: letters like é count as two, signs more."
    )
    return NotOne("too-long", words % told)


def _typed(text: str) -> str:
    """The text as it was typed, without what nobody sees; full width and the like stay, for they count."""
    seen = "".join(char for char in text[:LONGEST] if unicodedata.category(char)[0] != "C")
    return unicodedata.normalize("NFC", seen).strip().strip("\"'“”").strip()


def _refuse_ids(plain: str, memo: Memo) -> None:
    """Addresses and transaction ids land in the memo's field when somebody fills in the wrong line."""
    for seen in looks.every(squeezed(plain)):
        if seen.kind not in (Kind.ADDRESS, Kind.TXID) or seen.fault:
            continue
        told = {"what": seen.what, "memo": memo.name, "value": seen.memo}
        if seen.kind == Kind.ADDRESS and seen.memo:
            raise NotOne("other-kind", _("This is %(what)s. The %(memo)s in it is %(value)s.") % told)
        raise NotOne("other-kind", _("This is %(what)s, not the %(memo)s.") % told)
