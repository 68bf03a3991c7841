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
    Kind.YEAR: "2025",
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
    Kind.BANK_REFERENCE: "INVOICE 4711",
}

# What is typed, and words of the sentence that helps.
WRONG = {
    Kind.TEXT: [("y" * 501, "write at most 500")],
    Kind.WORDS: [(MANY, "write at most 20000")],
    Kind.CHOICE: [("something-else", "Choose one of the list")],
    Kind.CHOICES: [("something-else", "Choose one of the list")],
    Kind.NETWORK: [("bitcoin-cash-gold", "Choose one of the list")],
    Kind.COUNTRY: [("Atlantis", "Choose one of the list")],
    Kind.NUMBER: [("many", "whole number"), ("-1", "whole number"), ("1.5", "whole number")],
    Kind.MOMENT: [("yesterday-ish", ""), ("2031-01-01T10:00", ""), ("1999-01-01T10:00", "")],
    Kind.DATE: [("31.02.2026", "Choose a day"), ("1999-01-01", "Check the year")],
    Kind.YEAR: [("1999", "Write a year from"), ("20x5", "Write a year from")],
    Kind.AMOUNT: [("much", ""), ("-5", ""), ("0", ""), ("1.2.3.4", "")],
    Kind.ASSET: [("Bitcoin (the coin)", "short name"), (ETH, "short name")],
    Kind.CURRENCY: [("euros", "three letters"), ("ZZZ", "three letters")],
    Kind.PAIR: [("BTC", "both sides")],
    Kind.TXID: [("hello", ""), (ETH, ""), (MANY, "write at most 20000")],
    Kind.TXIDS: [(f"0x{HASH}\nhello", "Line 2")],
    Kind.ADDRESS: [("hello", ""), (TRON, "Tron"), (ETH.lower().replace("0x5aaeb", "0x5AAEB"), "")],
    Kind.ACCOUNT: [("me", ""), ("me@", "name@example.com")],
    Kind.EMAIL: [("me@", "name@example.com"), ("me", "name@example.com")],
    Kind.URL: [
        ("not a link", "https://example.com/page"),
        ("javascript:alert(1)", "https://example.com/page"),
    ],
    Kind.LAST3: [("12", "exactly 3"), ("0123456789", "Only the last 3")],
    Kind.LAST4: [("12", "exactly 4"), ("4111 1111 1111 1111", "Only the last 4")],
    Kind.CASE: [("MER-1234567", "mistyped"), ("hello", "")],
    Kind.ORDER: [("WQCLML-BW3P3-BUCMWZ", "a withdrawal ID"), ("12", "")],
    Kind.LEDGER: [("OQCLML-BW3P3-BUCMWZ", "an order ID"), ("12", "")],
    Kind.WITHDRAWAL: [(f"0x{HASH}", "a transaction ID"), ("12", "")],
    Kind.BANK_REFERENCE: [("NOTPROVIDED", "no reference"), ("€" * 5, "")],
    Kind.MEMO: [("a memo on Ethereum", "")],
}


def answered(slug):
    """Right answers to what a topic of the catalogue must know, as its form sends them."""
    row = next(row for row in catalogue.read("topics.json") if row["slug"] == slug)
    must = [name.rstrip("*") for name in row["fields"] if name.endswith("*")]
    return {"asked": slug} | {
        f"f-{key}": right(TopicField(**catalogue.read("fields.json")[key])) for key in must
    }


def right(question):
    """A right answer to a question, and one that alarms nobody where there is such."""
    if question.options:
        alarming = {rule.get("is") for rule in question.raises}
        values = [one["value"] for one in question.options]
        calm = next((value for value in values if value not in alarming), values[0])
        return [calm] if question.kind == Kind.CHOICES else calm
    return RIGHT[question.kind]


def filled(slug="deposit-missing", **more):
    """A whole form with right answers to a topic's questions; `more` are others, by key."""
    said = {"topic": slug, "happened": "250 USDT sent at 14:05 are not here", "key": "k1"} | answered(slug)
    return said | {f"f-{key}" if key not in said else key: value for key, value in more.items()}
