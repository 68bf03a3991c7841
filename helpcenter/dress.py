"""Markdown tokens in the design's clothes: steps, tables that become cards, callouts, buttons. Pure."""

import re
from collections.abc import Callable

from markdown_it.token import Token

NUMBER = re.compile(r"[<>≤≥~+−-]?\s?[€$£%]?\s?\d")  # what a cell of a column of numbers begins with
ENDS = (".", "!", "?", ":", ";", "。", "！", "？", "：", "；", "…")  # what a sentence ends with
QUOTES = "\"'”“’‘»«」』"  # may still follow its end
WARNINGS = ("WARNING", "CAUTION")
BUTTONS = ("/tickets/new", "/chat/")  # a paragraph that is only such a link is the page's next step


def said(token: Token) -> str:
    """The words of a token, without marks."""
    if token.children is None:
        return token.content
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children
        if child.type in ("text", "code_inline", "image", "softbreak", "hardbreak")
    )


def dress(tokens: list[Token]) -> list[Token]:
    """The same text with classes and data-attributes; changes the tokens it is given."""
    for rule in (_callouts, _steps, _tables, _buttons):
        tokens = rule(tokens)
    return tokens


def _span(tokens: list[Token], start: int) -> list[Token]:
    """From an opening token to its closing one."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return tokens[start : at + 1]
    return tokens[start:]


def _each(kind: str) -> Callable[[list[Token]], list[list[Token]]]:
    return lambda tokens: [_span(tokens, at) for at, token in enumerate(tokens) if token.type == kind]


def _callouts(tokens: list[Token]) -> list[Token]:
    """> [!warning] becomes a callout; its English title goes, the text has its own."""
    for span in _each("alert_open")(tokens):
        kind = str(span[0].meta.get("kind", ""))
        span[0].attrs = {"class": "callout"}
        if kind in WARNINGS:
            span[0].attrSet("data-tone", "warn")
    kept, title = [], False
    for token in tokens:
        title = token.type == "alert_title_open" or title
        if not title:
            kept.append(token)
        title = title and token.type != "alert_title_close"
    return kept


def _steps(tokens: list[Token]) -> list[Token]:
    """A numbered list whose every item begins in bold is a path of steps."""
    for span in _each("ordered_list_open")(tokens):
        if span[0].level or any(token.type == "paragraph_open" and not token.hidden for token in span):
            continue
        firsts = [
            next(
                (child for child in span[at + 2].children or [] if child.type != "text" or child.content),
                None,
            )
            for at, token in enumerate(span)
            if token.type == "list_item_open" and token.level == 1 and span[at + 2].type == "inline"
        ]
        if firsts and all(first is not None and first.type == "strong_open" for first in firsts):
            span[0].attrs |= {"class": "prose-steps", "role": "list"}
            _leads(span)
    return tokens


def _leads(steps: list[Token]) -> None:
    """The bold words that steps begin with are headings where each is a sentence, else they are only bold."""
    leads = []
    for at, token in enumerate(steps):
        if token.type == "list_item_open" and token.level == 1:
            inside = steps[at + 2].children or []
            first = next(place for place, child in enumerate(inside) if child.type == "strong_open")
            leads.append(_span(inside, first))
    spoken = ["".join(child.content for child in lead) for lead in leads]
    if all(words.rstrip(QUOTES).endswith(ENDS) for words in spoken):
        for lead in leads:
            lead[0].attrSet("class", "step-lead")


def _tables(tokens: list[Token]) -> list[Token]:
    """Row heads, numbers to the right, and on a phone each cell says its column."""
    for table in _each("table_open")(tokens):
        table[0].attrs = {"class": "table", "data-cards": ""}
        rows = [
            [(row[at], row[at + 1], row[at + 2]) for at in _cells(row)] for row in _each("tr_open")(table)
        ]
        heads = [said(words) for _, words, _ in rows[0]]
        for column, head in enumerate(heads):
            cells = [row[column] for row in rows if column < len(row)]
            numbers = column and all(NUMBER.match(said(words)) for _, words, _ in cells[1:])
            for place, (opening, _, closing) in enumerate(cells):
                opening.attrs = {"data-num": ""} if numbers else {}
                if place == 0 and not head:  # a corner with nothing in it heads nothing
                    opening.tag = closing.tag = "td"
                elif place == 0:
                    opening.attrSet("scope", "col")
                elif column == 0:
                    opening.attrSet("scope", "row")
                    opening.tag = closing.tag = "th"
                else:
                    opening.attrSet("data-label", head)
    return tokens


def _cells(row: list[Token]) -> list[int]:
    return [at for at, token in enumerate(row) if token.type in ("th_open", "td_open")]


def _buttons(tokens: list[Token]) -> list[Token]:
    """A paragraph that is only a link to a person is a button."""
    for token in tokens:
        inside = token.children or []
        if len(inside) < 3 or inside[0].type != "link_open" or inside[-1].type != "link_close":
            continue
        if str(inside[0].attrs.get("href", "")).startswith(BUTTONS) and token.level == 1:
            inside[0].attrs |= {"class": "button", "data-kind": "primary"}
    return tokens
