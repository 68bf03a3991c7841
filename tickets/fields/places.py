"""Answers that lead to people and pages: e-mail addresses, links, and what is reported as dangerous."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from support import shield
from tickets.fields.reading import Around, Kind, Read, short

_email = EmailValidator()


def email(text: str, _around: Around) -> Read:
    """An e-mail address."""
    try:
        _email(short(text, 254))
    except ValidationError as wrong:
        words = (
            _("This is no complete address. It looks like name@example.com.")
            if "@" in text
            else _("An e-mail address has an @ in it, such as name@example.com.")
        )
        raise ValidationError(words, code="email") from wrong
    return Read(text)


def url(text: str, _around: Around) -> Read:
    """A link to a page; without https:// it gets it."""
    text = short(text, 2000)
    if re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)", text, re.IGNORECASE):
        words = _("Only links to web pages are taken here. One looks like https://example.com/page.")
        raise ValidationError(words, code="url")
    whole = text if "://" in text else f"https://{text}"
    parts = urlsplit(whole) if " " not in text else None
    if parts is None or parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise ValidationError(_("This is no link. It looks like https://example.com/page."), code="url")
    return Read(shield.mask(whole).text)


def defanged(text: str, _around: Around) -> Read:
    """A dangerous address, profile or number, made harmless: nobody opens it by a slip of the hand."""
    text = shield.mask(" ".join(short(text, 2000).split())).text
    if not any(letter.isalnum() for letter in text):
        raise ValidationError(_("Write an address, the name of a profile or a phone number."), code="link")
    harmless = re.sub(r"(?i)\bhttp(s?)://", r"hxxp\1://", text)
    harmless = re.sub(r"(?<=[^\s.\[])\.(?=[^\s.\]])", "[.]", harmless)
    return Read(
        harmless, note=_("Kept as %(text)s, so that nobody opens it by mistake.") % {"text": harmless}
    )


READERS = {Kind.EMAIL: email, Kind.URL: url, Kind.LINK: defanged}
