"""A letter becomes words on a ticket: by its signed address, else by what it answers, else on a new one."""

import logging
import re
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from support.files import Checked, FileRefused, check
from support.people.guests import guest, proven
from support.people.models import Customer
from tickets import actions, floods, letters
from tickets.mail_in import quotes, reading
from tickets.models import Letter, Message, Ticket

log = logging.getLogger(__name__)
MOST_TRIES = 5
OURS = re.compile(r"<([A-Z]+-[0-9A-Z]+)\.[^@<>]*@([^<>]+)>", re.IGNORECASE)


def understand(letter: Letter) -> bool:
    """Read one letter and let its words be heard; False when it has to wait, for too much came at once.

    Twice is safe: its Message-ID is heard once. What cannot be read is tried a few times, then kept as it is.
    """
    Letter.objects.filter(pk=letter.pk).update(tries=letter.tries + 1)
    try:
        mail = reading.read(letter.raw, ours=settings.MAIL_IN_HOST, loop=settings.REPLY_DOMAIN)
        return _hear(letter, mail)
    except Exception:
        log.exception("letter %s could not be read", letter.pk)
        if letter.tries + 1 >= MOST_TRIES:
            _done(letter, Letter.Outcome.BROKEN, sealed=bytes(letter.sealed))
        return False


def _hear(letter: Letter, mail: reading.Mail) -> bool:
    if mail.is_automatic or _is_ours(mail.sender):
        _done(letter, Letter.Outcome.AUTOMATIC, sender=mail.sender)
        return True
    words, files = quotes.newly_said(mail.words), _checked(mail)
    kept = [file for file in files if isinstance(file, Checked)]
    left_out = [name for name in files if isinstance(name, str)]
    if not words and not files:
        _done(letter, Letter.Outcome.EMPTY, sender=mail.sender)
        return True
    ticket = _by_address(mail) or _by_ids(mail)
    if _floods(letter, mail, ticket):
        return False
    customer = ticket.customer if ticket else _stranger(mail)
    is_theirs = bool(ticket) and mail.sender == customer.email.lower()
    received = actions.receive(
        channel="email",
        external_id=mail.message_id[:255],
        customer=customer,
        ticket=ticket,
        subject="" if ticket else mail.subject,
        body=_body(words, mail, left_out, ticket, is_theirs=is_theirs),
        language=ticket.language if ticket else "",
        files=kept,
    )
    proven_ = mail.is_aligned and (is_theirs or ticket is None)
    _done(letter, Letter.Outcome.HEARD, sender=mail.sender, is_proven=proven_, message=received.message)
    return True


def _by_address(mail: reading.Mail) -> Ticket | None:
    """The ticket of a signed address of ours among the recipients: who has it got our mail, from whomever."""
    return next((found for to in mail.to if (found := letters.ticket_of_address(to))), None)


def _by_ids(mail: reading.Mail) -> Ticket | None:
    """The ticket whose mail it answers, if from its customer: an id can be read off a forwarded mail."""
    for one in mail.ids:
        match = OURS.fullmatch(one)
        if match and match[2].lower() == settings.REPLY_DOMAIN.lower():
            ticket = Ticket.objects.filter(reference=match[1].upper()).first()
        else:
            said = Message.objects.filter(channel="email", external_id=one).select_related("ticket").first()
            ticket = said.ticket if said else None
        if ticket and ticket.customer.email.lower() == mail.sender:
            return ticket
    return None


def _stranger(mail: reading.Mail) -> Customer:
    """Who writes for the first time: proven by their mail server, or an address anybody may have typed."""
    if mail.is_aligned:
        return proven(email=mail.sender, name=mail.sender_name)
    return guest(email=mail.sender, browser="mail", name=mail.sender_name)


def _floods(letter: Letter, mail: reading.Mail, ticket: Ticket | None) -> bool:
    """Whether it has to wait for the next window: the same limits as the pages have."""
    if ticket:
        return bool(floods.seconds_to_wait(floods.ANSWERS_A_TICKET, ticket.pk, thing=letter.pk))
    waits = [
        floods.seconds_to_wait(floods.TICKETS_A_GUEST, mail.sender, thing=letter.pk),
        floods.seconds_to_wait(floods.TICKETS_OF_GUESTS, "", thing=letter.pk),
    ]
    return any(waits)


def _checked(mail: reading.Mail) -> list[Checked | str]:
    """Files that may be kept, and the names of those that may not: the rules of the form."""
    found: list[Checked | str] = []
    for number, (name, content_type, content) in enumerate(mail.files):
        upload = InMemoryUploadedFile(BytesIO(content), None, name, content_type, len(content), None)
        try:
            found.append(name if number >= settings.UPLOAD_MAX_FILES else check(upload))
        except FileRefused:
            found.append(name)
    return found


def _body(
    words: str, mail: reading.Mail, left_out: list[str], ticket: Ticket | None, *, is_theirs: bool
) -> str:
    """The words, with what whoever reads them must know: another sender, and files that were left out."""
    with translation.override(ticket.language if ticket else "en"):
        parts = [words]
        if ticket and not is_theirs:
            said = _("[Not verified: sent from %(sender)s, which is not the address we know.]")
            parts.insert(0, said % {"sender": mail.sender})
        if left_out:
            named = ", ".join(name[:80] for name in left_out[:20])
            parts.append(_("[Files we do not take were left out: %(names)s]") % {"names": named})
    return "\n\n".join(filter(None, parts))


def _is_ours(sender: str) -> bool:
    domain = sender.rpartition("@")[2]
    return domain == settings.REPLY_DOMAIN.lower() or sender in settings.DEFAULT_FROM_EMAIL.lower()


def _done(letter: Letter, outcome: str, *, sealed: bytes = b"", **facts: object) -> None:
    """It is understood: what is on the ticket is masked, so the sealed bytes go."""
    changed = {"understood_at": timezone.now(), "outcome": outcome, "sealed": sealed} | facts
    Letter.objects.filter(pk=letter.pk).update(**changed)
