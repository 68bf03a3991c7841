"""Secrets found and masked before anything is stored: pure functions, the same in Python and in the browser.

`mask` is what the doors call; `find` tells where; `pieces` and `readable` show masked text; `words` names a
kind and `advice` says what its owner should do now. `doubts` finds what stays and `questions` asks about it;
`is_phrase_begun` doubts words that are still being typed.
Why it is as it is: docs/decisions/0010-shield.md.
"""

from .advice import advice, questions
from .findings import Certainty, Finding
from .kinds import money_at_risk, words
from .marks import MARK, Piece, mark, pieces, readable
from .masking import Masked, doubts, find, mask, masked
from .phrases import is_phrase_begun

__all__ = [
    "MARK",
    "Certainty",
    "Finding",
    "Masked",
    "Piece",
    "advice",
    "doubts",
    "find",
    "is_phrase_begun",
    "mark",
    "mask",
    "masked",
    "money_at_risk",
    "pieces",
    "questions",
    "readable",
    "words",
]
