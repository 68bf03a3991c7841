"""An article's Markdown as safe HTML in the house's own look. Pure, and remembered: docs/help-center.md.

markdown-it-py without raw HTML, then nh3 with a short list of what may stand: nothing loads from elsewhere.
`unfold` puts in what is quoted, `blocks` and `dress` give tokens the shape of the design; nh3 lets only that
shape through.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import nh3
from django.utils import translation
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from helpcenter import blocks
from helpcenter.allowed import ATTRIBUTES, CLASSES, TAGS, only_ours
from helpcenter.anchors import STEPS, anchor
from helpcenter.dress import ENDS, dress, said
from helpcenter.quotes import NOTHING, Quoted
from helpcenter.unfold import Unfolding, levelled

LONGEST = 50_000  # letters of a text; the longest of our own have 12,000
WORDS_A_MINUTE = 200
HAN_A_MINUTE = 400
MOST_PENDING = 200  # letters that are searched for the beginning of an address
PROTOCOL = 8  # letters in which one begins: a sign and "mailto"
HAN = ("\u4e00", "\u9fff")


@dataclass(frozen=True)
class Rendered:
    """What a page needs of a text."""

    html: str  # safe to print as it is
    contents: tuple[tuple[str, str], ...]  # (anchor, heading), the second level only
    plain: str  # for the index and for snippets
    minutes: int  # to read it
    questions: tuple[tuple[str, str], ...]  # (question, answer) of what opens, as text
    steps: tuple[str, ...]  # of the section with the key "steps", as text
    problems: tuple[str, ...]  # for editors: what the text quotes in vain

    @property
    def folds(self) -> bool:
        """Whether something in it opens or is chosen, so that the page needs the script for it."""
        return bool(self.questions) or 'class="show-for"' in self.html


def _little_pending(state: StateInline, silent: bool) -> bool:
    """Before a colon, hand all but the last letters on as text: it is no match ever.

    The rule for addresses searches all that is pending at each colon; many colons would take minutes.
    """
    if not silent and len(state.pending) > MOST_PENDING and state.src[state.pos] == ":":
        near = state.pending[-PROTOCOL:]
        state.pending = state.pending[:-PROTOCOL]
        state.pushPending()
        state.pending = near
    return False


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "alerts": True})
    parser.enable(["table", "strikethrough"])
    parser.use(gfm_autolink_plugin)
    parser.inline.ruler.before("gfm_autolink_protocol", "little_pending", _little_pending)
    parser.use(container_plugin, "for")
    parser.use(container_plugin, "faq")
    parser.add_render_rule("image", lambda self, tokens, at, options, env: nh3.clean_text(tokens[at].content))
    return parser


PARSER = _parser()


def render(body: str, quoted: Quoted = NOTHING, *, language: str = "", kind: str = "") -> Rendered:
    """Markdown as a page shows it; the same text, quoting the same, is rendered once.

    `kind` "faq" makes every heading of the second level a question that opens. A text of more than LONGEST
    letters is not read at all, and says so.
    """
    return _rendered(body, quoted, language or translation.get_language() or "en", kind == "faq")


@lru_cache(maxsize=1024)
def _rendered(body: str, quoted: Quoted, language: str, is_faq: bool) -> Rendered:
    with translation.override(language):
        if len(body) > LONGEST:
            return _too_long(len(body))
        unfolding = Unfolding(quoted, PARSER.parse)
        tokens = levelled(unfolding.unfold(body))
        problems = unfolding.problems

        def line(words: str) -> list[Token]:
            return PARSER.parseInline(unfolding.said(words))

        tokens = blocks.figures(tokens, dict(quoted.media), problems)
        _untangle(tokens)
        tokens = dress(tokens)
        anchor(tokens)
        tokens = blocks.questions(blocks.shown_for(tokens, line), line, all_headings=is_faq)
    contents = tuple(
        (str(token.attrs.get("id", "")), said(tokens[at + 1]))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    )
    plain = _plain(tokens)
    asked = tuple(_asked(span) for span in _spans(tokens, "faq_open"))
    told = _steps(next(iter(_spans(_section(tokens, STEPS), "ordered_list_open")), []))
    return Rendered(
        _clean(tokens), contents, plain, _minutes(plain), asked, told, tuple(dict.fromkeys(problems))
    )


def _clean(tokens: list[Token]) -> str:
    return nh3.clean(
        PARSER.renderer.render(tokens, PARSER.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=only_ours,
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer",
    )


def _too_long(letters: int) -> Rendered:
    words = _("This text has %(letters)d letters; a page takes at most %(most)d.")
    told = words % {"letters": letters, "most": LONGEST}
    return Rendered(f"<p>{escape(told)}</p>", (), told, 1, (), (), (told,))


def _untangle(tokens: list[Token]) -> None:
    """The page's title is the only h1."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close") and token.tag == "h1":
            token.tag = "h2"


def _spans(tokens: list[Token], kind: str) -> list[list[Token]]:
    """Each block of this kind from its opening to its closing token."""
    found = []
    for start, token in enumerate(tokens):
        if token.type == kind:
            depth = 0
            for at in range(start, len(tokens)):
                depth += tokens[at].nesting
                if depth == 0:
                    found.append(tokens[start : at + 1])
                    break
    return found


def _asked(span: list[Token]) -> tuple[str, str]:
    """Question and answer of something that opens."""
    end = next(at for at, token in enumerate(span) if token.type == "question_close")
    return _plain(span[:end]).rstrip(" ·"), _plain(span[end:])


def _section(tokens: list[Token], key: str) -> list[Token]:
    """What stands under the heading with this key, up to the next heading."""
    heads = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    start = next((at for at in heads if tokens[at].attrs.get("id") == key), len(tokens))
    return tokens[start : next((at for at in heads if at > start), len(tokens))]


def _steps(path: list[Token]) -> tuple[str, ...]:
    """The steps of a numbered list, without those of lists within it."""
    items = _spans(path, "list_item_open")
    return tuple(_plain(item) for item in items if item[0].level == path[0].level + 1)


def _plain(tokens: list[Token]) -> str:
    return _joined(said(token).strip() for token in tokens if token.type in ("inline", "code_block", "fence"))


def _joined(blocks: Iterable[str]) -> str:
    """Blocks in a row; a dot in the middle where one ends without a mark, as headings and cells do."""
    return "".join(
        f"{block}\n" if block.endswith(ENDS) else f"{block} ·\n" for block in blocks if block
    ).rstrip(" ·\n")


def _minutes(plain: str) -> int:
    han = sum(HAN[0] <= letter <= HAN[1] for letter in plain)
    return max(1, round(len(plain.split()) / WORDS_A_MINUTE + han / HAN_A_MINUTE))
