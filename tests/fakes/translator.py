"""A LibreTranslate on loopback: it says each word backwards and leaves what it does not know alone."""

import re
from contextlib import contextmanager

from tests.fakes.loopback import Answer, Call, Network, serving

KEY = "the-key-of-the-tests"


class Translator(Network):
    """Knows a few languages and one key; `says` lets a story put other words into its mouth."""

    languages = frozenset({"auto", "de", "en", "es", "fr", "it", "pt", "ru", "tr", "zh"})

    def __init__(self) -> None:
        super().__init__()
        self.says = lambda words: re.sub(r"[^\W\d_]+", lambda word: word[0][::-1], words)

    def answer(self, call: Call) -> Answer:
        if (call.method, call.path) != ("POST", "/translate"):
            return Answer(404, {"error": "Not Found"})
        asked = call.json
        if asked.get("api_key") != KEY:
            return Answer(403, {"error": "Please contact the server operator to get an API key"})
        if not {asked.get("source"), asked.get("target")} <= self.languages:
            return Answer(400, {"error": f"{asked.get('target')} is not supported"})
        return Answer(body={"translatedText": self.says(asked["q"])})

    @property
    def heard(self) -> list[str]:
        """What left the house."""
        return [call.json["q"] for call in self.calls]


@contextmanager
def translating(settings):
    """A translator that is up and honest."""
    with serving(Translator()) as server:
        settings.TRANSLATOR_URL, settings.TRANSLATOR_KEY, settings.TRANSLATOR_TIMEOUT = server.url, KEY, 5
        yield server
