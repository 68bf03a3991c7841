"""What somebody wrote, made safe to show: escaped, in paragraphs, masks hatched, ids in mono."""

import re
from functools import cache

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

MASK = re.compile(r"⟦(?P<kind>[a-z_]+)(?::(?P<count>\d+))?⟧")
PARTS = re.compile(r"\n[ \t]*\n\s*")
IDS = re.compile(
    r"\b(?:MER-[0-9A-Z]{6,8}|0x[0-9a-fA-F]{16,64}|[0-9a-fA-F]{64}|bc1[02-9ac-hj-np-z]{20,60}|T[1-9A-HJ-NP-Za-km-z]{33})\b"
)
LONGEST = 100_000  # characters; a longer text is cut, its whole is in the download


@cache
def _piece() -> re.Pattern[str]:
    """Masks and ids in one pass over the raw text, so that nothing is escaped twice or found inside markup."""
    return re.compile(f"{MASK.pattern}|(?P<id>{IDS.pattern})")


def mask(kind: str, count: int = 0) -> SafeString:
    """A hidden secret: a padlock, a hatch, and what it was."""
    from support.look.templatetags.look import icon

    names = {
        "mnemonic": _("recovery phrase hidden"),
        "private_key": _("private key hidden"),
        "card": _("card number hidden"),
        "password": _("password hidden"),
        "code": _("code hidden"),
        "api_key": _("API secret hidden"),
    }
    return format_html(
        '<span class="masked">{}{}</span>', icon("lock", size="s"), names.get(kind, _("secret hidden"))
    )


def marked(text: str) -> SafeString:
    """Escape one paragraph; hatch its masks, set its ids, keep its line breaks."""
    made, at = [], 0
    for found in _piece().finditer(text):
        made.append(escape(text[at : found.start()]))
        if found["id"]:
            made.append(format_html('<span class="id">{}</span>', found["id"]))
        else:
            made.append(mask(found["kind"], int(found["count"] or 0)))
        at = found.end()
    made.append(escape(text[at:]))
    return mark_safe("".join(made).replace("\n", "<br>"))  # noqa: S308 - every piece was escaped above


def paragraphs(text: str) -> SafeString:
    """The whole text as paragraphs, each in its own writing direction."""
    tidy = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = [part for part in PARTS.split(tidy) if part.strip()]
    return format_html_join("", '<p dir="auto">{}</p>', ((marked(part),) for part in parts))
