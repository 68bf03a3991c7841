"""What an agent is asked about before a reply leaves: what it holds that should perhaps not go out.

Each caution names what was found; `seal` is the agent's "send it anyway" to just
these, so that a text that changed is asked about again.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from support import shield
from support.look import times
from support.people.models import User
from tickets.desk import telltale
from tickets.models import Message, Ticket

EMAIL = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+[^\W\d_]{2,24}")
ADDRESS = re.compile(r"https?://\S+")
SHOWN = 3  # of what was found of one kind


@dataclass(frozen=True)
class Caution:
    """One reason to look again: what it is, in words, and an icon."""

    kind: str
    words: str
    icon: str = "alert"


def cautions(text: str, *, public: bool) -> list[Caution]:
    """Everything an agent should see before this leaves, in the reader's language; [] for most replies."""
    return [*_in_text(text), *_where(public)]


def said_before(ticket: Ticket, body: str, by: User, *, key: str) -> list[Caution]:
    """Whether an agent has sent just these words here by another form than this `key`."""
    theirs = ticket.messages.filter(kind=Message.Kind.REPLY, author=by, body=shield.mask(body).text)
    if not (last := theirs.exclude(external_id=key).order_by("-seq").first()):
        return []
    said = _("You have sent just these words here already, %(when)s.") % {
        "when": times.moment_words(last.created_at)
    }
    return [Caution("twice", said, "copy")]


def seal(found: Sequence[Caution]) -> str:
    """What "send it anyway" answers: these cautions and no others."""
    return hashlib.sha256("\n".join(f"{one.kind} {one.words}" for one in found).encode()).hexdigest()[:24]


def own_domains() -> set[str]:
    """The house's own domains: a link below one of them is no caution."""
    hosts = {urlsplit(settings.SITE_URL).hostname or "", settings.REPLY_DOMAIN, *settings.OWN_DOMAINS}
    return {host.lower() for host in hosts if host}


def _in_text(text: str) -> Iterator[Caution]:
    masked = shield.mask(telltale.plain(text)).text
    if kinds := {piece.kind: shield.words(piece.kind) for piece in shield.pieces(masked) if piece.kind}:
        said = _("It holds a secret (%(what)s). It is hidden before it is sent.")
        yield Caution("secret", said % {"what": ", ".join(map(str, kinds.values()))}, "shield")
    bare = "".join(piece.text for piece in shield.pieces(masked) if not piece.kind)
    if found := _few(EMAIL.findall(ADDRESS.sub(" ", bare))):
        yield Caution("email", _("It holds an e-mail address: %(what)s.") % {"what": found}, "mail")
    if found := _few(telltale.phones(bare)):
        yield Caution("phone", _("It holds a phone number: %(what)s.") % {"what": found}, "phone")
    if found := _few(telltale.foreign(bare, own_domains())):
        yield Caution(
            "link", _("It leads to a website that is not ours: %(what)s.") % {"what": found}, "link"
        )


def _where(public: bool) -> Iterator[Caution]:
    if public:
        yield Caution("public", _("It goes out in public: everybody can read it."), "globe")


def _few(found: Iterator[str] | list[str]) -> str:
    each = list(dict.fromkeys(found))
    return ", ".join(each[:SHOWN]) + (" …" if len(each) > SHOWN else "")
