"""The table of what somebody can be told of: near things first, and how, unless they choose otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.models import Notice
from tickets.notices.words import SAYS

Kind = Notice.Kind
LISTED, PUSH, SOUND, MAIL = "listed", "push", "sound", "mail"
WAYS: Final = {
    LISTED: _("In the list"),
    PUSH: _("Browser push"),
    SOUND: _("Sound"),
    MAIL: _("E-mail while away"),
}
SCOPES: Final = {
    "mine": _("Mine"),
    "team": _("My teams"),
    "followed": _("What I follow"),
    "all": _("Everything"),
}
NAMED = {Kind.GIVEN, Kind.MENTIONED}  # told of a muted ticket too: somebody means this very person


@dataclass(frozen=True)
class Row:
    """One line of the table; `at_first` are the ways while nobody chose."""

    scope: str
    kind: Notice.Kind
    at_first: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called in forms and in what was chosen: "mine.wrote"."""
        return f"{self.scope}.{self.kind.value}"

    @property
    def words(self) -> str | Promise:
        """What it is about, for people."""
        return SAYS[self.kind]


def _rows(scope: str, **kinds: Iterable[str]) -> list[Row]:
    return [Row(scope, Notice.Kind[kind], tuple(ways)) for kind, ways in kinds.items()]


_EACH, _LOOK = (LISTED, PUSH, MAIL), (LISTED, PUSH)
ROWS = (
    *_rows("mine", GIVEN=_EACH, WROTE=_EACH, MENTIONED=_EACH, ASKED=_EACH, ADVISED=_EACH),
    *_rows("mine", HELD=_EACH),
    *_rows("mine", WARNED=_LOOK, BREACHED=_LOOK),
    *_rows("team", ASKED=[LISTED], ESCALATED=[LISTED], WROTE=[], WARNED=[], BREACHED=[]),
    *_rows("followed", WROTE=[LISTED], MOVED=[LISTED], WARNED=[], BREACHED=[LISTED]),
    *_rows("all", ESCALATED=[], WROTE=[], WARNED=[], BREACHED=[]),
)
BY_NAME = {row.name: row for row in ROWS}


def rows_for(*, supervisor: bool) -> list[Row]:
    """The lines somebody can choose about; who sees every team may hear of everything."""
    return [row for row in ROWS if supervisor or row.scope != "all"]
