"""A web site of somebody else, to try the embedded chat on: another origin, a policy that lets nothing in.

`python -m support.demo.host --tag "$(manage.py embed_tag demo)"` serves it.
`/` says nothing of who is there; with `--secret` and `--kid`, `/signed-in` vouches for `--who`.
"""

import argparse
import time
import uuid
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import jwt

PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Somebody else</title>
<h1>A page of somebody else</h1><p><a href="/other">Another page</a></p>{more}{tag}"""
GOOD_FOR = 600  # seconds
VOUCHES = """document.addEventListener("fairlead-chat", event =>
  event.detail.identify(() => fetch("/identity").then(answer => answer.text())));"""


def token(secret: str, *, kid: str, site: str, who: str, now: float) -> str:
    """What the site signs for its own visitor; see docs/embed.md."""
    said = {"aud": site, "external_id": who, "jti": uuid.uuid4().hex}
    times = {"iat": int(now), "exp": int(now) + GOOD_FOR}
    return jwt.encode(said | times, secret, algorithm="HS256", headers={"kid": kid})


class Host(BaseHTTPRequestHandler):
    """Every page has the tag; `/signed-in` has a script of its own beside it, `/identity` signs."""

    def __init__(self, *args: object, tag: str, house: str, sign: Callable[[], str], lang: str) -> None:
        self.tag, self.house, self.sign, self.lang = tag, house, sign, lang
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with what the path asks for."""
        path = urlsplit(self.path).path
        if path == "/identity":
            self._answer(self.sign(), "text/plain")
        elif path == "/host.js":
            self._answer(VOUCHES, "text/javascript")
        else:
            more = '<script src="/host.js"></script>' if path == "/signed-in" else ""
            self._answer(PAGE.format(tag=self.tag, more=more, lang=self.lang), "text/html", own=bool(more))

    def _answer(self, words: str, kind: str, *, own: bool = False) -> None:
        ours = " 'self'; connect-src 'self'" if own else ""
        policy = f"default-src 'none'; frame-src {self.house}; script-src {self.house}{ours}"
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header(
            "Content-Security-Policy", f"{policy}; require-trusted-types-for 'script'; trusted-types 'none'"
        )
        self.end_headers()
        self.wfile.write(words.encode())

    def log_message(self, *args: object) -> None:
        """Nothing is printed."""


def server(
    tag: str, *, address: tuple[str, int], house: str, sign: Callable[[], str] = str, lang: str = "en"
) -> ThreadingHTTPServer:
    """A server that is not running yet; `house` is the desk's origin, `sign` makes a signed identity."""
    return ThreadingHTTPServer(address, partial(Host, tag=tag, house=house, sign=sign, lang=lang))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--tag", required=True)
    asked.add_argument("--host", default="localhost")
    asked.add_argument("--port", type=int, default=8090)
    asked.add_argument("--house", default="http://127.0.0.1:8000")
    asked.add_argument("--secret", default="")
    asked.add_argument("--kid", default="demo")
    asked.add_argument("--site", default="demo")
    asked.add_argument("--who", default="MX-CARL")
    given = asked.parse_args()

    def sign() -> str:
        """A fresh identity each time."""
        said = {"kid": given.kid, "site": given.site, "who": given.who}
        return token(given.secret, **said, now=time.time()) if given.secret else ""

    server(given.tag, address=(given.host, given.port), house=given.house, sign=sign).serve_forever()
