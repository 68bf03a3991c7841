"""What a visitor fills in besides what they say."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """Where the answer goes when the visitor has left."""

    email = forms.EmailField(
        max_length=254,
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Where shall we answer? Write your e-mail address."),
            "invalid": _("This is no complete address. It looks like name@example.com."),
        },
    )
