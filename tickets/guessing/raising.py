"""Words of an alarm raise a ticket whose topic nobody chose; they never lower one. See docs/intake.md."""

import json
import re
from functools import cache
from pathlib import Path

from support.search import text
from tickets import priority
from tickets.guessing import learning, proposals
from tickets.guessing.proposals import Proposal

CALM = Path(__file__).parent.parent / "data" / "calm_questions.json"
SENTENCE = re.compile(r"[^.!?\n。！？¿¡]+[.!?。！？]*")
LONGEST_READ = 4_000  # characters


def raised(words: str, code: str) -> Proposal | None:
    """The S0 topic that words without a topic are probably about, with the words that spoke for it, or None.

    Sentences that only ask how to recognise or prevent something raise nothing.
    """
    told = " ".join(each for each in SENTENCE.findall(words[:LONGEST_READ]) if not _only_asks(each, code))
    found = learning.guesser().guess(told, code) if told.strip() else []
    sure = [guess for guess in found[:1] if guess.probability >= proposals.PROBABLE]
    first = next(iter(proposals.with_topics(sure)), None)
    return first if first and priority.is_urgent(first.topic.severity) else None


def _only_asks(sentence: str, code: str) -> bool:
    """Whether somebody wants to learn something; whoever puts an alarm behind a comma does not only ask."""
    folded = text.fold(sentence, code).strip()
    return any(pattern.search(folded) for pattern in _calm())


@cache
def _calm() -> tuple[re.Pattern[str], ...]:
    """For each language: an opening, then what one wants to do, then no clause but one that belongs to it."""
    lists: dict[str, dict[str, str]] = json.loads(CALM.read_text("utf-8"))
    return tuple(_pattern(code, **one) for code, one in lists.items())


def _pattern(code: str, *, opens: str, learns: str, joins: str) -> re.Pattern[str]:
    opening, learning_word, joining = (
        "|".join(re.escape(text.fold(each.replace("_", " "), code)) for each in words.split())
        for words in (opens, learns, joins)
    )
    apart, begins = ("", "") if text.is_han(opens[0]) else (r"(?!\w)", r"\b")  # Chinese leaves no room
    clause = "[^,;:，；：]*"
    belongs = f"[,;:，；：] *(?:{joining}){clause}"
    return re.compile(rf"^(?:{opening}){apart}{clause}?{begins}(?:{learning_word}){clause}(?:{belongs})*$")
