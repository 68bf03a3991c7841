"""What customers fill in. A form only listens; the views act."""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support.files import Checked
from tickets import topics
from tickets.fields.form import Typed
from tickets.fields.reading import tidy
from tickets.files_field import FilesField
from tickets.models import FileKind, Upload

LONGEST_ANSWER = 20_000  # characters of one box
LONGEST_KEY = 64  # characters
WHOLE_STORY = {"bug-report"}  # topics where nobody can act without all three of the prompts


class Said(forms.CharField):
    """Somebody's own words as they are, or "" where nothing of them can be seen."""

    def to_python(self, value: Any) -> str:
        """Without NULs, which no database keeps and nobody typed; marks that turn or join letters stay."""
        said = str(super().to_python(value) or "").replace("\0", "")
        return said if tidy(said) else ""


class Words(Said):
    """A box of several lines."""

    def __init__(self, *, rows: int = 3, most: int = LONGEST_ANSWER, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(max_length=most, widget=widget, **options)
        self.error_messages["max_length"] = _(
            "These are %(show_value)d characters; we can take %(limit_value)d. Send the rest as a file."
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: a browser would cut off what is pasted without a word."""
        return {key: value for key, value in super().widget_attrs(widget).items() if key != "maxlength"}


class Spoken(forms.Form):
    """What every form here has: files, and a key of its own, so that sending it twice is heard once."""

    files = FilesField()  # type: ignore[assignment]  # Django takes declared fields off the class
    key = Said(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, arrived: QuerySet[Upload] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("key", uuid.uuid4().hex)
        self.arrived = self.fields["files"].arrived = arrived  # type: ignore[attr-defined]
        self.kept_uploads: list[dict[str, Any]] = []  # what came ahead, and the page names again
        self.unkept: list[str] = []  # why a file that came with it is to be chosen again

    def clean_key(self) -> str:
        """The form's key; a form without one gets one, and can then be heard twice."""
        return str(self.cleaned_data["key"])[:LONGEST_KEY] or uuid.uuid4().hex

    @property
    def refused_files(self) -> str:
        """What <file-drop> puts out of the control: [[place among the uploads, reason], …] as JSON."""
        errors = self.errors.as_data().get("files", [])
        told = [error.params for error in errors if error.code == "refused" and error.params]
        return json.dumps([[one["place"], one["reason"]] for one in told])

    @property
    def refused_uploads(self) -> str:
        """The same of files that came ahead: [[token, reason], …]; these are to be taken out."""
        errors = self.errors.as_data().get("files", [])
        told = [error.params for error in errors if error.code == "upload" and error.params]
        return json.dumps([[one["token"], one["reason"]] for one in told])

    @property
    def good_files(self) -> list[Checked]:
        """What came with the form itself and may be kept, whatever else of it was refused."""
        self.errors  # noqa: B018  # looks into everything
        taken: Sequence[Checked] = self.fields["files"].taken  # type: ignore[attr-defined]
        return [file for file in taken if not file.upload]

    @property
    def file_kinds(self) -> list[tuple[str, Any]]:
        """What a file may be called: value and words, for `files_kind` and `kind-<token>`."""
        return FileKind.choices

    def with_new_key(self) -> None:
        """Let what was typed be sent as something new."""
        self.data = MultiValueDict(self.data) if isinstance(self.data, MultiValueDict) else {**self.data}
        self.data["key"] = uuid.uuid4().hex


class AnswerForm(Spoken):
    """The customer's next words on a ticket."""

    body = Words(
        label=_("Your answer"),
        error_messages={"required": _("There is nothing to send yet. Write a word or two.")},
    )
    field_order = ["body", "files"]


class NewTicketForm(Typed, Spoken):
    """A new ticket: what the topic asks, and what happened; a guest also says where to answer."""

    topic = forms.ChoiceField(
        label=_("What is it about?"),
        required=False,
        choices=topics.choices,
        error_messages={"invalid_choice": _("We do not know this topic. Choose one of the list.")},
    )
    subject = Said(
        label=_("In one line"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"max_length": _("Make this line shorter: up to %(limit_value)d characters.")},
    )
    happened = Words(
        label=_("What happened?"),
        rows=5,
        error_messages={"required": _("Tell us what happened. One sentence is enough, in any language.")},
    )
    did = Words(
        label=_("What did you do?"),
        required=False,
        error_messages={"required": _("Tell us what you did, step by step, so that we can do it as well.")},
    )
    expected = Words(
        label=_("What did you expect?"),
        required=False,
        error_messages={"required": _("Tell us what should have happened instead.")},
    )
    email = forms.EmailField(
        max_length=254,  # RFC 3696, erratum 1690
        label=_("Your e-mail address"),
        help_text=_("Our answer goes there, with a link to your ticket."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Where shall we answer? Write your e-mail address."),
            "invalid": _("This is no complete address. It looks like name@example.com."),
        },
    )
    name = Said(
        label=_("What may we call you?"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    searched = Said(widget=forms.HiddenInput, required=False)
    article = Said(widget=forms.HiddenInput, required=False)
    asked = Said(widget=forms.HiddenInput, required=False)  # the topic its questions belong to

    def __init__(self, *args: Any, is_guest: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["asked"] = self.about.slug if self.about else ""
        self.order_fields(["topic", "subject", *self.questions, "happened", "did", "expected", "files"])
        self.fields["happened"].required = not self.never_blocks
        if self.about and self.about.slug in WHOLE_STORY and (self.were_asked or not self.is_bound):
            self.fields["did"].required = self.fields["expected"].required = True
        if not is_guest:
            del self.fields["email"], self.fields["name"]

    def clean(self) -> dict[str, Any]:
        """An answer may make it an alarm, which goes out without a word."""
        said = super().clean()
        if self.never_blocks and "happened" not in said and not self["happened"].value():
            self.errors.pop("happened", None)
            said["happened"] = ""
        return said

    def clean_searched(self) -> str:
        """What they looked for before; too long is cut, never refused: it is not their answer."""
        return self.cleaned_data["searched"][:1000]

    def clean_article(self) -> str:
        """The articles they read before, by short name."""
        return self.cleaned_data["article"][:1000]

    @property
    def body(self) -> str:
        """The answers as one message; headings only when more than one was answered.

        An alarm without a word is the name of its topic.
        """
        asked = [
            (gettext("What happened"), "happened"),
            (gettext("What I did"), "did"),
            (gettext("What I expected"), "expected"),
        ]
        said = [(heading, words) for heading, name in asked if (words := self.cleaned_data.get(name))]
        if not said:
            return self.about.name if self.about else ""
        return said[0][1] if len(said) == 1 else "\n\n".join(f"{heading}\n{words}" for heading, words in said)

    @property
    def title(self) -> str:
        """The subject, else the first line of what happened."""
        said = self.cleaned_data
        return said.get("subject") or str(said.get("happened", "")).partition("\n")[0].strip()

    @property
    def whole(self) -> str:
        """The message with the answers under it: for a ticket that is open already and keeps its own."""
        answers = (f"{value.label}: {value.value}" for value in self.values)
        return "\n\n".join(part for part in (self.body, "\n".join(answers)) if part)
