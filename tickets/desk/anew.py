"""A form whose key was used for something else already: as when somebody goes back, and writes again."""

import uuid

from django import forms
from django.utils.translation import gettext as _

from support.look.overtaken import put


def begin_anew(form: forms.Form, field: str | None = None) -> None:
    """What was typed is kept, with a key of its own and words why; it goes out when it is sent again."""
    put(form, key=uuid.uuid4().hex)
    words = _("This form was sent before with other words. Send it again to say this, too.")
    form.add_error(field, words)
