"""Whether words say that somebody else is at the writer's account, money or phone. Pure.

A sentence does where it says so by itself ("done"), or where a word of harm stands beside something of the
writer's; what is denied, supposed or told of others is cut out first ("hush"), and beside taxes, news or
deposits the doubtful ones are left alone ("apart"). tickets/data/alarm_shapes.json has them by language.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tickets.guessing import reading
from tickets.guessing.shapes import Spelling, either, plain

SHAPES = Path(__file__).parent.parent / "data" / "alarm_shapes.json"
TIERS = ("done", "near", "harm", "mine", "cry", "hush", "apart")
SHORT_CRY = 4  # words: "Help, thieves!"
LATIN = re.compile("[a-z]", re.IGNORECASE)
LETTERS = {"ru": re.compile("[а-яё]", re.IGNORECASE), "zh-hans": re.compile("[\u4e00-\u9fff]")}


@dataclass(frozen=True)
class Ear:
    """What one language is listened to with."""

    code: str
    done: re.Pattern[str]
    near: re.Pattern[str]
    harm: re.Pattern[str]
    mine: re.Pattern[str]
    cry: re.Pattern[str]
    hush: re.Pattern[str]
    apart: re.Pattern[str]
    spelling: Spelling
    common: frozenset[str]  # words that say nothing and are in every sentence of the language

    def hears(self, sentence: str) -> str:
        """The folded words that tell of harm, "" where none do."""
        words = self._left(sentence)
        found = self.done.search(words)
        if not found and not self.apart.search(words):
            harmed = self.harm.search(words)
            found = self.near.search(words) or (harmed if harmed and self.mine.search(words) else None)
        if not found and len(words.split()) <= SHORT_CRY and "?" not in sentence:
            found = self.cry.search(words)
        return found[0].strip() if found else ""

    def is_calmed(self, sentence: str) -> bool:
        """Whether something in it was denied, supposed or told of others, or it is about something else."""
        words = self.spelling.mend(plain(sentence, self.code))
        return bool(self.hush.search(words) or self.apart.search(words))

    def _left(self, sentence: str) -> str:
        return self.hush.sub(", ", self.spelling.mend(plain(sentence, self.code)))


def told(sentence: str, code: str = "") -> str:
    """The folded words by which a sentence tells of harm, "" where none do.

    It is heard in the language of the page, `code`, and in the one or those it seems to be written in.
    """
    return next((words for ear in _listening(sentence, code) if (words := ear.hears(sentence))), "")


def may_tell(sentence: str, code: str = "") -> bool:
    """Whether single words of a sentence may count: nothing in it is denied, supposed or about taxes."""
    return not any(ear.is_calmed(sentence) for ear in _listening(sentence, code))


def _listening(sentence: str, code: str) -> list[Ear]:
    heard = [ear for ear in _ears() if LETTERS.get(ear.code, LATIN).search(sentence)]
    said = {ear.code: len(ear.common & set(plain(sentence, ear.code).split())) for ear in heard}
    most = max(said.values(), default=0)
    return [ear for ear in heard if ear.code in {code, *LETTERS} or said[ear.code] == most]


@cache
def _ears() -> tuple[Ear, ...]:
    lists: dict[str, dict[str, Any]] = json.loads(SHAPES.read_text("utf-8"))
    return tuple(_ear(code, one) for code, one in lists.items())


def _ear(code: str, one: dict[str, Any]) -> Ear:
    common = frozenset(plain(" ".join(reading.common(code)), code).split())
    shapes = {name: either(one[name], one["sets"], code) for name in TIERS}
    return Ear(code=code, spelling=Spelling(one["spelt"], code), common=common, **shapes)
