"""What contacted somebody, read so that it can be compared with what is really ours.

A wrong "this is ours" costs people money, so whatever is not clearly one of our accounts is none.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

PROFILES = {
    "x.com": "x",
    "twitter.com": "x",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
    "t.me": "telegram",
}
FRONTS = re.compile(r"^(www|m|mobile)\.(?=.+\.)")
AROUND = " \t\r\n.,;!\"'()[]“”„«»"


@dataclass(frozen=True)
class Contact:
    """`kind` is phone, e-mail, web, a network's name, or "" for a name on any network; no word: nobody."""

    kind: str
    word: str


NOTHING = Contact("", "")


def read(contact: str) -> Contact:
    """A number's digits, an address, a link's host or profile, else one bare name."""
    text = contact.strip(AROUND)
    if named := re.search(r"<([^<>\s]+@[^<>\s]+)>$", text):
        text = named[1]
    text = re.sub(r"^(mailto|tel):", "", text, flags=re.IGNORECASE)
    if re.fullmatch(r"\+?[\d\s().-]{6,}", text):
        return Contact("phone", re.sub(r"^00", "+", re.sub(r"[\s().-]", "", text)))
    word = text.lower().replace("\\", "/").strip(AROUND)  # a browser takes \ for /
    if not word.isprintable() or " " in word:
        return NOTHING  # several words are nobody's account
    first = word.partition("/")[0]
    if "://" in word or ("@" not in first and ("." in first or "/" in word)):
        return _link(word if "://" in word else f"https://{word}")
    if re.fullmatch(r"[^@]+@[^@]+", word):
        return Contact("e-mail", word)
    return Contact("", word.lstrip("@"))


def _link(address: str) -> Contact:
    try:
        parts = urlsplit(address)
    except ValueError:
        return NOTHING
    host, path = FRONTS.sub("", (parts.hostname or "").rstrip(".")), parts.path.strip("/")
    if network := PROFILES.get(host):
        return Contact(network, path.removeprefix("@"))
    return Contact("web", host)


def on(network: str, name: str) -> Contact:
    """An account of ours, as it is listed: the network in an admin's words, and the name."""
    contact = read(name)
    named = {"twitter": "x"}.get(network.strip().lower(), network.strip().lower())
    return contact if contact.kind else Contact(named, contact.word)


def same(contact: Contact, ours: Contact) -> bool:
    """Whether they are one; a bare name may be meant on any network, never as an address or a number."""
    if not contact.word or contact.word != ours.word:
        return False
    return contact.kind == ours.kind or (not contact.kind and ours.kind not in {"phone", "e-mail", "web"})
