"""The content security policy: pages load nothing that is not ours."""

from csp.constants import NONCE


def content(live_urls: list[str]) -> dict[str, object]:
    """The policy as django-csp takes it; `live_urls` are where sockets answer besides the page's own host."""
    return {
        "DIRECTIVES": {
            "default-src": ["'self'"],
            "script-src": ["'self'", NONCE],
            "style-src": ["'self'"],
            "style-src-attr": ["'unsafe-inline'"],  # the line's --used; attributes cannot load anything
            "img-src": ["'self'", "data:"],
            "media-src": ["'self'", "blob:"],  # a recording of the screen, seen before it is added
            "connect-src": ["'self'", *live_urls],
            "object-src": ["'none'"],
            "base-uri": ["'self'"],
            "form-action": ["'self'"],
            "frame-ancestors": ["'none'"],
        },
    }
