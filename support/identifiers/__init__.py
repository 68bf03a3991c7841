"""What frightened customers paste, understood: ids, addresses, links, bank references, amounts, moments.

Pure: no rows, no network. `read_…` gives the value a field asks for or raises `NotOne`, whose words help;
`looks_like` says what a text could be. Why it is as it is: docs/decisions/0050-identifiers.md.
"""

from .looks import looks_like
from .networks import NETWORKS, Memo, Network
from .rails import RAILS
from .reading.addresses import Address, read_address
from .reading.amounts import Amount, read_amount, understand
from .reading.banks import Iban, mistyped_iban, read_bank_reference, read_card_last4, read_iban
from .reading.house import read_account_id, read_case_number, read_order_id
from .reading.links import Link, read_link
from .reading.memos import read_memo
from .reading.moment_words import moment_words, when_words
from .reading.moments import read_moment, read_when
from .reading.txids import Txid, read_txid
from .reading.when import Exact, When
from .refusal import NotOne

__all__ = [
    "NETWORKS",
    "RAILS",
    "Address",
    "Amount",
    "Exact",
    "Iban",
    "Link",
    "Memo",
    "Network",
    "NotOne",
    "Txid",
    "When",
    "looks_like",
    "mistyped_iban",
    "moment_words",
    "read_account_id",
    "read_address",
    "read_amount",
    "read_bank_reference",
    "read_card_last4",
    "read_case_number",
    "read_iban",
    "read_link",
    "read_memo",
    "read_moment",
    "read_order_id",
    "read_txid",
    "read_when",
    "understand",
    "when_words",
]
