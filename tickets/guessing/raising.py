"""Words of an alarm raise a ticket whose topic nobody chose; they never lower one. See docs/intake.md."""

import json
import re
from functools import cache
from pathlib import Path

from support.search import text
from tickets import priority
from tickets.guessing import learning, proposals
from tickets.guessing.proposals import Proposal

WORDS = Path(__file__).parent.parent / "data" / "alarm_words.json"
SENTENCE = re.compile(r"[^.!?\n。！？¿¡]+[.!?。！？]*")
LONGEST_READ = 4_000  # characters


def raised(words: str, code: str) -> Proposal | None:
    """The S0 topic that words without a topic are probably about, with the words that spoke for it, or None.

    Some word must tell of harm: "new phone number" is near a stolen number and yet none. Sentences that only
    ask how to recognise or prevent something raise nothing.
    """
    told = " ".join(each for each in SENTENCE.findall(words[:LONGEST_READ]) if not _only_asks(each, code))
    if not any(pattern.search(text.fold(told, code)) for pattern, _ in _lists()):
        return None
    found = learning.guesser().guess(told, code)
    sure = [guess for guess in found[:1] if guess.probability >= proposals.PROBABLE]
    first = next(iter(proposals.with_topics(sure)), None)
    return first if first and priority.is_urgent(first.topic.severity) else None


def _only_asks(sentence: str, code: str) -> bool:
    """Whether somebody wants to learn something; whoever puts an alarm behind a comma does not only ask."""
    folded = text.fold(sentence, code).strip()
    return any(calm.search(folded) for _, calm in _lists())


@cache
def _lists() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """For each language: words that tell of harm, and what a calm question looks like."""
    lists: dict[str, dict[str, str]] = json.loads(WORDS.read_text("utf-8"))
    return tuple(
        _patterns(code, {name: _any(words, code) for name, words in one.items()})
        for code, one in lists.items()
    )


def _any(words: str, code: str) -> str:
    return "|".join(re.escape(text.fold(each.replace("_", " "), code)) for each in words.split())


def _patterns(code: str, each: dict[str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A calm question has an opening, what one wants to do, and no clause but one that belongs to it."""
    is_apart = not code.startswith("zh")  # Chinese leaves no room between words
    apart, begins = (r"(?!\w)", r"\b") if is_apart else ("", "")
    clause = "[^,;:，；：]*"
    belongs = f"[,;:，；：] *(?:{each['joins']}){clause}"
    calm = f"^(?:{each['opens']}){apart}{clause}?{begins}(?:{each['learns']}){clause}(?:{belongs})*$"
    return re.compile(f"{begins}(?:{each['alarms']})"), re.compile(calm)
