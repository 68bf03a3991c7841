"""Chinese beside Latin letters: a space between them, wherever a name is put into a sentence."""

import re

HAN, LATIN = "[\u4e00-\u9fff]", "[A-Za-z0-9]"
BETWEEN = re.compile(f"(?<={HAN})(?={LATIN})|(?<={LATIN})(?={HAN})")


def apart(words: str) -> str:
    """The words with a space wherever a Han character and a Latin letter or digit touch."""
    return BETWEEN.sub(" ", words)
