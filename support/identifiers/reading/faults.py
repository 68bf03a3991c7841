"""The sentences for what is almost right: which mistake it seems to be, and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..refusal import NotOne
from ..seen import Fault, Seen

WORDS: dict[Fault, str | Promise] = {
    Fault.CHECKSUM: _(
        "This looks like %(what)s, but one character may be mistyped: the checksum does not fit. "
        "Copy it again as a whole."
    ),
    Fault.LENGTH: _(
        "This looks like %(what)s, but has %(have)s characters instead of %(needs)s: something is missing "
        "or too much. Copy it again as a whole."
    ),
    Fault.LETTER: _(
        "This looks like %(what)s, but “%(needs)s” never stands in one. Copy it again instead of typing it."
    ),
    Fault.CASE: _(
        "This looks like %(what)s, but small and capital letters are mixed in it, so that nothing "
        "tells whether it is right. Copy it again as a whole, with its letters as they are."
    ),
    Fault.TEST: _(
        "This looks like %(what)s, but of a test network. Coins there have no value; "
        "only the real network counts."
    ),
    Fault.UNPAYABLE: _("This is %(what)s. That is not what is asked for here."),
}


def refusal(seen: Seen) -> NotOne:
    """Why something almost right is refused; its code is the fault's name."""
    told = {"what": seen.what, "have": len(seen.value), "needs": seen.needs}
    return NotOne(seen.fault.value, str(WORDS[seen.fault]) % told)
