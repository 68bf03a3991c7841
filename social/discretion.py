"""What may be said in public: nothing that is about one customer's account or money.

Pure. A public answer is read by everybody, impersonators included, so it leads to a direct message instead.
"""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AMOUNT = r"\d[\d.,]*"
MONEY = r"(?:BTC|ETH|SOL|XRP|ADA|DOT|LTC|USDT|USDC|USD|EUR|GBP|CHF|TRY|RUB|CNY|BRL)"
PRIVATE: tuple[tuple[Promise, re.Pattern[str]], ...] = (
    (_("an e-mail address"), re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")),
    (_("a ticket's reference or link"), re.compile(r"\bMER-[0-9A-Z]{6,8}\b|/tickets/\S", re.IGNORECASE)),
    (_("a transaction id or an address"), re.compile(r"\b(?=[a-zA-Z]*\d)[0-9A-Za-z]{26,}\b")),
    (_("a long number"), re.compile(r"\d(?:[ .-]?\d){8,}")),
    (_("an amount of money"), re.compile(rf"[$€£¥₽₺₿]\s?{AMOUNT}|{AMOUNT}\s?(?:[$€£¥₽₺₿]|{MONEY}\b)")),
    (
        _("a word about somebody's verification"),
        re.compile(r"\b(?:KYC|passport|your (?:balance|identity|documents?|verification))\b", re.IGNORECASE),
    ),
)


def private_details(text: str) -> list[str]:
    """In words, what kinds of private detail the text holds; [] when anybody may read it."""
    return [str(what) for what, pattern in PRIVATE if pattern.search(text)]
