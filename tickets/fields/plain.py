"""Answers that mean what they say: words, choices, digits."""

import re
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from support import identifiers
from tickets.fields.reading import Around, Kind, Read, line, short


def one_line(text: str, around: Around) -> Read:
    """Words in one line; whoever writes an IBAN there is told of a slip in it."""
    words = " ".join(short(text).split())
    return replace(line(words, around), remark=identifiers.mistyped_iban(words))


def many_lines(text: str, around: Around) -> Read:
    """Words in several lines."""
    return line(text, around)


def as_chosen(text: str, _around: Around) -> Read:
    """A choice: the form has checked that it is one of the options."""
    return Read(text)


def ticked(text: str, _around: Around) -> Read:
    """A box that is ticked, as browsers say it; nobody agrees to anything by a slip."""
    if text.casefold() not in {"on", "true", "yes", "1"}:
        raise ValidationError(_("Tick the box or leave it empty; no words can stand in it."), code="agree")
    return Read("yes")


def number(text: str, _around: Around) -> Read:
    """A whole number, 0 or more."""
    digits = text.replace(" ", "").replace("+", "")
    if digits.isdecimal() and len(digits) <= 9:
        return Read(str(int(digits)))
    if re.fullmatch(r"[-−–]\d+", digits):
        words = _("This number is never below 0. Write it without the minus.")
    elif re.fullmatch(r"\d+[.,]\d+", digits):
        words = _("Write a whole number, without decimals.")
    elif digits.isdecimal():
        words = _("This number is too large to be right. Check its digits.")
    else:
        words = _("Write a whole number, such as 12.")
    raise ValidationError(words, code="number")


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
    Kind.AGREE: ticked,
    Kind.NUMBER: number,
    Kind.LAST3: last3,
    Kind.LAST4: last4,
}
