"""What else is pasted into the wrong field: names, mail addresses, other exchanges' internal numbers."""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..seen import Kind, Seen

# Form, name, and advice where there is more to say than that it is the wrong thing.
_FORMS: tuple[tuple[re.Pattern[str], str | Promise, str | Promise], ...] = (
    (re.compile(r"[^@\s]{1,64}@[^@\s]{1,200}\.[^@\s.]{2,24}"), _("an e-mail address"), ""),
    (re.compile(r"https?://\S+", re.IGNORECASE), _("a link to a website we do not know"), ""),
    (
        re.compile(r"[\w-]{1,60}\.(?:eth|sol|crypto|nft|x|bnb|ton|ada)", re.IGNORECASE),
        _("a wallet's name"),
        _("This is a name. Your wallet shows the address behind it: copy that."),
    ),
    (
        re.compile(r"(?:internal|off-?chain)(?:transfer)?:?[0-9A-Za-z-]{1,40}", re.IGNORECASE),
        _("another exchange's internal number"),
        _("This is another exchange's internal number, which is on no blockchain. Ask there for the TxID."),
    ),
    (re.compile(r"\+[0-9]{8,15}"), _("a phone number"), ""),
    (
        re.compile(r"[^.]{1,80}\.{3}[^.]{0,80}"),
        _("a shortened value"),
        _("This is shortened: its middle is missing. Use the copy button beside it."),
    ),
)


def seen(text: str) -> Iterator[Seen]:
    """The text as each of these that it is shaped like."""
    for form, what, advice in _FORMS:
        if form.fullmatch(text):
            yield Seen(Kind.OTHER, what, text, advice=advice)
