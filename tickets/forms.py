"""What customers fill in. A form only listens; the views act."""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from support import shield
from support.files import Checked
from tickets import alarms, topics
from tickets.advice import pasted
from tickets.fields.form import Typed
from tickets.fields.reading import tidy
from tickets.files_field import FilesField
from tickets.guessing.proposals import Proposal
from tickets.guessing.raising import raised
from tickets.models import FileKind, Identifier, Upload
from tickets.severity import Severity
from tickets.told import told

LONGEST_ANSWER = 20_000  # characters of one box
LONGEST_KEY = 64  # characters
WHOLE_STORY = {"bug-report"}  # topics where nobody can act without all three of the prompts
TOO_LONG = {"max_length": _("Make this line shorter: up to %(limit_value)d characters.")}


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
        error_messages=TOO_LONG,
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
        error_messages=TOO_LONG,
    )
    searched = Said(widget=forms.HiddenInput, required=False)
    article = Said(widget=forms.HiddenInput, required=False)
    asked = Said(widget=forms.HiddenInput, required=False)  # the topic its questions belong to

    def __init__(self, *args: Any, is_guest: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.left_out: list[str] = []  # of an alarm: why files did not go along
        self.long_line = ""  # of an alarm: its subject, where that was too long for one
        self.initial["asked"] = self.about.slug if self.about else ""
        self.order_fields(["topic", "subject", *self.questions, "happened", "did", "expected", "files"])
        self.fields["happened"].required = not self.never_blocks
        if self.about and self.about.slug in WHOLE_STORY and (self.were_asked or not self.is_bound):
            self.fields["did"].required = self.fields["expected"].required = True
        if not is_guest:
            del self.fields["email"], self.fields["name"]

    @cached_property
    def raised(self) -> Proposal | None:
        """The alarm its words are probably about while no topic is chosen."""
        if self.about is not None:
            return None
        words = "\n".join(str(self[name].value() or "")[:2000] for name in ("subject", "happened"))
        return raised(words, get_language() or "en")

    @cached_property
    def identifiers(self) -> list[Identifier]:
        """What its answers name, and what was pasted among the words."""
        named = super().identifiers
        known = {(one.kind, one.value.removeprefix("0x").lower()) for one in named}
        words = "\n".join(str(self.cleaned_data.get(name, "")) for name in alarms.BOXES)
        more = pasted.named(words)
        return named + [one for one in more if (one.kind, one.value.removeprefix("0x").lower()) not in known]

    @property
    def gravest(self) -> int:
        """The severity its answers give cause for, or the words of who chose no topic."""
        return min(super().gravest, self.raised.topic.severity if self.raised else max(Severity))

    def clean(self) -> dict[str, Any]:
        """An answer or its words may make it an alarm, which nothing that can be left out holds up."""
        said = super().clean()
        if self.never_blocks:
            self.left_out = alarms.let_through(self, said)
            self.long_line = alarms.cut(said)
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

        An alarm without a word is its line, or the name of its topic.
        """
        boxes = self.cleaned_data
        asked = [
            (gettext("In one line"), self.long_line),
            (gettext("What happened"), boxes.get("happened")),
            (gettext("What I did"), boxes.get("did")),
            (gettext("What I expected"), boxes.get("expected")),
        ]
        said = [(heading, words) for heading, words in asked if words]
        if not said:
            return self.about.name if self.about else self.title
        return said[0][1] if len(said) == 1 else "\n\n".join(f"{heading}\n{words}" for heading, words in said)

    @cached_property
    def parts(self) -> list[shield.Masked]:
        """The message, and of an alarm that is too long for one, those that follow; their secrets masked."""
        return alarms.parts(self.body) if self.never_blocks else [shield.mask(self.body)]

    @cached_property
    def is_cut(self) -> bool:
        """Whether more was written than even an alarm takes along."""
        return self.never_blocks and len(alarms.taken(self.body)) < len(self.body)

    def leave_out(self, why: str) -> None:
        """Let go of the files that came ahead, of which one went with another message meanwhile."""
        self.left_out.append(why)
        self.cleaned_data["files"] = [file for file in self.cleaned_data["files"] if not file.upload]

    @property
    def title(self) -> str:
        """The subject, else the first line of what happened."""
        said = self.cleaned_data
        return said.get("subject") or alarms.first_line(str(said.get("happened", "")))

    @property
    def whole(self) -> str:
        """The message with the answers under it: for a ticket that is open already and keeps its own."""
        answers = (f"{one.label}: {one.words}" for one in told(self.values))
        return "\n\n".join(part for part in (self.body, "\n".join(answers)) if part)
