"""The BIP-39 word lists of the `mnemonic` package, folded: which word stands where in which language."""

from functools import cache

from mnemonic import Mnemonic

from .fold import fold

LANGUAGES = (
    "english",
    "spanish",
    "french",
    "italian",
    "portuguese",
    "czech",
    "turkish",
    "russian",
    "japanese",
    "korean",
    "chinese_simplified",
    "chinese_traditional",
)
# In these lists the first four letters name a word, and people write just those on paper and steel.
SHORTENED = frozenset({"english", "spanish", "french", "italian", "portuguese", "czech"})


def words(language: str) -> list[str]:
    """The 2048 words of a language as the list spells them."""
    return Mnemonic(language).wordlist


@cache
def lexicon() -> dict[str, dict[str, int]]:
    """Every folded word (and its first four letters where they suffice) -> {language: index in its list}."""
    places: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        folded = [fold(word).text.lower() for word in words(language)]
        for index, word in enumerate(folded):
            places.setdefault(word, {})[language] = index
        if language in SHORTENED:
            for index, word in enumerate(folded):
                places.setdefault(word[:4], {}).setdefault(language, index)
    return places
