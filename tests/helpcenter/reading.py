"""How a page reads."""

import re
from html import unescape


def words(response) -> str:
    """Its text without its markup."""
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
