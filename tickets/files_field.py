"""The files of a form, each looked into; see tickets.sent_files for how they come."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support import files
from tickets.models import FileKind, Upload
from tickets.sent_files import ManyFiles, Sent


class FilesField(forms.FileField):
    """Files, each looked into; whatever cannot be taken is named with its reason.

    `arrived` are the uploads this sender may name; without it none. `taken` is what was good of
    the last data, also when others were refused.
    """

    arrived: QuerySet[Upload] | None = None
    taken: Sequence[files.Checked] = ()

    def __init__(self) -> None:
        help_text = _("Screenshots, a recording or a PDF; up to {most} files of {size} MB.")
        super().__init__(
            label=_("Files"),
            required=False,
            help_text=format_lazy(
                help_text, most=settings.UPLOAD_MAX_FILES, size=settings.UPLOAD_MAX_BYTES >> 20
            ),
            widget=ManyFiles(attrs={"accept": ",".join(files.ACCEPTED)}),
        )

    def clean(self, data: Any, initial: Any = None) -> list[files.Checked]:
        """The checked files; raises ValidationError with one line for each file that was refused."""
        sent: Sent = data or Sent()
        most = settings.UPLOAD_MAX_FILES
        taken, refused = [], []
        if len(sent) > most:
            words = gettext(
                "These are %(count)d files; we can take %(most)d at once. Send the rest afterwards."
            )
            refused.append(forms.ValidationError(words % {"count": len(sent), "most": most}))
        for place, upload in enumerate(sent.files[: max(0, most - len(sent.ahead))]):
            try:
                taken.append(replace(files.check(upload), kind=_kind(sent.kind)))
            except files.FileRefused as why:
                refused.append(_refusal("refused", why, place=place))
        for token, kind in list(sent.ahead.items())[:most]:
            try:
                taken.append(self._arrived(token, kind))
            except files.FileRefused as why:
                refused.append(_refusal("upload", why, token=token))
        self.taken = taken
        if refused:
            raise forms.ValidationError(refused)
        return taken

    def _arrived(self, token: str, kind: str) -> files.Checked:
        """A file that came ahead. Whether another message took it along, the action finds out by its lock."""
        upload = self.arrived.filter(token=token).first() if self.arrived is not None else None
        if upload is None:
            raise files.FileRefused(gettext("One of your files is not here any more. Choose it again."))
        if upload.state == Upload.State.RECEIVING:
            words = gettext("“%(name)s” has not arrived whole. Wait until it has, or take it out.")
            raise files.FileRefused(words % {"name": upload.name})
        if not upload.is_finished:
            raise files.FileRefused(upload.reason)
        content, size = BytesIO(), upload.size
        if not upload.used_at:
            try:
                content, size = BytesIO(upload.file.read()), upload.file.size
            except (FileNotFoundError, ValueError) as gone:
                words = gettext("“%(name)s” is not here any more. Choose it again.")
                raise files.FileRefused(words % {"name": upload.name}) from gone
        return files.Checked(
            upload.name, upload.content_type, size, upload.sha256, content, _kind(kind or upload.kind), token
        )


def _kind(kind: str) -> str:
    """One of FileKind. Raises FileRefused: a mistyped identity document must not lie where others do."""
    if kind and kind not in FileKind.values:
        raise files.FileRefused(gettext("Say what kind of file this is: choose one of the list."))
    return kind or FileKind.OTHER


def _refusal(code: str, why: files.FileRefused, **where: Any) -> forms.ValidationError:
    return forms.ValidationError("%(reason)s", code=code, params={"reason": str(why), **where})
