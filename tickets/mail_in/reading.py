"""A raw mail, read: from whom, to whom, what it answers, whether by a machine, its words and files. Pure."""

import html
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from hashlib import sha256

from django.utils.html import strip_tags

LONGEST = 20_000  # characters of words
MOST_IDS = 50
IDS = re.compile(r"<[^<>\s]{3,250}>")
BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^>]*>", re.IGNORECASE)
UNSEEN = re.compile(r"<(style|script|head|blockquote)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
MACHINES = ("mailer-daemon@", "postmaster@", "no-reply@", "noreply@", "bounces@")


@dataclass(frozen=True)
class Mail:
    """What a mail says of itself; addresses in lower case, `ids` of what it answers, the nearest first."""

    message_id: str
    sender: str
    sender_name: str
    to: tuple[str, ...]
    ids: tuple[str, ...]
    subject: str
    words: str
    files: tuple[tuple[str, str, bytes], ...]
    is_automatic: bool
    is_aligned: bool


def name_of(raw: bytes) -> str:
    """What a mail is known by: the digest of its Message-ID, else of its bytes."""
    head = message_from_bytes(raw[:65_536], policy=policy.compat32)
    found = IDS.search(str(head.get("Message-ID", "")))
    return sha256(found[0].encode(errors="replace") if found else raw).hexdigest()


def read(raw: bytes, *, ours: str, loop: str) -> Mail:
    """Read a mail. `ours` is the server whose Authentication-Results we believe, `loop` our X-Loop.

    Raises ValueError for what is no mail: nobody is named as its sender.
    """
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    name, sender = parseaddr(_head(mail, "From"))
    if "@" not in sender:
        raise ValueError("a mail from nobody")
    own = IDS.search(_head(mail, "Message-ID"))
    to = getaddresses(_heads(mail, "X-Original-To", "Delivered-To", "To", "Cc"))
    return Mail(
        message_id=own[0] if own else f"<{sha256(raw).hexdigest()}@unnamed>",
        sender=sender.lower(),
        sender_name=name[:100],
        to=tuple(dict.fromkeys(address.lower() for _, address in to if address)),
        ids=_answered(mail),
        subject=_head(mail, "Subject")[:200],
        words=_words(mail)[:LONGEST],
        files=tuple(_files(mail)),
        is_automatic=_is_automatic(mail, sender.lower(), loop),
        is_aligned=_is_aligned(mail, ours),
    )


def _head(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())
    except (ValueError, TypeError, LookupError, IndexError):  # the standard library trips over some headers
        return ""


def _heads(mail: EmailMessage, *names: str) -> list[str]:
    return [str(value) for name in names for value in mail.get_all(name, [])]


def _answered(mail: EmailMessage) -> tuple[str, ...]:
    nearest = IDS.findall(_head(mail, "In-Reply-To"))
    before = IDS.findall(_head(mail, "References"))[::-1]
    return tuple(dict.fromkeys([*nearest, *before]))[:MOST_IDS]


def _words(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        text = part.get_content()
    except (LookupError, UnicodeError):  # a charset nobody knows
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if part.get_content_type() == "text/html":
        text = html.unescape(strip_tags(BREAKS.sub("\n", UNSEEN.sub("", text))))
    return str(text).replace("\x00", "\ufffd")


def _files(mail: EmailMessage) -> list[tuple[str, str, bytes]]:
    """(name, content type, bytes) of what was attached; pictures inside the words too."""
    found = []
    body = mail.get_body(("plain", "html"))
    for part in mail.walk():
        name = part.get_filename()
        if part is body or part.is_multipart() or not name:
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            found.append((str(name), part.get_content_type(), content))
    return found


def _is_automatic(mail: EmailMessage, sender: str, loop: str) -> bool:
    """Whether a machine sent it (RFC 3834, 2919, 2369, 3464); X-Auto-Response-Suppress alone is no proof."""
    said = {name: _head(mail, name).lower() for name in ("Auto-Submitted", "Precedence", "X-Loop")}
    returned = mail.get("Return-Path")
    return (
        said["Auto-Submitted"].partition(";")[0].strip() not in {"", "no"}
        or said["Precedence"] in {"bulk", "junk", "list", "auto_reply"}
        or said["X-Loop"] == loop.lower()
        or any(name in mail for name in ("List-Id", "List-Unsubscribe", "List-Post"))
        or any(name in mail for name in ("X-Autoreply", "X-Autorespond"))
        or (returned is not None and str(returned).strip() == "<>")
        or mail.get_content_type() == "multipart/report"
        or sender.startswith(MACHINES)
    )


def _is_aligned(mail: EmailMessage, ours: str) -> bool:
    """Whether our own server found DMARC to pass (RFC 8601); the topmost header of its name alone counts."""
    for value in _heads(mail, "Authentication-Results"):
        server, _, results = " ".join(value.split()).partition(";")
        if server.strip().lower() == ours.lower():
            return re.search(r"(?:^|[\s;])dmarc=pass\b", results, re.IGNORECASE) is not None
    return False
