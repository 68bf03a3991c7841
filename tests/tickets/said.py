"""Right and wrong answers to every kind of question, for walks over all topics.

Ids are made up but well formed; the addresses are published examples (EIP-55's own, Tron's USDT contract).
"""

from support.identifiers.house import checked
from tickets import catalogue
from tickets.models import TopicField

Kind = TopicField.Kind
HASH = "5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060"
ETH, TRON = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
MANY = "x" * 20_001

RIGHT = {
    Kind.TEXT: "As it stands there",
    Kind.WORDS: "One line\nanother line",
    Kind.AGREE: "on",
    Kind.NUMBER: "3",
    Kind.MOMENT: "2026-11-19T14:05",
    Kind.DATE: "2026-11-18",
    Kind.PAST_DAY: "2026-11-18",
    Kind.YEAR: "2025",
    Kind.AUTH_CODE: "a1b 2c3",
    Kind.IP: "203.0.113.7",
    Kind.AMOUNT: "250,5",
    Kind.ASSET: "usdt",
    Kind.CURRENCY: "eur",
    Kind.PAIR: "btc-eur",
    Kind.NETWORK: "ethereum",
    Kind.COUNTRY: "DE",
    Kind.TXID: f"0x{HASH}",
    Kind.TXIDS: f"0x{HASH}",
    Kind.ADDRESS: ETH,
    Kind.MEMO: "none",
    Kind.ACCOUNT: "owner@example.com",
    Kind.EMAIL: "owner@example.com",
    Kind.URL: "example.com/page",
    Kind.LINK: "https://meridian-support.example/login",
    Kind.LAST3: "123",
    Kind.LAST4: "1234",
    Kind.CASE: f"MER-{checked('7K2M9Q')}",
    Kind.ORDER: "OQCLML-BW3P3-BUCMWZ",
    Kind.LEDGER: "LQCLML-BW3P3-BUCMWZ",
    Kind.WITHDRAWAL: "WQCLML-BW3P3-BUCMWZ",
    Kind.IBAN: "DE89 3704 0044 0532 0130 00",
    Kind.BANK_REFERENCE: "INVOICE 4711",
}

# Answers that must differ from another one of their kind, or agree with it.
RIGHT_BY_KEY = {"new_email": "new@example.com", "network_expected": "tron", "account_last4": "3000"}

IBAN = "DE89370400440532013000"

# What is typed, and words of the one sentence that helps: two mistakes never get the same.
WRONG = {
    Kind.TEXT: [("y" * 501, "write at most 500")],
    Kind.WORDS: [(MANY, "write at most 20000")],
    Kind.CHOICE: [("something-else", "Choose one of the list")],
    Kind.CHOICES: [("something-else", "Choose one of the list")],
    Kind.NETWORK: [("bitcoin-cash-gold", "Choose one of the list")],
    Kind.COUNTRY: [("Atlantis", "Choose one of the list")],
    Kind.AGREE: [("maybe", "Tick the box or leave it empty")],
    Kind.NUMBER: [
        ("many", "whole number, such as 12"),
        ("-1", "never below 0"),
        ("1.5", "without decimals"),
        ("1" * 10, "too large to be right"),
    ],
    Kind.MOMENT: [
        ("before lunch", "“about 3 days ago”"),
        ("2031-01-01T10:00", "lies ahead"),
        ("tomorrow at 14:05", "lies ahead"),
        ("1999-01-01T10:00", "before the first coin"),
        ("2026-02-31T10:00", "in no calendar"),
        ("yesterday at 25:00", "on no clock"),
        ("03/04/2026 10:00", "This may be 2026-04-03 or 2026-03-04"),
    ],
    Kind.DATE: [("31.02.2026", "Choose a day"), ("1999-01-01", "Check the year")],
    Kind.PAST_DAY: [
        ("31.02.2026", "Choose a day"),
        ("1999-01-01", "Check the year"),
        ("2026-11-21", "lies ahead"),
    ],
    Kind.AUTH_CODE: [("zzzzzzzzzzzzzzz not a code", "This has 23"), ("12345", "This has 5")],
    Kind.IP: [("999.999.1.1 banana", "This is no IP address")],
    Kind.YEAR: [("1999", "Write a year from"), ("20x5", "four digits")],
    Kind.AMOUNT: [
        ("much", "in digits, for example"),
        ("-5", "never negative"),
        ("0", "more than nothing"),
        ("1.2.3.4", "do not make one number"),
        ("9" * 20, "too large to be right"),
        (ETH, "This looks like an Ethereum-type address"),
    ],
    Kind.ASSET: [
        ("my coin, you know", "short name, such as BTC or USDT"),
        (ETH, "This looks like: an Ethereum-type address"),
        ("BTC and ETH", "several coins"),
        ("TRC20", "Tron is a network"),
        ("250 USDT", "Write only the coin here"),
    ],
    Kind.CURRENCY: [
        ("some money", "Write the currency’s three letters"),
        ("ZZZ", "no currency ZZZ"),
        ("$", "Several currencies"),
    ],
    Kind.PAIR: [("BTC", "both sides"), ("btc/BTC", "Both sides are BTC")],
    Kind.TXID: [
        ("hello", "does not look like a transaction ID"),
        (ETH, "This looks like an Ethereum-type address (0x…), not like a transaction ID"),
        (f"0x{HASH[:-1]}", "has 65 characters instead of 66"),
        (MANY, "write at most 20000"),
    ],
    Kind.TXIDS: [(f"0x{HASH}\nhello", "Line 2"), (f"0x{HASH}\n" * 21, "at most 20, and the rest in a file")],
    Kind.ADDRESS: [
        ("hello", "One begins with 0x"),
        (TRON, "Tron"),
        (ETH.lower().replace("0x5aaeb", "0x5AAEB"), "one character may be mistyped"),
    ],
    Kind.ACCOUNT: [
        ("banana", "does not look like an account ID"),
        ("me@", "name@example.com"),
        ("MX0123456789ABCDX", "This looks like an account ID, but one character may be mistyped"),
        (IBAN, "This looks like an IBAN, not like an account ID"),
        (TRON, "This looks like a Tron address, not like an account ID"),
        (f"MER-{checked('7K2M9Q')}", "This looks like a case number, not like an account ID"),
        ("4111111111111111", "whole card number"),
    ],
    Kind.EMAIL: [("me@", "This is no complete address"), ("me", "has an @ in it")],
    Kind.URL: [("not a link", "This is no link"), ("javascript:alert(1)", "Only links to web pages")],
    Kind.LINK: [("z" * 2001, "write at most 2000"), ("???", "Write an address, the name of a profile")],
    Kind.LAST3: [("12", "exactly 3"), ("0123456789", "Only the last 3")],
    Kind.LAST4: [("12", "exactly 4"), ("4111 1111 1111 1111", "Only the last 4")],
    Kind.CASE: [("MER-1234567", "mistyped"), ("hello", "does not look like a case number")],
    Kind.ORDER: [("WQCLML-BW3P3-BUCMWZ", "a withdrawal ID"), ("12", "does not look like an order ID")],
    Kind.LEDGER: [("OQCLML-BW3P3-BUCMWZ", "an order ID"), ("12", "does not look like a ledger entry ID")],
    Kind.WITHDRAWAL: [(f"0x{HASH}", "a transaction ID"), ("12", "does not look like a withdrawal ID")],
    Kind.IBAN: [
        (f"{IBAN[:-1]}1", "one character may be mistyped"),
        (IBAN[:-1], "has 21 characters instead of 22"),
        ("hello", "does not look like an IBAN"),
        ("4111 1111 1111 1111", "whole card number"),
        (ETH, "This looks like an Ethereum-type address (0x…), not like an IBAN"),
    ],
    Kind.BANK_REFERENCE: [
        ("NOTPROVIDED", "no reference"),
        ("€" * 5, "does not look like an end-to-end reference"),
        (IBAN, "This looks like an IBAN, not like an end-to-end reference"),
    ],
    Kind.MEMO: [("a memo on Ethereum", "Ethereum has no memo or tag")],
}


def answered(slug):
    """Right answers to what a topic of the catalogue must know, as its form sends them."""
    row = next(row for row in catalogue.read("topics.json") if row["slug"] == slug)
    must = [name.rstrip("*") for name in row["fields"] if name.endswith("*")]
    return {"asked": slug} | {
        f"f-{key}": right(TopicField(key=key, **catalogue.read("fields.json")[key])) for key in must
    }


def right(question):
    """A right answer to a question, and one that alarms nobody where there is such."""
    if question.options:
        alarming = {rule.get("is") for rule in question.raises}
        values = [one["value"] for one in question.options]
        calm = next((value for value in values if value not in alarming), values[0])
        return [calm] if question.kind == Kind.CHOICES else calm
    return RIGHT_BY_KEY.get(question.key, RIGHT[question.kind])


def filled(slug="deposit-missing", **more):
    """A whole form with right answers to a topic's questions; `more` are others, by key."""
    said = {"topic": slug, "happened": "250 USDT sent at 14:05 are not here", "key": "k1"} | answered(slug)
    if slug == "bug-report":
        said |= {"did": "Opened the app", "expected": "My wallet"}
    return said | {f"f-{key}" if key not in said else key: value for key, value in more.items()}
