"""Addresses within a page that are the same in every language. Pure.

A heading's is its own key, `## Fees {#fees}`, else its place; that of a row about an error code is the code.
"""

import re

from markdown_it.token import Token

VOTE = ("vote", "vote-title", "vote-hint", "vote-words")
TAKEN = {"main", "toasts", "toc", "lang", "related", "person", "next", *VOTE}  # the page's own ids
STEPS = "steps"  # the key of the section whose numbered list is what the article is about
OWN = re.compile(r"\s*\{#([a-z][a-z0-9-]{0,39})\}\s*$")
ERROR_CODE = re.compile(r"[A-Z]{2,4}-[0-9]{3}")  # MX-402


def anchor(tokens: list[Token]) -> None:
    """Give every heading of the first three levels an id: its own key, or s2 and s2-1 by its place."""
    used = set(TAKEN)
    section = part = 0
    for at, token in enumerate(tokens):
        if token.type != "heading_open" or token.tag not in ("h1", "h2", "h3"):
            continue
        section, part = (section, part + 1) if token.tag == "h3" else (section + 1, 0)
        place = f"s{section}-{part}" if part else f"s{section}"
        token.attrSet("id", _free(_own_key(tokens[at + 1]) or place, used))
    for at, token in enumerate(tokens):
        if token.type == "td_open" and token.tag == "th":  # what a row is about: dress
            said = tokens[at + 1].content.strip()
            if ERROR_CODE.fullmatch(said):
                token.attrSet("id", _free(said.lower(), used))


def _own_key(heading: Token) -> str:
    """The key at a heading's end, which is taken out of what is read."""
    found = OWN.search(heading.content)
    last = heading.children[-1] if heading.children else None
    if not found or last is None or last.type != "text":
        return ""
    heading.content = OWN.sub("", heading.content)
    last.content = OWN.sub("", last.content)
    return found[1]


def _free(wanted: str, used: set[str]) -> str:
    name, again = wanted, 1
    while name in used:
        again += 1
        name = f"{wanted}-{again}"
    used.add(name)
    return name
