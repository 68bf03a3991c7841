"""A table to take along: CSV that a spreadsheet reads as figures and words, and never as formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils import translation
from django.utils.translation import get_language

# What makes a spreadsheet calculate (OWASP, CSV Injection), also behind blanks.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def harmless(value: object) -> object:
    """Words that begin as a formula get an apostrophe before them; figures stay figures."""
    if not isinstance(value, str):
        return "" if value is None else value
    return f"'{value}" if value.startswith(FORMULA) or value.lstrip().startswith(FORMULA) else value


def download(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """The rows as `name`.csv, sent as they are read; its byte-order mark says UTF-8 to spreadsheets."""
    lines = _lines(rows, get_language() or "en")
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _lines(rows: Iterable[Sequence[object]], language: str) -> Iterator[str]:
    """In the language of who asked: the rows are read when the view has long returned."""
    yield "\ufeff"
    line = io.StringIO()
    writer = csv.writer(line)
    with translation.override(language):
        for row in rows:
            writer.writerow([harmless(value) for value in row])
            yield line.getvalue()
            line.seek(0)
            line.truncate()
