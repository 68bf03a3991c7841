"""What somebody wrote, made safe to show: escaped, in paragraphs, masks hatched, ids in mono."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from support.shield import Piece, pieces, words

LONGEST = 100_000  # characters shown; the API and the export hold the rest
PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
NEW_LINE = SafeString("<br>")
# Ticket numbers, transaction ids and addresses: long, meaningless, compared letter by letter.
IDS = re.compile(
    r"\b(MER-[0-9A-Z]{6,8}|0x[0-9a-fA-F]{16,64}|[0-9a-fA-F]{64}"
    r"|bc1[02-9ac-hj-np-z]{20,60}|T[1-9A-HJ-NP-Za-km-z]{33})\b"
)
WEB = re.compile(r"\bhttps?://(?![^\s/?#]*@)[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]]", re.IGNORECASE)
AWAY = "noopener noreferrer nofollow ugc"


@lru_cache(maxsize=1024)  # a list of tickets draws hundreds of a few
def icon(name: str, *, size: str = "", label: str = "", turns: bool = False) -> SafeString:
    """An outline from img/icons.svg; silent beside a word, named when it stands alone."""
    return format_html(
        '<svg class="icon"{}{} width="20" height="20" viewBox="0 0 24 24" {}><use href="{}#{}"/></svg>',
        format_html(' data-size="{}"', size) if size else "",
        " data-turns" if turns else "",
        format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"'),
        static("img/icons.svg"),
        name,
    )


def mask(kind: str, hint: str = "") -> SafeString:
    """A hidden secret: a padlock, a hatch, and what it was; never what it contained."""
    said = _("%(what)s hidden, ends in %(digits)s") if hint else _("%(what)s hidden")
    return format_html(
        '<span class="masked">{}{}</span>',
        icon("lock", size="s"),
        said % {"what": words(kind), "digits": hint},
    )


def _plain(text: str) -> Iterator[tuple[SafeString | str]]:
    """Text without masks, in bits to be escaped: ids in mono, line breaks as breaks."""
    for at, bit in enumerate(IDS.split(text)):
        if at % 2:
            yield (format_html('<span class="id">{}</span>', bit),)
            continue
        for line, words_of_line in enumerate(bit.split("\n")):
            if line:
                yield (NEW_LINE,)
            yield (words_of_line,)


def _linked(text: str) -> Iterator[tuple[SafeString | str]]:
    """The same with addresses of the web as links: what leads away says so to browsers and to search engines.

    The whole address is what is read, so that nobody is led where they do not see; one with a name before
    its host is left as words.
    """
    end = 0
    for found in WEB.finditer(text):
        yield from _plain(text[end : found.start()])
        yield (format_html('<a href="{}" target="_blank" rel="{}">{}</a>', found[0], AWAY, found[0]),)
        end = found.end()
    yield from _plain(text[end:])


def shown(piece: Piece) -> SafeString:
    """A stretch of text, escaped: a mask as a mask, ids in mono, line breaks as breaks."""
    if piece.kind:
        return mask(piece.kind, piece.hint)
    return format_html_join("", "{}", _plain(piece.text))


def _said(piece: Piece) -> SafeString:
    """A stretch of what somebody else wrote, with its links."""
    return shown(piece) if piece.kind else format_html_join("", "{}", _linked(piece.text))


def paragraphs(text: str) -> SafeString:
    """The whole text as paragraphs, each in its own writing direction; every character is escaped."""
    tidy = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").strip()
    return format_html_join(
        "\n",
        '<p dir="auto">{}</p>',
        (
            (format_html_join("", "{}", ((_said(piece),) for piece in pieces(part))),)
            for part in PARAGRAPH.split(tidy)
            if part
        ),
    )
