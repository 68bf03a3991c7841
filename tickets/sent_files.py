"""What a form brings of files: those that come with it, and those that came ahead, named by their tokens.

In the form's data: `files` the plain control and `files_kind` what those are; `uploads` the tokens, many, and
`kind-<token>` what each is. What it is, is one of FileKind; not said, it is `other`, or what the upload said.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


@dataclass(frozen=True)
class Sent:
    """What a form brings: uploads with their kind, tokens with theirs."""

    files: list[UploadedFile] = field(default_factory=list)
    kind: str = ""
    ahead: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.files) + len(self.ahead)


class ManyFiles(forms.FileInput):
    """One control for several files, and the hidden names of those that came ahead."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:
        """What this form brings."""
        tokens = [token.replace("\0", "") for token in _all(data, "uploads")]
        ahead = {token: str(data.get(f"kind-{token}", "")) for token in tokens if token}
        here = [upload for upload in _all(files, name) if upload]
        return Sent(here, str(data.get(f"{name}_kind", "")), ahead)


def _all(data: Any, name: str) -> list[Any]:
    """Every value of a name, whether the data is a browser's or a plain dictionary."""
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    found = data.get(name, [])
    return list(found) if isinstance(found, list | tuple) else [found]
