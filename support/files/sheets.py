"""Tables that a spreadsheet would run: a cell that begins as a formula and calls something.

A spreadsheet takes =, +, -, @ at the beginning of a cell for a formula, also behind blanks and quotes (OWASP,
CSV Injection). Numbers, telephone numbers and sums run nothing and stay; a call, or a program by the name
ahead of a bar (dynamic data exchange), is refused.
"""

import re

from support.files import refusals

BEGINS = r"(?:\A|[,;\t\r\n])[ \t\ufeff\"'“]{0,9}[=+\-@＝＋－＠]"  # full-width signs count as well
RUNS = re.compile(BEGINS + r"[^,;\t\r\n]{0,500}?[A-Za-z_][\w.]{0,40}(?:\(|\|)")
LINE_RUNS = re.compile(r"(?m)^[ \t\ufeff\"']{0,9}[=+\-@][^,;\t\r\n]{0,200}?\w{1,40}\|[^\r\n]{0,200}!")


def look_through(name: str, words: str) -> None:
    """Raise FileRefused for a table with such a cell; of other texts for lines that start a program."""
    found = RUNS if name.lower().endswith(".csv") else LINE_RUNS
    if found.search(words):
        raise refusals.formula(name)
