"""Answers that mean what they say: words, choices, digits, addresses of people and pages."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from support import shield
from tickets.fields.reading import Around, Kind, Read, line, short

_email = EmailValidator()


def one_line(text: str, around: Around) -> Read:
    """Words in one line."""
    return line(" ".join(short(text).split()), around)


def many_lines(text: str, around: Around) -> Read:
    """Words in several lines."""
    return line(text, around)


def as_chosen(text: str, _around: Around) -> Read:
    """A choice: the form has checked that it is one of the options."""
    return Read(text)


def ticked(_text: str, _around: Around) -> Read:
    """A box that is ticked."""
    return Read("yes")


def number(text: str, _around: Around) -> Read:
    """A whole number, 0 or more."""
    digits = text.replace(" ", "").replace("+", "")
    if not digits.isdecimal() or len(digits) > 9:
        raise ValidationError(_("Write a whole number, such as 12."), code="number")
    return Read(str(int(digits)))


def email(text: str, _around: Around) -> Read:
    """An e-mail address."""
    try:
        _email(short(text, 254))
    except ValidationError as wrong:
        raise ValidationError(
            _("This is no complete address. It looks like name@example.com."), code="email"
        ) from wrong
    return Read(text)


def url(text: str, _around: Around) -> Read:
    """A link to a page; without https:// it gets it."""
    text = short(text, 2000)
    whole = text if "://" in text else f"https://{text}"
    parts = urlsplit(whole) if " " not in text else None
    if parts is None or parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise ValidationError(_("This is no link. It looks like https://example.com/page."), code="url")
    return Read(shield.mask(whole).text)


def defanged(text: str, _around: Around) -> Read:
    """A dangerous address, profile or number, made harmless: nobody opens it by a slip of the hand."""
    text = shield.mask(" ".join(short(text, 2000).split())).text
    harmless = re.sub(r"(?i)\bhttp(s?)://", r"hxxp\1://", text)
    harmless = re.sub(r"(?<=[^\s.\[])\.(?=[^\s.\]])", "[.]", harmless)
    return Read(
        harmless, note=_("Kept as %(text)s, so that nobody opens it by mistake.") % {"text": harmless}
    )


def _last(count: int, pattern: str, text: str) -> Read:
    digits = re.sub(r"[\s*•x–-]", "", text, flags=re.IGNORECASE) if len(text) > count else text
    if len(digits) > count:
        raise ValidationError(
            _("Only the last %(count)d are needed. Take the others out, please.") % {"count": count},
            code="too_many",
        )
    if not re.fullmatch(pattern, digits):
        raise ValidationError(_("Write exactly %(count)d characters.") % {"count": count}, code="too_few")
    return Read(digits.upper())


def last3(text: str, _around: Around) -> Read:
    """The last three digits of a phone number."""
    return _last(3, r"[0-9]{3}", text)


def last4(text: str, _around: Around) -> Read:
    """The last four characters of a card, an account or a key."""
    return _last(4, r"[0-9A-Za-z]{4}", text)


READERS = {
    Kind.TEXT: one_line,
    Kind.WORDS: many_lines,
    Kind.CHOICE: as_chosen,
    Kind.CHOICES: as_chosen,
    Kind.COUNTRY: as_chosen,
    Kind.NETWORK: as_chosen,
    Kind.AGREE: ticked,
    Kind.NUMBER: number,
    Kind.EMAIL: email,
    Kind.URL: url,
    Kind.LINK: defanged,
    Kind.LAST3: last3,
    Kind.LAST4: last4,
}
