"""What a first visit costs on the wire: the page and everything it links, compressed, under 100 kB."""

import gzip
import re
from pathlib import Path

from django.conf import settings

STATIC = Path(settings.STATICFILES_DIRS[0])
MOST = 100_000  # bytes
LINKED = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"')
IMPORTED = re.compile(r'(?:@import url\(|(?:from|import) )"([^"]+\.(?:css|js))"')


def everything(first: str) -> dict[Path, int]:
    """The files a page loads, and what those load, each with its compressed size in bytes."""
    waiting, found = [STATIC / name for name in LINKED.findall(first)], {}
    while waiting:
        path = waiting.pop().resolve()
        if path not in found:
            raw = path.read_bytes()
            found[path] = len(gzip.compress(raw))
            waiting += [path.parent / name for name in IMPORTED.findall(raw.decode())]
    return found


def weight(html: str) -> int:
    return len(gzip.compress(html.encode())) + sum(everything(html).values())


def test_the_first_view_of_an_article_weighs_less_than_100_kb(client, write) -> None:
    body = "\n\n".join(f"## Part {number}\n\n{'Plain words of a page. ' * 60}" for number in range(12))
    write("long", body=f"{body}\n\n::: for ios\nA\n:::\n::: for android\nB\n:::")
    for path in ("/help/", "/help/topics/crypto-deposits/", "/help/long/"):
        html = client.get(path).content.decode()
        assert weight(html) < MOST


def test_the_scales_see_what_is_linked_and_what_that_links() -> None:
    names = {
        path.name
        for path in everything('<link href="/static/css/fairlead.css"><script src="/static/js/app.js">')
    }
    assert {"fairlead.css", "prose.css", "app.js", "tabs.js"} <= names


def test_nothing_on_a_page_comes_without_its_size(client, write) -> None:
    """What has no width and height moves the words below it when it arrives."""
    write("memo", body="Words.")
    html = client.get("/help/memo/").content.decode()
    assert all(
        "width=" in tag and "height=" in tag for tag in re.findall(r"<(?:img|video|iframe)[^>]*>", html)
    )
