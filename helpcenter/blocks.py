"""Blocks of an article: "show for" parts, questions that open, figures, films. Tokens to tokens; pure."""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from markdown_it.token import Token

from helpcenter.quotes import AS_MEDIA, Picture, Video

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
OWN_NAMES = {"ios": "iPhone", "android": "Android", "mac": "Mac", "windows": "Windows", "linux": "Linux"}
TICKER = 5  # letters at most; a shorter key without a name is a coin
SIZES = "(min-width: 48rem) 40rem, 92vw"  # how wide a figure stands: layout.css
Line = Callable[[str], list[Token]]  # one line of Markdown as inline tokens


def opened(kind: str, tag: str, **attrs: str) -> Token:
    """A token that opens a block; `class_` and `data_x` are written class and data-x."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
    return Token(f"{kind}_open", tag, 1, attrs=dict(named), block=True)


def closed(kind: str, tag: str) -> Token:
    """The token that closes it."""
    return Token(f"{kind}_close", tag, -1, block=True)


def shown_for(tokens: list[Token], line: Line) -> list[Token]:
    """`::: for ios` parts that follow each other are one choice; each is a section with its heading."""
    made: list[Token] = []
    used: dict[str, int] = {}
    depth = 0
    below = 2  # the heading the parts stand under
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and depth == 0:
            below = int(token.tag[1])
        if token.type == "container_for_open":
            if depth == 0 and not (at and tokens[at - 1].type == "container_for_close"):
                made.append(opened("choice", "div", class_="show-for"))
            depth += 1
            made += _part(token, f"h{min(below + 1, 4)}", used, line)
        elif token.type == "container_for_close":
            depth -= 1
            made.append(closed("part", "section"))
            if depth == 0 and not (at + 1 < len(tokens) and tokens[at + 1].type == "container_for_open"):
                made.append(closed("choice", "div"))
        else:
            made.append(token)
    return made


def _part(token: Token, heading: str, used: dict[str, int], line: Line) -> list[Token]:
    """A section for one platform or coin, with its key as its address; a page's first has the plain one."""
    first, _space, own = token.info.strip().removeprefix("for").strip().partition(" ")
    key = first.lower() if KEY.fullmatch(first.lower()) else "other"
    known = OWN_NAMES | {"web": _("Browser"), "other": _("Other")}
    name = own.strip() or known.get(key) or (key.upper() if len(key) <= TICKER else key)
    used[key] = used.get(key, 0) + 1
    address = f"for-{key}" if used[key] == 1 else f"for-{key}-{used[key]}"
    section = opened("part", "section", class_="show-for-part", id=address, data_for=key)
    return [section, opened("label", heading, class_="show-for-name"), *line(name), closed("label", heading)]


def questions(tokens: list[Token], line: Line, *, all_headings: bool) -> list[Token]:
    """`::: faq Question` is a question that opens; in an FAQ every heading of the second level is one."""
    made: list[Token] = []
    is_open = False
    for at, token in enumerate(tokens):
        ends = all_headings and token.type == "heading_open" and token.tag in ("h1", "h2") and not token.level
        if ends and is_open:
            made.append(closed("faq", "details"))
            is_open = False
        if ends and token.tag == "h2":
            is_open = True
            made += [opened("faq", "details", class_="faq"), opened("question", "summary"), token]
        elif is_open and token.type == "heading_close" and tokens[at - 2].tag == "h2" and not token.level:
            made += [token, closed("question", "summary")]
        elif token.type == "container_faq_open":
            asked = token.info.strip().removeprefix("faq").strip() or _("Question")
            made += [opened("faq", "details", class_="faq"), opened("question", "summary")]
            made += [*line(asked), closed("question", "summary")]
        elif token.type == "container_faq_close":
            made.append(closed("faq", "details"))
        else:
            made.append(token)
    return [*made, closed("faq", "details")] if is_open else made


def figures(tokens: list[Token], media: Mapping[str, Picture | Video], problems: list[str]) -> list[Token]:
    """A paragraph that is only one of our pictures or films is a figure; elsewhere a picture is its words."""
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        only = _only_media(tokens, at)
        shown = media.get(str(only.attrs.get("src"))) if only else None
        if only and shown:
            made += _figure(only, shown, problems)
            at += 3
            continue
        if only:
            problems.append(_("There is no “%(name)s”.") % {"name": only.attrs.get("src")})
        made.append(tokens[at])
        at += 1
    return made


def _only_media(tokens: list[Token], at: int) -> Token | None:
    if tokens[at].type != "paragraph_open":
        return None
    inside = [one for one in tokens[at + 1].children or [] if one.type != "text" or one.content.strip()]
    is_media = len(inside) == 1 and inside[0].type == "image"
    return inside[0] if is_media and AS_MEDIA.fullmatch(str(inside[0].attrs.get("src"))) else None


def _figure(token: Token, shown: Picture | Video, problems: list[str]) -> list[Token]:
    words, caption = token.content.strip(), str(token.attrs.get("title", "")).strip()
    if not words:
        problems.append(
            _("“%(name)s” needs words that say what it shows.") % {"name": token.attrs.get("src")}
        )
    seen = _picture(shown, words) if isinstance(shown, Picture) else _video(shown, words, problems)
    said = [Token("text", "", 0, content=caption)] if caption else []
    if said:
        inline = Token("inline", "", 0, content=caption, children=said, block=True)
        said = [opened("caption", "figcaption"), inline, closed("caption", "figcaption")]
    return [opened("figure", "figure"), *seen, *said, closed("figure", "figure")]


def _picture(shown: Picture, words: str) -> list[Token]:
    attrs = {"src": shown.src, "srcset": shown.srcset, "sizes": SIZES, "alt": words}
    attrs |= {"width": str(shown.width), "height": str(shown.height), "loading": "lazy", "decoding": "async"}
    return [Token("picture", "img", 0, attrs=dict(attrs))]


def _video(shown: Video, words: str, problems: list[str]) -> list[Token]:
    if not shown.tracks:
        problems.append(_("The video “%(name)s” has no captions.") % {"name": words})
    attrs = {"controls": "", "preload": "none", "aria-label": words, "poster": shown.poster}
    attrs |= {"width": str(shown.width), "height": str(shown.height), "playsinline": ""}
    source = Token("source", "source", 0, attrs={"src": shown.src, "type": shown.content_type})
    tracks = []
    for number, (code, name, address) in enumerate(shown.tracks):
        told = {"kind": "captions", "srclang": code, "label": name, "src": address}
        tracks.append(Token("track", "track", 0, attrs=dict(told if number else told | {"default": ""})))
    kept = {name: value for name, value in attrs.items() if value or name in ("controls", "playsinline")}
    return [
        Token("video_open", "video", 1, attrs=dict(kept)),
        source,
        *tracks,
        Token("video_close", "video", -1),
    ]
