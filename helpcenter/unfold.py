"""Snippets and facts are put where a text quotes them. Pure, bounded; what is missing is said.

A reader gets a sentence instead of what is missing, an editor learns its name (`Unfolding.problems`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from markdown_it.token import Token

from helpcenter.quotes import QUOTE, Quoted

DEEPEST = 5  # snippets within snippets
MOST = 100  # snippets in one text; a few that quote each other ten times over are a bomb
CONTAINERS = ("container_for_open", "container_for_close", "container_faq_open", "container_faq_close")
Parse = Callable[[str], list[Token]]


@dataclass
class Unfolding:
    """One text being unfolded: what it may quote, and what was wrong, for editors."""

    quoted: Quoted
    parse: Parse
    problems: list[str] = field(default_factory=list)
    used: int = 0

    def __post_init__(self) -> None:
        """By name, for many questions."""
        self.snippets, self.facts = dict(self.quoted.snippets), dict(self.quoted.facts)

    def unfold(self, text: str, within: tuple[str, ...] = ()) -> list[Token]:
        """The tokens of a text with everything it quotes; `within` are the snippets it stands in."""
        unfolded: list[Token] = []
        tokens = self.parse(text)
        at = 0
        while at < len(tokens):
            name = _only_a_snippet(tokens, at)
            if name:
                unfolded += self._snippet(name, within)
                at += 3
                continue
            self._facts(tokens[at])
            unfolded.append(tokens[at])
            at += 1
        return unfolded

    def said(self, text: str) -> str:
        """A line with its facts in place; a snippet is a block and cannot stand in a line."""
        return QUOTE.sub(lambda found: self._said(found[1], found[2]), text)

    def _snippet(self, name: str, within: tuple[str, ...]) -> list[Token]:
        if wrong := self._wrong(name, within):
            self.problems.append(wrong)
            return self.parse(
                "> [!note]\n> " + _("This part of the page is not available right now. Please write to us.")
            )
        self.used += 1
        language, text = self.snippets[name]
        opening = Token("snippet_open", "div", 1, attrs={"lang": language}, block=True)
        closing = Token("snippet_close", "div", -1, block=True)
        return [*self._told(language, within), opening, *self.unfold(text, (*within, name)), closing]

    def _told(self, language: str, within: tuple[str, ...]) -> list[Token]:
        """A sentence above what is not in the page's own language; one is enough for what stands within."""
        if within or language == get_language():
            return []
        name = get_language_info(language)["name_translated"]
        return self.parse("> [!note]\n> " + _("Not translated yet, in %(name)s") % {"name": name})

    def _wrong(self, name: str, within: tuple[str, ...]) -> str:
        if name in within:
            return _("The snippet “%(name)s” quotes itself: %(path)s.") % {
                "name": name,
                "path": " → ".join([*within, name]),
            }
        if name not in self.snippets:
            return _("There is no snippet “%(name)s”.") % {"name": name}
        if len(within) >= DEEPEST or self.used >= MOST:
            return _("Snippets are quoted too deep or too often here, at “%(name)s”.") % {"name": name}
        return ""

    def _facts(self, token: Token) -> None:
        for child in token.children or []:
            if child.type == "text" and "{{" in child.content:
                child.content = self.said(child.content)

    def _said(self, kind: str, name: str) -> str:
        if kind == "fact" and name in self.facts:
            return self.facts[name]
        if kind == "fact":
            self.problems.append(_("There is no fact “%(name)s”.") % {"name": name})
        else:
            self.problems.append(_("The snippet “%(name)s” must stand alone on its line.") % {"name": name})
        return _("(not available right now)")


def _only_a_snippet(tokens: list[Token], at: int) -> str:
    """The name, where a paragraph is nothing but a quoted snippet."""
    if tokens[at].type != "paragraph_open":
        return ""
    found = QUOTE.fullmatch(tokens[at + 1].content.strip())
    return found[2] if found and found[1] == "snippet" else ""


def levelled(tokens: list[Token]) -> list[Token]:
    """Levels as if blocks, and snippets, were not there: a path of steps in a block is one still."""
    level = 0
    for token in tokens:
        is_frame = token.type in CONTAINERS or token.type.startswith("snippet_")
        level += token.nesting if token.nesting < 0 and not is_frame else 0
        token.level = level
        level += token.nesting if token.nesting > 0 and not is_frame else 0
    return tokens
