"""What one of us wrote, as HTML: a small part of Markdown, the same at desks, on pages and in letters.

Bold, italics, lists, links, code and quotes (CommonMark 0.31); nothing else, no HTML, no pictures, and every
other character as it was typed. Of what customers write only links are read: see `said.paragraphs`.
"""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from functools import cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import emphasis
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from support.look import said
from support.shield import pieces

Env = MutableMapping[str, Any]
RULES = ["list", "blockquote", "fence", "emphasis", "backticks", "link", "autolink", "escape", "newline"]
PLAIN_LINK = re.compile(r"https?://[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]]")
SCHEMES = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
# What a network that shows no marks is sent: the words, and where links lead.
BOLD = re.compile(r"(?<![\w*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?![\w*])")
LINKS = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s()]+)\)")
CODE = re.compile(r"`([^`\n]+)`")


def formatted(text: str, *, styles: Mapping[str, str] | None = None) -> SafeString:
    """The whole text as safe HTML; `styles` are inline styles by tag, for letters."""
    tidy = text[: said.LONGEST].replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return mark_safe(_parser().render(tidy, {"styles": styles or {}}).strip())  # noqa: S308  (built of escaped parts)


def plain(text: str) -> str:
    """The words without marks, for networks that show them as they are typed; other text stays as it is."""
    return CODE.sub(r"\1", LINKS.sub(r"\1: \2", BOLD.sub(r"\1", text)))


class _Renderer(RendererHTML):
    """Tokens to HTML: tags from the short list above, text escaped, masks and ids as everywhere."""

    def text(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        content = tokens[at].content
        if env.get("in_link"):
            return _words(content)
        parts, end = [], 0
        for link in PLAIN_LINK.finditer(content):
            parts += [_words(content[end : link.start()]), _link(link[0]), _words(link[0]), "</a>"]
            end = link.end()
        return "".join([*parts, _words(content[end:])])

    def link_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        env["in_link"] = True
        return _link(str(tokens[at].attrs.get("href", "")))

    def link_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        env["in_link"] = False
        return "</a>"

    def code_inline(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        return format_html("<code>{}</code>", _words(tokens[at].content))

    def fence(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        lines = format_html_join(
            "\n", "{}", ((_words(line),) for line in tokens[at].content.rstrip("\n").split("\n"))
        )
        return format_html('<pre tabindex="0"><code>{}</code></pre>\n', lines)

    def softbreak(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        return "<br>"

    def hardbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return "<br>"

    def renderToken(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
        token = tokens[at]
        if token.nesting == 1 and token.tag in {"p", "ul", "ol", "blockquote"}:
            token.attrSet("dir", "auto")
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)  # as it was typed: 30. stays 30
        if token.nesting == 1 and (style := env.get("styles", {}).get(token.tag)):
            token.attrSet("style", style)
        return super().renderToken(tokens, at, options, env)


def _words(text: str) -> SafeString:
    """Escaped, with masks hatched and ids in mono."""
    return format_html_join("", "{}", ((said.shown(piece),) for piece in pieces(text)))


def _link(address: str) -> SafeString:
    return format_html('<a href="{}" rel="nofollow noopener noreferrer">', address)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Stars between letters or digits are multiplication or a wildcard: 5*10*2 stays what it is."""
    start = end = state.pos
    while start and state.src[start - 1] == "*":
        start -= 1
    while end < state.posMax and state.src[end] == "*":
        end += 1
    inside = start > 0 and end < state.posMax and state.src[start - 1].isalnum() and state.src[end].isalnum()
    return False if end > start and inside else emphasis.tokenize(state, silent)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": True}, renderer_cls=_Renderer).enable(RULES)
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.enable("balance_pairs")
    parser.validateLink = lambda url: bool(SCHEMES.match(url))  # type: ignore[method-assign]
    return parser
