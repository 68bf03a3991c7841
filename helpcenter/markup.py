"""An article's Markdown as safe HTML in the house's own look. Pure, and remembered.

markdown-it-py without raw HTML, then nh3 with a short list of what may stand: no pictures, nothing that
loads from elsewhere. `dress` gives tokens the classes of the design; nh3 lets only those classes through.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from helpcenter.dress import ENDS, dress, said

WORDS_A_MINUTE = 200
HAN_A_MINUTE = 400
TAKEN = ("main", "toc", "vote", "lang", "related", "person", "toasts")  # ids of the page around the text

ATTRIBUTES = {
    "a": {"href", "title", "data-kind"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"role", "start"},
    "table": {"data-cards"},
    "th": {"scope", "data-num"},
    "td": {"data-label", "data-num"},
    "div": {"data-tone"},
}
CLASSES = {
    "a": {"button"},
    "ol": {"prose-steps"},
    "strong": {"step-lead"},
    "table": {"table"},
    "div": {"callout"},
}
TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "s", "code", "pre", "blockquote", "hr", "br"),
    *("a", "div", "table", "thead", "tbody", "tr", "th", "td"),
}


@dataclass(frozen=True)
class Rendered:
    """What a page needs of a text."""

    html: str  # safe to print as it is
    contents: tuple[tuple[str, str], ...]  # (anchor, heading), the second level only
    plain: str  # for the index and for snippets
    minutes: int  # to read it


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "alerts": True})
    parser.enable(["table", "strikethrough"])
    parser.use(gfm_autolink_plugin)
    parser.use(anchors_plugin, min_level=1, max_level=3)
    parser.add_render_rule("image", lambda self, tokens, at, options, env: nh3.clean_text(tokens[at].content))
    return parser


PARSER = _parser()


@lru_cache(maxsize=1024)
def render(body: str) -> Rendered:
    """Markdown as a page shows it; the same text is rendered once."""
    tokens = PARSER.parse(body)
    _untangle(tokens)
    tokens = dress(tokens)
    contents = tuple(
        (str(token.attrs.get("id", "")), said(tokens[at + 1]))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    )
    html = nh3.clean(
        PARSER.renderer.render(tokens, PARSER.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer",
    )
    plain = _joined(
        said(token).strip() for token in tokens if token.type in ("inline", "code_block", "fence")
    )
    return Rendered(html, contents, plain, _minutes(plain))


def _untangle(tokens: list[Token]) -> None:
    """The page's title is the only h1, and its ids stay its own."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close") and token.tag == "h1":
            token.tag = "h2"
        if token.attrs.get("id") in TAKEN:
            token.attrSet("id", f"{token.attrs['id']}-1")


def _joined(blocks: Iterable[str]) -> str:
    """Blocks in a row; a dot in the middle where one ends without a mark, as headings and cells do."""
    return "".join(
        f"{block}\n" if block.endswith(ENDS) else f"{block} ·\n" for block in blocks if block
    ).rstrip(" ·\n")


def _minutes(plain: str) -> int:
    han = sum("\u4e00" <= letter <= "\u9fff" for letter in plain)
    return max(1, round(len(plain.split()) / WORDS_A_MINUTE + han / HAN_A_MINUTE))
