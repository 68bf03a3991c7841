"""An alarm gets through with whatever is right of its form; what is not is cut, kept apart or named."""

from typing import Any

from django import forms

from support import shield

LINES = {"subject": 200, "name": 120}  # characters
BOXES = ("subject", "happened", "did", "expected")
MOST, FEWEST = (
    256 * 1024,
    64 * 1024,
)  # characters of one alarm's words; of words that take long to look through
DEARER = 5  # how much longer a character beyond ASCII takes, measured with cue after cue in Chinese
SAMPLE, EVERY, DENSE = (
    1_000,
    16_000,
    5,
)  # characters of a sample, between two, and secrets in one that are many
LONGEST_LINE = 4_000  # characters that are looked through for a title
EDGE = 2_000  # characters: longer is no recovery phrase, however it is spaced
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


def parts(body: str, most: int = LONGEST_PART) -> list[shield.Masked]:
    """A text as messages of at most `most` characters, its secrets masked once, before it is cut anywhere.

    Looking for secrets takes time for every character, so no more is taken along than `taken` gives.
    """
    begun = taken(body)
    whole = shield.mask(begun)
    rest = whole.text
    found: list[str] = []
    if len(begun) < len(body):  # a secret may begin before the end and go on behind it
        rest = rest[: _end(rest, max(0, len(rest) - EDGE))]
    while len(rest) > most:
        end = _end(rest, most)
        found.append(rest[:end])
        rest = rest[end:]
    return [shield.Masked(part, whole.kinds) for part in [*found, rest]]


def taken(text: str) -> str:
    """As much of a text as an alarm brings along: what takes a worker a second, whatever it says."""
    text = text[:MOST]
    if len(text) <= FEWEST:
        return text
    far = sum(not text[at : at + 1].isascii() for at in range(0, len(text), 16)) * 16  # counted by samples
    most = max(FEWEST, len(text) * MOST // (len(text) + (DEARER - 1) * far))
    samples = range(0, len(text), EVERY)
    if sum(len(shield.find(text[at : at + SAMPLE])) for at in samples) > DENSE * len(samples):
        most = FEWEST
    return text[:most]


def first_line(words: str) -> str:
    """What a ticket without a subject is called; of a line as long as a book only its beginning is masked."""
    line = words.partition("\n")[0].strip()
    return line if len(line) <= LONGEST_LINE else shield.mask(line[:LONGEST_LINE]).text[: LONGEST_LINE - EDGE]


def _end(text: str, most: int) -> int:
    """Where to cut: behind the last space before `most`, never within the mark of a hidden secret."""
    end = text.rfind(" ", most // 2, most) + 1 or most
    within = (mark.start() for mark in shield.MARK.finditer(text) if mark.start() < end < mark.end())
    return next(within, end) or end
