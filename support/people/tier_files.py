"""A file of tiers, pure: bytes in, lines with their cells or their problem out.

UTF-8 with or without a byte order mark, cells parted by `;` or `,` and quoted as in RFC 4180: exchange id,
tier, reason. A first line that names them is skipped.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_LINES = 20_000
MOST_BYTES = 5 * 1024 * 1024
COLUMNS = ("exchange_id", "tier", "reason")
LONGEST_REASON = 200


class Unreadable(Exception):
    """The file as a whole is none of ours; says why."""


@dataclass(frozen=True)
class Row:
    """One line: its number in the file, its cells, and what is wrong with its form, if anything."""

    number: int
    cells: list[str]
    problem: str = ""


def read(content: bytes) -> list[Row]:
    """The file's lines, the empty ones left out; raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than %d MB.") % (MOST_BYTES >> 20))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_("The file is written in UTF-16. Save it as “CSV UTF-8”."))
    # Bytes that are no UTF-8 stay recognisable, so that their line can be named.
    text = content.decode("utf-8-sig", errors="surrogateescape")
    rows = [row for row in _rows(text) if any(cell.strip() for cell in row.cells)]
    if rows and rows[0].cells[0].strip().lower() == COLUMNS[0]:
        rows = rows[1:]
    if not rows:
        raise Unreadable(_("There is no line in this file."))
    if len(rows) > MOST_LINES:
        told = {"count": len(rows), "most": MOST_LINES}
        raise Unreadable(_("These are %(count)d lines; %(most)d are the most. Cut the file.") % told)
    return rows


def _rows(text: str) -> Iterator[Row]:
    first = text.strip().partition("\n")[0]
    parted_by = ";" if first.count(";") >= max(first.count(","), 1) else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=parted_by, strict=True)
    number = 1
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as broken:
            told = {"line": number, "why": broken}
            raise Unreadable(_("From line %(line)d on, quotes do not match: %(why)s.") % told) from broken
        yield Row(number, [cell.strip() for cell in cells], _wrong(cells))
        number = lines.line_num + 1


def _wrong(cells: Sequence[str]) -> str:
    if any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell):
        return _("Letters of this line are no UTF-8. Save the file as “CSV UTF-8”.")
    if any("\0" in cell for cell in cells):
        return _("This line holds letters that nobody can read.")
    if len(cells) != len(COLUMNS):
        return _("There are %(count)d columns instead of 3: exchange id, tier, reason.") % {
            "count": len(cells)
        }
    if len(cells[2].strip()) > LONGEST_REASON:
        return _("The reason is longer than %d characters.") % LONGEST_REASON
    return ""


def kept(cell: str) -> str:
    """A cell as a row can hold it: short, and every letter one that can be stored."""
    return cell[:LONGEST_REASON].encode("utf-8", "replace").decode().replace("\0", "\ufffd")
