"""Messages in the language of whoever reads them: asked for once, kept, and offered where there is a need."""

from hashlib import sha256

from django.utils.translation import get_language

from support import translation
from support.people.models import User
from tickets.models import Message, Pen, Translated


def language_of(message: Message) -> str:
    """The language it was written in, or its ticket's; empty where nobody knows."""
    return message.language or message.ticket.language


def is_offered(message: Message) -> bool:
    """Whether there is a translator, and words in another language than the reader's."""
    if not translation.is_configured() or not any(letter.isalpha() for letter in message.as_it_reads):
        return False
    return language_of(message) != get_language()


def wants_all(user: User) -> bool:
    """Whether this agent has what customers write translated without asking."""
    return Pen.objects.filter(user=user, translates=True).exists()


def of(message: Message, language: str) -> str:
    """A message in a language, as kept or as the translator says it now; raises NoTranslation."""
    key = {
        "digest": sha256(message.as_it_reads.encode()).hexdigest(),
        "source": language_of(message),
        "target": language,
    }
    known = Translated.objects.filter(**key).values_list("body", flat=True).first()
    if known is not None:
        return known
    said = translation.translate(message.as_it_reads, source=key["source"], target=language)
    Translated.objects.bulk_create([Translated(**key, body=said)], ignore_conflicts=True)
    return said
