"""A mail server for the demo: every mail is kept as a file beside the data, and /demo/mail/ shows it.

The newest MOST are kept. A mail with the Message-ID of an earlier one takes its place, as a mail reader
would show it once.
"""

import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as Letter
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

MOST = 500
STYLES = re.compile(r"<style\b.*?</style>", re.S | re.I)
NAME = re.compile(r"[0-9]{20}-[0-9a-f]{16}")


def folder() -> Path:
    """Where the mails lie; made when first asked for."""
    path: Path = settings.VAR_DIR / "mailbox"
    path.mkdir(parents=True, exist_ok=True)
    return path


class Backend(BaseEmailBackend):
    """EMAIL_BACKEND of the demo."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each mail; returns how many."""
        for mail in email_messages:
            keep(mail.message().as_bytes())
        return len(email_messages)


def keep(raw: bytes) -> Path:
    """Keep one mail, whole or not at all, and forget what is too old."""
    letter = message_from_bytes(raw, policy=policy.default)
    same = sha256((letter["Message-ID"] or raw.decode("latin-1")).encode()).hexdigest()[:16]
    room = folder()
    earlier = list(room.glob(f"*-{same}.eml"))
    with tempfile.NamedTemporaryFile(dir=room, suffix=".draft", delete=False) as draft:
        draft.write(raw)
    path = Path(draft.name).rename(room / f"{time.time_ns():020d}-{same}.eml")
    for old in [*earlier, *sorted(room.glob("*.eml"), reverse=True)[MOST:]]:
        old.unlink(missing_ok=True)
    return path


@dataclass(frozen=True)
class Kept:
    """A mail as its reader sees it."""

    name: str
    letter: Letter

    @property
    def at(self) -> datetime:
        """When it was sent."""
        return datetime.fromtimestamp(int(self.name[:20]) / 1e9, UTC)

    @property
    def subject(self) -> str:
        """What it is about; a folded header leaves a space in front."""
        return str(self.letter["Subject"] or "").strip()

    @property
    def text(self) -> str:
        """The plain part."""
        part = self.letter.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def html(self) -> str:
        """The HTML part without its style sheet, which our pages forbid; for a sandbox only."""
        part = self.letter.get_body(("html",))
        return STYLES.sub("", part.get_content()) if part else ""


def newest(most: int = 100) -> list[Kept]:
    """The mails, newest first."""
    files = sorted(folder().glob("*.eml"), reverse=True)[:most]
    return [kept for file in files if (kept := read(file.stem))]


def read(name: str) -> Kept | None:
    """One mail by the name of its file; None when there is none, or the name is no such name."""
    if not NAME.fullmatch(name):
        return None
    try:
        raw = (folder() / f"{name}.eml").read_bytes()
    except FileNotFoundError:
        return None
    letter = message_from_bytes(raw, policy=policy.default)
    assert isinstance(letter, Letter)
    return Kept(name, letter)
