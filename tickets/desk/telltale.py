"""Phone numbers and foreign hosts in a text, as people write them and as mail programs make links of them.

It may ask once too often: what it finds is asked about, never refused. Amounts, days and ids are no phones.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

# ITU-T E.164: at most 15 digits.
DIGITS = range(8, 16)
_GROUPS = r"[\d ()/.-]"
PHONE = re.compile(
    rf"""(?<![\w.,:/+-])(?:
      (?:\+|00\ ?|\(?0)[1-9(]{_GROUPS}{{5,18}}\d          # international, or with a leading 0
    | (?:1[ .-])?\(?[2-9]\d\d\)?[ .-]{{1,2}}\d{{3}}[ .-]\d{{4}} # North America
    | [78][ -]?\(?9\d\d\)?[ -]?\d{{3}}[ -]?\d\d[ -]?\d\d    # Russia
    | 5\d\d[ ]\d{{3}}[ ]\d\d[ ]\d\d                          # Turkey
    | 1[3-9]\d{{9}}                                        # China
    )(?![\w-])""",
    re.VERBOSE,
)
AMOUNT = re.compile(r"\(?0[.,]\d+")

# Endings that a name of a file has, and a host hardly.
FILES = {"md", "py", "js", "ts", "sh", "gz", "db"}
# Endings of more than two letters that links are made of.
GENERIC = [
    "com",
    "net",
    "org",
    "info",
    "biz",
    "name",
    "pro",
    "mobi",
    "app",
    "dev",
    "xyz",
    "top",
    "site",
    "online",
    "store",
    "shop",
    "live",
    "link",
    "click",
    "club",
    "vip",
    "space",
    "website",
    "blog",
    "news",
    "page",
    "work",
    "works",
    "run",
    "tech",
    "cloud",
    "digital",
    "network",
    "systems",
    "software",
    "tools",
    "email",
    "support",
    "help",
    "services",
    "solutions",
    "agency",
    "center",
    "company",
    "group",
    "team",
    "world",
    "global",
    "today",
    "life",
    "one",
    "plus",
    "land",
    "city",
    "fun",
    "win",
    "best",
    "bid",
    "loan",
    "loans",
    "credit",
    "money",
    "cash",
    "bank",
    "fund",
    "capital",
    "finance",
    "financial",
    "invest",
    "investments",
    "trade",
    "trading",
    "exchange",
    "market",
    "markets",
    "gold",
    "tax",
    "business",
    "academy",
    "foundation",
    "wiki",
    "art",
    "games",
    "game",
    "chat",
    "social",
    "media",
    "host",
    "press",
    "icu",
    "cyou",
    "buzz",
    "monster",
    "quest",
    "sbs",
    "rest",
    "bar",
    "zip",
    "mov",
    "cfd",
    "lol",
    "pics",
]
HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+"
TEL = re.compile(r"\btel:", re.IGNORECASE)
LINK = re.compile(
    rf"(?:https?://|www\.)(?:[^\s/@]+@)?((?:[\w-]+\.)+[\w-]+|\[[0-9a-f:.]+\])"
    rf"|(?<![\w@.-])((?:[\w-]+\.)*[\w-]{{2,}}\.(?:[a-z]{{2}}|{'|'.join(GENERIC)}))\b(?![@\w-])"
    rf"|(?<![\w@.-])({HOST}[^\W\d_]{{2,24}})(?![@\w-])",
    re.IGNORECASE,
)
ALIKE = {
    **dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-"),
    **dict.fromkeys((0xA0, 0x202F, 0x2007), " "),
    **dict.fromkeys(map(ord, "。．｡"), "."),
}


def plain(text: str) -> str:
    """With one kind of hyphen, blank and full stop, and %2e for what it is, as programs read them."""
    return TEL.sub("tel: ", unquote(text)).translate(ALIKE)


def phones(text: str) -> Iterator[str]:
    """The phone numbers in a plain text, as they are written."""
    for found in PHONE.findall(text):
        if len(re.sub(r"\D", "", found)) in DIGITS and not AMOUNT.fullmatch(found):
            yield found.strip()


def foreign(text: str, own: set[str]) -> Iterator[str]:
    """The hosts in a plain text that do not lie below one of our `own` domains."""
    for match in LINK.finditer(text):
        host = (match[1] or match[2] or match[3]).lower().rstrip(".")
        bare = not match[1]
        if bare and (host.rpartition(".")[2] in FILES or (match[3] and not _mixed(host))):
            continue
        if not any(host == domain or host.endswith(f".{domain}") for domain in own):
            yield host


def _mixed(host: str) -> bool:
    """Whether a label joins letters of two scripts: a look-alike of somebody's name."""
    return any(len(_scripts(label)) > 1 for label in host.split("."))


def _scripts(label: str) -> set[str]:
    return {unicodedata.name(letter, "?").split()[0] for letter in label if letter.isalpha()}
