"""clamd's word about a file, over its INSTREAM command (clamd(8)), by TCP or a Unix socket."""

from dataclasses import dataclass
from typing import IO, cast
from urllib.parse import urlsplit

from clamav_client import clamd
from django.conf import settings


class NoAnswer(Exception):
    """Nobody there, silence, or words that are no verdict: ask again later."""


@dataclass(frozen=True)
class Verdict:
    """Clean, or the name of what was found, or neither: clamd would not look at it."""

    is_clean: bool = False
    virus: str = ""


def is_asked() -> bool:
    """Whether there is a clamd to ask."""
    return bool(settings.CLAMD_URL)


def scan(content: IO[bytes]) -> Verdict:
    """What clamd says about these bytes. Raises NoAnswer when it is away, silent or not to be understood."""
    try:
        said = _client().instream(cast("clamd.BinaryIO", content))
    except clamd.BufferTooLongError:  # StreamMaxLength in its settings is less than what we take
        return Verdict()
    except (clamd.ClamdError, OSError, UnicodeError) as silence:
        raise NoAnswer(str(silence)) from silence
    match said.get("stream"):
        case ("OK", None):
            return Verdict(is_clean=True)
        case ("FOUND", str(virus)):
            return Verdict(virus=virus)
        case ("ERROR", _):
            return Verdict()
    raise NoAnswer(f"no verdict: {said}")


def _client() -> clamd.ClamdNetworkSocket:
    where = urlsplit(settings.CLAMD_URL)
    if where.scheme == "unix":
        return clamd.ClamdUnixSocket(where.path, timeout=settings.CLAMD_TIMEOUT)
    return clamd.ClamdNetworkSocket(where.hostname or "", where.port or 0, timeout=settings.CLAMD_TIMEOUT)
