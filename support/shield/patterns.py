"""Patterns written once for Python and the browser, with four signs of their own.

`<L>` is a letter of any script, `<N>` neither letter nor digit nor end of line, `<S>` white space, `<END>`
the end of the text. Texts are folded before they are searched, so digits are 0-9. Repetitions are bounded,
so that no input makes a pattern slow.
"""

import re

_PYTHON = {"<L>": r"[^\W\d_]", "<N>": r"(?:[^\w\n]|_)", "<S>": r"[ \t\r\n]", "<END>": r"\Z"}
_BROWSER = {
    "<L>": r"\p{L}",
    "<N>": r"[^\p{L}0-9\n]",
    "<S>": r"[ \t\r\n]",
    "<END>": "$",
    "(?P<": "(?<",
    r"\"": '"',
}


def python(source: str) -> re.Pattern[str]:
    """The pattern for Python."""
    return re.compile(_replaced(source, _PYTHON))


def browser(source: str) -> str:
    """The source of the same pattern for a JavaScript RegExp with the flag u."""
    return _replaced(source, _BROWSER)


def literal(text: str) -> str:
    """A text that matches itself in both dialects."""
    return re.sub(r"[\\^$.*+?()\[\]{}|/]", r"\\\g<0>", text)


def _replaced(source: str, signs: dict[str, str]) -> str:
    for sign, meaning in signs.items():
        source = source.replace(sign, meaning)
    return source
