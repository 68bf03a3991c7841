"""How it was solved, from 1 to 5, and why."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets import actions
from tickets.forms import Words
from tickets.models import Event, Rating, Ticket

SCORES = {1: _("Bad"), 2: _("Poor"), 3: _("Fair"), 4: _("Good"), 5: _("Very good")}


class RatingForm(forms.Form):
    """A score, and if somebody likes a few words; it begins with what was said before."""

    score = forms.TypedChoiceField(
        label=_("How did we do?"),
        choices=SCORES.items(),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the five first."),
            "invalid_choice": _("Choose one of the five."),
        },
    )
    comment = Words(
        label=_("What went well, what did not? You need not say."), rows=3, most=2000, required=False
    )

    def __init__(self, data: Any = None, *, rating: Rating | None) -> None:
        before = {"score": rating.score, "comment": rating.comment} if rating else {}
        super().__init__(data, auto_id="rating-%s", initial=before)


@dataclass(frozen=True)
class Asked:
    """What a page shows of a rating: the one there is, and the form while it may still be filled in."""

    rating: Rating | None
    form: RatingForm | None
    why_not: str = ""

    @property
    def words(self) -> str:
        """What was chosen."""
        return str(SCORES[self.rating.score]) if self.rating else ""


def asked(ticket: Ticket, solved: Event | None, form: RatingForm | None = None) -> Asked | None:
    """The rating of a solve as its customer sees it; None where nobody asks for one."""
    if solved is None:
        return None
    rating = Rating.objects.filter(solved=solved).first()
    try:
        actions.check_rating(ticket, solved)
    except actions.MayNotRate as why:
        return Asked(rating, None, str(why))
    return Asked(rating, form or RatingForm(rating=rating))
