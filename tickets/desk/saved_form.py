"""What an agent fills in to keep a view: its name, who sees it, its order, and what it asks of a ticket."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.look.overtaken import fingerprint, put
from support.people.models import Team, User
from tickets.desk import offered
from tickets.desk.offered import Offer
from tickets.finding.filters import Asking, Unknown
from tickets.models import SavedView
from tickets.viewing import conditions
from tickets.viewing.conditions import Condition
from tickets.viewing.sorting import SORTS

GROUPS = {
    "all": (gettext_lazy("All of these"), gettext_lazy("A ticket must meet each one.")),
    "any": (gettext_lazy("At least one of these"), gettext_lazy("One is enough; leave it empty for none.")),
}
ME, EVERYBODY = "me", "everybody"


@dataclass(frozen=True)
class Line:
    """One condition as it is shown; what is not `known` is offered beside what is."""

    said: str  # filter:value
    negated: bool = False
    known: bool = True
    problem: str = ""


class SavedViewForm(forms.Form):
    """Conditions come as `all` and `any`, `filter:value` a line, with `all_not` and `any_not` beside."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Give the view a name.")},
    )
    whose = forms.ChoiceField(label=gettext_lazy("Who sees it?"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Order"), choices=lambda: _sorts())
    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # the view as it was shown

    def __init__(self, data: Any = None, *, view: SavedView, user: User, asking: Asking) -> None:
        super().__init__(data, auto_id="view-%s", initial=_as_it_is(view))
        self.view, self.asking = view, asking
        self.now = self.fields["seen"].initial = _digest(view)
        whose = self.fields["whose"]
        assert isinstance(whose, forms.ChoiceField)
        whose.choices = list(_whose(asking)) if user.is_supervisor else [(ME, _("Only me"))]

    @cached_property
    def offers(self) -> list[Offer]:
        """What can be chosen as a condition."""
        return offered.everything(self.asking)

    @cached_property
    def groups(self) -> dict[str, list[Condition]]:
        """The conditions as they were filled in, else as the view keeps them."""
        if isinstance(self.data, QueryDict) and self.is_bound:
            return {group: list(_filled_in(self.data, group)) for group in GROUPS}
        return {group: conditions.listed(self.view.conditions.get(group, ())) for group in GROUPS}

    @property
    def conditions(self) -> dict[str, list[conditions.Triple]]:
        """The same as a view keeps them."""
        return {group: conditions.kept(some) for group, some in self.groups.items()}

    @property
    def shown_groups(self) -> Iterator[tuple[str, Any, Any, list[Line]]]:
        """Each group with its name, its help and its lines; the last line is empty, to be filled in."""
        for group, (name, text) in GROUPS.items():
            lines = [self._line(one) for one in self.groups[group]]
            yield group, name, text, [*lines, Line("")] if len(lines) < conditions.MOST else lines

    def _is_overtaken(self) -> None:
        """Another has changed it meanwhile: both are shown, and kept again it is what stands here."""
        put(self, seen=self.now)
        groups = (conditions.listed(self.view.conditions.get(group, ())) for group in GROUPS)
        words = f"{self.view.name} ({', '.join(one.text for some in groups for one in some)})"
        said = _(
            "Somebody changed this view meanwhile. It is now: %(words)s. Keep yours again to replace it."
        )
        self.add_error(None, said % {"words": words})

    def clean(self) -> None:
        """A view asks something, not too much, and nothing that is not there; each error names what."""
        if self.view.pk and self.cleaned_data.get("seen") not in {"", self.now}:
            self._is_overtaken()
        every = [one for some in self.groups.values() for one in some]
        if not every:
            self.add_error(None, _("Choose at least one condition: a view of everything is no view."))
        if any(len(some) > conditions.MOST for some in self.groups.values()):
            most = {"most": conditions.MOST}
            self.add_error(None, _("Choose at most %(most)d conditions in each group.") % most)
        for one in every:
            if problem := self._problem(one):
                self.add_error(None, problem)

    def _line(self, one: Condition) -> Line:
        said = f"{one.filter}:{one.value}"
        known = any(
            one.filter == offer.filter and value == one.value
            for offer in self.offers
            for value, _ in offer.values
        )
        return Line(said, one.negated, known, self._problem(one))

    def _problem(self, one: Condition) -> str:
        try:
            one.where(self.asking)
        except Unknown:
            said = {"filter": f"{one.filter}:{one.value}"}
            return _("%(filter)s is not there any more. Choose another, or leave the line empty.") % said
        return ""

    @property
    def shared_with(self) -> tuple[bool, Team | None]:
        """Whether others see it, and which team alone."""
        whose = self.cleaned_data["whose"] or ME
        team = whose.partition("team-")[2]
        return whose != ME, Team.objects.get(slug=team) if team else None


def _filled_in(data: QueryDict, group: str) -> Iterator[Condition]:
    texts, nots = data.getlist(group), data.getlist(f"{group}_not")
    for place, text in enumerate(texts):
        if text.strip():
            one = conditions.typed(text.strip()[:120])
            negated = one.negated or (place < len(nots) and nots[place] == "1")
            yield Condition(one.filter, one.value, negated)


def _as_it_is(view: SavedView) -> dict[str, Any]:
    shared = f"team-{view.team.slug}" if view.team else EVERYBODY
    return {
        "name": view.name,
        "sort": view.sort,
        "whose": shared if view.pk and view.is_shared else ME,
    }


def _sorts() -> list[tuple[str, str]]:
    return [(key, str(sort.words).capitalize()) for key, sort in SORTS.items()]


def _whose(asking: Asking) -> Iterator[tuple[str, Any]]:
    yield ME, _("Only me")
    yield EVERYBODY, _("Everybody at the desk")
    yield _("A team"), [(f"team-{slug}", row.name) for slug, row in asking.known["team"].items()]


def _digest(view: SavedView) -> str:
    """One short word for all that a view is."""
    return fingerprint(view.name, view.team_id, view.sort, view.conditions)
