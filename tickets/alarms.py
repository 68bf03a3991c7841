"""An alarm gets through with whatever is right of its form; what is not is cut, kept apart or named."""

from typing import Any

from django import forms

from support import shield

LINES = {"subject": 200, "name": 120}  # characters
BOXES = ("subject", "happened", "did", "expected")
LONGEST_PART = 100_000  # characters of one message, where more was written than we take
FILES = "files"


def let_through(form: forms.Form, said: dict[str, Any]) -> list[str]:
    """Take out of a form's errors what must not stop it, into `said`; returns why files were left out."""
    for name in {*LINES, *BOXES} & form.errors.keys() & form.fields.keys():
        form.errors.pop(name)
        field: Any = form.fields[name]
        said[name] = field.to_python(form[name].value() or "")
    if FILES not in form.errors:
        return []
    said[FILES] = list(form.fields[FILES].taken)  # type: ignore[attr-defined]
    return [str(why) for why in form.errors.pop(FILES)]


def cut(said: dict[str, Any]) -> str:
    """Cut the lines of `said` to what they may hold; returns a subject that was too long, whole."""
    whole = str(said.get("subject", ""))
    for name, most in LINES.items():
        if len(words := str(said.get(name, ""))) > most:
            said[name] = f"{words[: most - 1]}…"
    return whole if said.get("subject", "") != whole else ""


def parts(body: str, most: int = LONGEST_PART) -> list[str]:
    """A text as messages of at most `most` characters, its secrets masked before it is cut anywhere."""
    if len(body) <= most:
        return [body]
    rest, found = shield.mask(body).text, []
    while len(rest) > most:
        end = _end(rest, most)
        found.append(rest[:end])
        rest = rest[end:]
    return [*found, rest]


def _end(text: str, most: int) -> int:
    """Where to cut: behind the last space before `most`, never within the mark of a hidden secret."""
    end = text.rfind(" ", most // 2, most) + 1 or most
    within = (mark.start() for mark in shield.MARK.finditer(text) if mark.start() < end < mark.end())
    return next(within, end) or end
