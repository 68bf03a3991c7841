"""What may stand in an article's HTML: a short list, and no address of a picture or film but our own."""

ATTRIBUTES = {
    "a": {"href", "title", "data-kind"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"role", "start"},
    "table": {"data-cards"},
    "th": {"id", "scope", "data-num"},
    "td": {"data-label", "data-num"},
    "div": {"data-tone", "lang"},
    "section": {"id", "data-for"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "video": {"controls", "preload", "aria-label", "poster", "width", "height", "playsinline"},
    "source": {"src", "type"},
    "track": {"kind", "srclang", "label", "src", "default"},
}
CLASSES = {
    "a": {"button"},
    "ol": {"prose-steps"},
    "strong": {"step-lead"},
    "table": {"table"},
    "div": {"callout", "show-for"},
    "section": {"show-for-part"},
    "h2": {"show-for-name"},
    "h3": {"show-for-name"},
    "h4": {"show-for-name"},
    "details": {"faq"},
}
TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "s", "code", "pre", "blockquote", "hr", "br"),
    *("a", "div", "table", "thead", "tbody", "tr", "th", "td", "section", "details", "summary"),
    *("figure", "figcaption", "img", "video", "source", "track"),
}
OURS = "/help/media/"


def only_ours(tag: str, attribute: str, value: str) -> str | None:
    """Whatever loads by itself is a file of the help center; anything else is left out."""
    if attribute in ("src", "poster"):
        return value if value.startswith(OURS) else None
    if attribute == "srcset":
        return value if all(one.strip().startswith(OURS) for one in value.split(",")) else None
    return value
