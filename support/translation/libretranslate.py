"""A server that speaks LibreTranslate's language: POST /translate.

The contract: https://docs.libretranslate.com/guides/api_usage; 400 for a request it does not take, 403 for a
key, 429 for too many, 500 for its own trouble; `{"translatedText": …}` for an answer.
"""

import json
import time

import httpx
from django.conf import settings

from support.people.exchange_line import Passing, in_time

from .translator import Busy, Refused, Silent

MAX_BODY = 256 * 1024  # bytes of an answer
CODES = {"zh-hans": "zh", "": "auto"}  # what it calls our languages


class LibreTranslate:
    """The translator behind TRANSLATOR_URL."""

    def translate(self, text: str, source: str, target: str) -> str:
        """See Translator. A redirect is not followed: whoever stands there is not the one we asked."""
        asked = {"q": text, "format": "text", "source": _code(source), "target": _code(target)}
        if settings.TRANSLATOR_KEY:
            asked["api_key"] = settings.TRANSLATOR_KEY
        try:
            status, headers, body = in_time(lambda: _posted(asked), seconds=2 * settings.TRANSLATOR_TIMEOUT)
        except Passing as late:
            raise Silent(str(late)) from late
        if status == 429:
            after = headers.get("retry-after", "")
            raise Busy("asked too often", after=int(after) if after.isascii() and after.isdigit() else None)
        if status in {400, 401, 403, 413, 422}:
            raise Refused(f"the translator answered {status}")
        if status != 200:
            raise Silent(f"the translator answered {status}")
        return _said(body)


def _code(language: str) -> str:
    return CODES.get(language, language)


def _posted(asked: dict[str, str]) -> tuple[int, httpx.Headers, bytes]:
    until = time.monotonic() + settings.TRANSLATOR_TIMEOUT
    url = f"{settings.TRANSLATOR_URL.rstrip('/')}/translate"
    try:
        with (
            httpx.Client(timeout=settings.TRANSLATOR_TIMEOUT, trust_env=not settings.DEMO) as client,
            client.stream("POST", url, json=asked, headers={"Accept-Encoding": "identity"}) as response,
        ):
            came = b""
            for piece in response.iter_raw():
                came += piece
                if len(came) > MAX_BODY:
                    raise Silent(f"the answer is larger than {MAX_BODY} bytes")
                if time.monotonic() > until:
                    raise Silent("the answer came too slowly")
            return response.status_code, response.headers, came
    except (httpx.HTTPError, httpx.InvalidURL) as trouble:
        raise Silent(f"no answer: {type(trouble).__name__}") from trouble


def _said(body: bytes) -> str:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as nonsense:
        raise Silent("the answer is no JSON") from nonsense
    words = said.get("translatedText") if isinstance(said, dict) else None
    if not isinstance(words, str):
        raise Silent("the answer holds no translation")
    return words
