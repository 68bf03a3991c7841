"""Which of our languages somebody writes, so that their ticket reaches an agent who reads it."""

from functools import cache

from py3langid import langid

OURS = {"en": "en", "es": "es", "fr": "fr", "de": "de", "it": "it", "pt": "pt", "ru": "ru", "tr": "tr"}
OURS |= {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-tw": "zh-hans"}
SURE = 0.5  # below it one word of greeting would move a ticket to another team


def of(text: str, *, said: str = "") -> str:
    """One of settings.LANGUAGES, from what the network `said` or from the text itself; "" when unsure."""
    if told := OURS.get(said.lower()):
        return told
    guess, sure = _identifier().classify(text)
    return OURS[guess] if sure >= SURE else ""


@cache
def _identifier() -> langid.LanguageIdentifier:
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(["en", "es", "fr", "de", "it", "pt", "ru", "tr", "zh"])
    return identifier
