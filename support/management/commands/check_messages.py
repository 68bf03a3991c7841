"""`manage.py check_messages`: no message without its translation, in any of our languages."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

SOURCES = ["support", "tickets", "livechat", "social", "helpcenter", "templates", "locale"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")


class Command(BaseCommand):
    """Collect the messages anew from a copy of the sources and compare each language with them."""

    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError with every message that is missing, fuzzy, or has lost a placeholder."""
        faults = []
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            self._collect(root)
            for code, _name in settings.LANGUAGES:
                if code != settings.LANGUAGE_CODE:
                    locale = to_locale(code)
                    faults += [f"{locale}: {fault}" for fault in _faults(root / "locale" / locale)]
        if faults:
            raise CommandError(
                "\n".join([*faults, f"{len(faults)} messages need a translator: make messages"])
            )
        self.stdout.write("Every message is translated.")

    def _collect(self, root: Path) -> None:
        for name in SOURCES:
            shutil.copytree(settings.BASE_DIR / name, root / name)
        shutil.copy(settings.BASE_DIR / "manage.py", root)
        command = [sys.executable, "manage.py", "makemessages", "--all", "--no-location", "--no-wrap"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
        if done.returncode:
            raise CommandError(f"The messages cannot be collected (is gettext installed?):\n{done.stderr}")


def _faults(folder: Path) -> Iterator[str]:
    with (folder / "LC_MESSAGES" / "django.po").open("rb") as lines:
        catalogue = read_po(lines, locale=folder.name)
    for message in catalogue:
        if message.id:
            yield from _faults_of(message)


def _faults_of(message: Message) -> Iterator[str]:
    ids, texts = _forms(message.id), _forms(message.string)
    if message.fuzzy or not all(texts):
        yield f"{'fuzzy' if message.fuzzy else 'missing'}: {ids[0]!r}"
        return
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    for text in texts:
        if extra := set(PLACEHOLDER.findall(text)) - wanted:
            yield f"unknown {', '.join(sorted(extra))} in {text!r}"
        if lost := wanted - set(PLACEHOLDER.findall(text)) - _optional(ids):
            yield f"lost {', '.join(sorted(lost))} in {text!r}"


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """The one form of a message, or those of its plural; an empty one for what nobody has translated."""
    return (words or "",) if words is None or isinstance(words, str) else tuple(words)


def _optional(ids: tuple[str, ...]) -> set[str]:
    """In a plural the number itself may be left out: "one case"."""
    return set(PLACEHOLDER.findall(ids[-1])) if len(ids) > 1 else set()
