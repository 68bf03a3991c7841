"""Lengths of time as people type them into a table: short, the same in every language, and read back."""

import re

UNITS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
TYPED = re.compile(
    r"(?:(\d{1,4})\s*d)?\s*(?:(\d{1,4})\s*h)?\s*(?:(\d{1,4})\s*m(?:in)?)?\s*(?:(\d{1,4})\s*s)?"
)


def typed(seconds: int) -> str:
    """Seconds as one would type them: 5400 is "1h 30m", 172800 is "2d"."""
    parts = []
    for unit, size in UNITS.items():
        many, seconds = divmod(seconds, size)
        if many:
            parts.append(f"{many}{unit}")
    return " ".join(parts) or "0s"


def read(text: str) -> int:
    """The seconds somebody typed: "1h 30m", "90 min", "2 d". Raises ValueError for anything else."""
    match = TYPED.fullmatch(text.strip().lower())
    if not match or not any(match.groups()):
        raise ValueError(text)
    return sum(int(many or 0) * size for many, size in zip(match.groups(), UNITS.values(), strict=True))
