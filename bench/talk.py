"""What the crowd has said: a message a ticket, and its words, so that there is something to be found."""

import random

from django.db import connection

from tickets import catalogue

TEXTS = 5_000
VOCABULARY = 60_000  # words; the first are in many texts, the last in hardly any
UNUSUAL = 20  # of them in a text

POOL = """
    CREATE TEMPORARY TABLE IF NOT EXISTS pool (id bigint PRIMARY KEY, body text, vector tsvector);
    TRUNCATE pool;
    INSERT INTO pool SELECT place - 1, body, strip(to_tsvector('english', body))
      FROM unnest(%s::text[]) WITH ORDINALITY AS texts (body, place)
"""
SAY = """
    INSERT INTO tickets_message (ticket_id, seq, kind, body, language, channel, external_id, public, masked,
                                 created_at, delivery, remote_id, attempts, failure)
    SELECT ticket.id, 2, 'customer', body || ' u' || ticket.id, 'en', 'web', 'talk-' || ticket.id, false,
           '{}', opened_at, '', '', 0, ''
      FROM tickets_ticket ticket JOIN pool ON pool.id = ticket.id %% %s
"""
TELL = """
    INSERT INTO tickets_event (ticket_id, seq, kind, message_id, detail, at, announced_at)
    SELECT ticket_id, 2, 'received', id, '{}', created_at, created_at FROM tickets_message
"""
WORDS = """
    INSERT INTO tickets_words (ticket_id, vector)
    SELECT ticket.id, vector || array_to_tsvector(ARRAY['u' || ticket.id])
      FROM tickets_ticket ticket JOIN pool ON pool.id = ticket.id %% %s
"""


def talk() -> None:
    """Every ticket gets its first message, as a customer might have written it, and its words."""
    with connection.cursor() as cursor:
        cursor.execute(POOL, [_texts(random.Random(7))])
        for statement, given in ((SAY, [TEXTS]), (TELL, []), (WORDS, [TEXTS])):
            cursor.execute(statement, given)
        cursor.execute("VACUUM ANALYZE tickets_message, tickets_event, tickets_words")


def unusual(rank: int) -> str:
    """A word of the vocabulary by how common it is: 0 is in most texts."""
    return "".join("bcdfghklmnprstvz"[rank // 16**place % 16] + "aeiou"[rank % 5] for place in range(4))


def _texts(chance: random.Random) -> list[str]:
    said = [phrase for topic in catalogue.read("phrases.json").values() for phrase in topic["en"]]
    return [
        " ".join(
            chance.choices(said, k=3) + [unusual(int(VOCABULARY ** chance.random())) for _ in range(UNUSUAL)]
        )
        for _ in range(TEXTS)
    ]
