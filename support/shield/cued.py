"""Secrets that only the words beside them betray: a cue, and the shape of a value next to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .cues import Cues
from .findings import Certainty, Finding
from .patterns import python

_BACK = 128  # characters looked back over for a value that stands before its cue
_AHEAD = 24  # and for a word that explains such a value
_IN_A_VALUE = re.compile(r"[0-9A-Z@#$%^&+=!]")  # one of these is in every value that stands before its cue


@dataclass(frozen=True)
class Rule:
    """One way in which a kind of secret is said.

    `after` are patterns tried right behind a cue, `before` right ahead of it; the group `secret` is the
    value. A match counts unless `veto` is found between the two, `lead` characters ahead of the cue or just
    ahead of a value that stands first.
    `more` matches each further value of a list. With `whole` the cue is part of the secret.
    """

    kind: str
    cues: Cues
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    veto: str = ""
    lead: int = 0
    more: str = ""
    whole: bool = False
    certainty: Certainty = Certainty.LIKELY

    @cached_property
    def _after(self) -> list[re.Pattern[str]]:
        return [python(source) for source in self.after]

    @cached_property
    def _before(self) -> list[re.Pattern[str]]:
        return [python(f"(?:{source})<END>") for source in self.before]

    @cached_property
    def _veto(self) -> re.Pattern[str] | None:
        return python(self.veto) if self.veto else None

    @cached_property
    def _more(self) -> re.Pattern[str] | None:
        return python(self.more) if self.more else None

    def findings(self, text: str) -> Iterator[Finding]:
        """Every secret this rule knows in a folded text."""
        for start, end in self.cues.find(text):
            if span := self._behind(text, start, end):
                yield self._finding(start if self.whole else span[0], span[1])
                yield from self._listed(text, span[1])
            if self.before and (span := self._ahead(text, start)):
                yield self._finding(*span)

    def _behind(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        for pattern in self._after:
            match = pattern.match(text, end)
            if match and not self._vetoed(text[max(0, start - self.lead) : match.start("secret")]):
                return match.span("secret")
        return None

    def _ahead(self, text: str, cue: int) -> tuple[int, int] | None:
        begin = max(0, cue - _BACK)
        if not _IN_A_VALUE.search(text, begin, cue):
            return None  # the cheap question first: a text may be nothing but cues
        for pattern in self._before:
            match = pattern.search(text[begin:cue])
            if match:
                first, last = match.start("secret") + begin, match.end("secret") + begin
                if not self._vetoed(f"{text[max(0, first - _AHEAD) : first]} {text[last:cue]}"):
                    return first, last
        return None

    def _listed(self, text: str, end: int) -> Iterator[Finding]:
        while self._more and (match := self._more.match(text, end)):
            yield self._finding(*match.span("secret"))
            end = match.end("secret")

    def _vetoed(self, around: str) -> bool:
        return bool(self._veto and self._veto.search(around.lower()))

    def _finding(self, start: int, end: int) -> Finding:
        return Finding(self.kind, start, end, self.certainty)
