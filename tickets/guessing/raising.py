"""Words of an alarm raise a ticket whose topic nobody chose; they never lower one. See docs/intake.md."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from support.search import text
from tickets.guessing import harm, learning, proposals
from tickets.guessing.guesser import Guess
from tickets.guessing.proposals import Proposal
from tickets.models import Topic
from tickets.severity import Severity

WORDS = Path(__file__).parent.parent / "data" / "alarm_words.json"
SENTENCE = re.compile(r"[^.!?\n。！？¿¡]+[.!?。！？]*")
USUAL = "account-takeover"  # what harm told in other words than the guesser's is
LONGEST_READ = 4_000  # characters


def raised(words: str, code: str) -> Proposal | None:
    """The S0 topic that words without a topic are probably about, with the words that spoke for it, or None.

    They tell of harm done, or use words of harm in what is probably an S0 topic: "new phone number" is near a
    stolen number and yet none. Sentences that only ask how to recognise or prevent something raise nothing.
    """
    sentences = [each for each in SENTENCE.findall(words[:LONGEST_READ]) if not _only_asks(each, code)]
    because = next((heard for each in sentences if (heard := harm.told(each, code))), "")
    alarming = " ".join(each for each in sentences if because or harm.may_tell(each, code))
    if not because and not any(pattern.search(text.fold(alarming, code)) for pattern, _ in _lists()):
        return None
    return _gravest(learning.guesser().guess(alarming, code), because)


def _gravest(found: Sequence[Guess], because: str) -> Proposal | None:
    """The likeliest S0 topic: of harm told any, else the usual one; of mere words only a probable one."""
    urgent = Topic.objects.filter(severity=Severity.S0)
    slugs = set(urgent.values_list("slug", flat=True))
    if not because:
        sure = [
            guess for guess in found[:1] if guess.probability >= proposals.PROBABLE and guess.slug in slugs
        ]
        return next(iter(proposals.with_topics(sure)), None)
    likely = [guess for guess in found if guess.slug in slugs and guess.probability >= proposals.LIKELY]
    for named in proposals.with_topics(likely[:1]):
        return named
    first = urgent.filter(slug=USUAL).first() or urgent.select_related("team").first()
    return Proposal(first, 1.0, (because,)) if first else None


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
