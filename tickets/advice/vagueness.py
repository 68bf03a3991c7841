"""Words that say too little: "It doesn't work" tells nobody what, when or how much."""

import re
import unicodedata

# A number, a ticker, a code, a link, a name in quotes: something an agent can look for.
CONCRETE = re.compile(r"\d|\b[A-Z]{3,6}\b|[A-Z]{2,}-\d|https?://|[\"“”«»„「][^\"“”«»„「]{3,}")
ENOUGH = 120  # letters; whoever writes so much says something
ENOUGH_HAN = 40


def is_vague(text: str) -> bool:
    """Whether a few words hold nothing that could be looked for; no words are not vague but missing."""
    text = unicodedata.normalize("NFKC", text).strip()
    if not text or CONCRETE.search(text):
        return False
    han = sum("\u4e00" <= letter <= "\u9fff" for letter in text)
    return len(text) < ENOUGH and han < ENOUGH_HAN
