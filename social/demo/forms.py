"""What a visitor of the demo networks may say."""

from django import forms
from django.utils.translation import gettext_lazy as _

CHOICES = [
    ("x_message", _("X, a direct message")),
    ("x_post", _("X, in public: a post that mentions us")),
    ("facebook_message", _("Facebook, a message")),
    ("facebook_comment", _("Facebook, in public: a comment")),
]


class WriteForm(forms.Form):
    """Where, as whom, and what."""

    door = forms.ChoiceField(label=_("Where"), choices=CHOICES)
    handle = forms.RegexField(r"^\w{1,15}$", label=_("As whom"), initial="anna_writes")
    text = forms.CharField(label=_("What"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
