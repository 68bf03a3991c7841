"""Compiled translations, made where they are needed and never committed; no gettext program is asked for.

As a program, `python -m support.compiled` compiles what is stale in this checkout.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_messages(locale: Path) -> list[Path]:
    """Write the .mo beside each .po in `locale` that is newer than it; return those written.

    Raises babel's PoFileError on a broken catalogue. Fuzzy messages are left out, as gettext does.
    """
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parts[-3], abort_invalid=True)
        draft = target.with_suffix(".draft")
        with draft.open("wb") as compiled:
            write_mo(compiled, catalogue)
        draft.replace(target)  # whole, also for a server that reads it now
        written.append(target)
    return written


if __name__ == "__main__":
    compile_messages(Path(__file__).resolve().parent.parent / "locale")
