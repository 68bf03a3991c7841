"""The error codes we know something about: found in what a customer typed, for them and for the agent.

What a new desk begins with is in data/error_codes.json; a row an admin has edited stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tickets import catalogue
from tickets.advice import codes
from tickets.fields.form import Typed
from tickets.models import ErrorCode, Message, Ticket, TopicField

WORDS = ["codes", "meanings", "remedies", "article"]
PROMPTS = ("subject", "happened", "did", "expected")
TEXTS = {TopicField.Kind.TEXT, TopicField.Kind.WORDS}
ASKS_FOR_A_CODE = {"error", "error_code", "shown"}  # here a bare number is a code
MESSAGES = 20  # of a customer, the first ones


@dataclass(frozen=True)
class Known:
    """A code as it is known, and what it means, what to do, and where that is explained."""

    code: str
    meaning: str
    remedy: str
    article: str


def prepare() -> None:
    """Make the codes that are missing, and refresh those nobody here has edited."""
    rows = [ErrorCode(**row) for row in catalogue.read("error_codes.json")]
    edited = set(ErrorCode.objects.exclude(edited_at=None).values_list("slug", flat=True))
    ErrorCode.objects.bulk_create(
        [row for row in rows if row.slug not in edited],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=WORDS,
    )


def in_form(form: Typed) -> list[Known]:
    """The codes in what stands in a form so far."""
    said = [str(form[name].value() or "") for name in PROMPTS]
    return found(said + [_asked(question.key, read.value) for question, read in form.said.values()])


def in_ticket(ticket: Ticket) -> list[Known]:
    """The codes in what a customer has told us on a ticket."""
    return found(said_in(ticket))


def said_in(ticket: Ticket) -> list[str]:
    """What a customer has told us on a ticket: its subject, the first messages, answers in words."""
    said = ticket.messages.filter(kind=Message.Kind.CUSTOMER).order_by("seq")
    answers = [_asked(value.key, value.value) for value in ticket.values.filter(kind__in=TEXTS)]
    return [ticket.subject, *said.values_list("body", flat=True)[:MESSAGES], *answers]


def found(texts: Iterable[str]) -> list[Known]:
    """The codes in some texts, the first ones first."""
    words = "\n".join(text for text in texts if text.strip())
    if not words:
        return []
    rows = {code: row for row in ErrorCode.objects.all() for code in row.codes}
    seen: dict[str, Known] = {}
    for code in codes.read(words, rows.keys()):
        row = rows[code]
        seen.setdefault(row.slug, Known(code, row.meaning, row.remedy, row.article))
    return list(seen.values())


def _asked(key: str, value: str) -> str:
    return f"error {value}" if key in ASKS_FOR_A_CODE else value
