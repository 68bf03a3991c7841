"""Forms over things that somebody else may change, or use, while they are filled in."""

import json
from hashlib import sha256

from django import forms
from django.http import QueryDict


def fingerprint(*said: object) -> str:
    """One short word for all this (JSON's own types): the same for the same, another for anything else."""
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def put(form: forms.BaseForm, **values: str) -> None:
    """The form as it was sent, but for these values: it is shown, and sent, with them."""
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    for name, value in values.items():
        data[name] = value
    form.data = data
