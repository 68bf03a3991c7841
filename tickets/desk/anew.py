"""A form whose key was used for something else already: as when somebody goes back, and writes again."""

import uuid

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _


def begin_anew(form: forms.Form, field: str | None = None) -> None:
    """What was typed is kept, with a key of its own and words why; it goes out when it is sent again."""
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    data["key"] = uuid.uuid4().hex
    form.data = data
    words = _("This form was sent before with other words. Send it again to say this, too.")
    form.add_error(field, words)
