"""Where an article stands, as a form: the short name, the shelf, for whom, who looks after it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from helpcenter import addresses
from helpcenter.models import Article, Category
from helpcenter.tree import tree
from helpcenter.writing import placing
from support.people.models import User

AGENTS = [choice for choice in User.Role.choices if choice[0] != User.Role.CUSTOMER]


class ShelfField(forms.ModelChoiceField):
    """A shelf with those it stands in before its name."""

    def label_from_instance(self, obj: Any) -> str:
        """From the top down."""
        return " / ".join(one.name for one in [*tree().above(obj), obj])


class PlaceForm(forms.ModelForm):
    """What `placing.place` takes, for one editor."""

    category = ShelfField(Category.objects.all(), label=gettext_lazy("Category"))
    roles = forms.MultipleChoiceField(
        choices=AGENTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("For “Agents only”. None: for all of them."),
    )

    class Meta:
        model = Article
        fields = ["slug", *placing.PLACED]
        widgets = {
            "review_by": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "tiers": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, by: User, **named: Any) -> None:
        super().__init__(*args, **named)
        self.by = by
        self.fields["roles"].label = _called("roles")
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = User.objects.exclude(role=User.Role.CUSTOMER).filter(is_active=True)

    def clean_slug(self) -> str:
        """A short name is one article's for ever."""
        slug: str = self.cleaned_data["slug"]
        if slug:
            try:
                addresses.may_be_called(self.instance if self.instance.pk else None, slug)
            except ValidationError as refused:
                raise ValidationError(refused.messages) from refused
        return slug

    def clean(self) -> dict[str, Any]:
        """Roles are agents', tiers are customers', and nobody shuts themselves out."""
        said = super().clean() or {}
        roles, internal = said.get("roles") or [], said.get("audience") == Article.Audience.AGENTS
        if roles and not internal:
            self.add_error("roles", _("Only an article for agents can be for some roles."))
        if internal and (said.get("tiers") or said.get("signed_in")):
            self.add_error(
                "audience", _("An article for agents is for no customer; take tiers and sign-in out.")
            )
        if roles and not self.by.is_admin and self.by.role not in roles:
            self.add_error("roles", _("You would not see it any more. Leave your own role in."))
        return said

    @property
    def placed(self) -> dict[str, Any]:
        """For `placing`."""
        return {name: self.cleaned_data[name] for name in placing.PLACED}


def _called(name: str) -> str:
    """A field's name as Django's own forms write it."""
    return capfirst(str(Article._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


class NewForm(PlaceForm):
    """A new article: the same, and its title in the language it is written first in."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("The other languages are translated from this one."),
    )
    field_order = ["title", "language", "category", "kind"]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["language"].label = _called("source_language")
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Empty: made of the title.")
        self.fields["owner"].initial = self.by.pk
        self.fields["language"].initial = get_language() or settings.LANGUAGE_CODE

    def clean(self) -> dict[str, Any]:
        """A title in another script makes no short name; the editor gives one."""
        said = super().clean()
        if said.get("title") and not said.get("slug") and "slug" not in self.errors:
            said["slug"] = placing.short_name(said["title"])
            if not said["slug"]:
                self.add_error("slug", _("Give a short name of Latin letters; this title makes none."))
        return said
