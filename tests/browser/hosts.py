"""Web sites of others, on an address of their own: they share no cookie and no storage with ours."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from livechat.embed import tag
from livechat.models import Site, SiteKey
from support.demo import host

ELSEWHERE = "127.0.0.2"  # for a browser another site, not only another port
SECRET = "a-secret-of-the-site-with-more-than-32-bytes"


@contextmanager
def standing(
    house: str, site: Site, *, allowed: bool = True, who: str = "", lang: str = "en"
) -> Iterator[str]:
    """A host with the chat of `site` on it, by its origin; it is one of the site's where it is `allowed`.

    `who` is the account whose owner signs in there, on `/signed-in`.
    """

    def sign() -> str:
        return host.token(SECRET, kid="k1", site=site.key, who=who, now=time.time()) if who else ""

    here = re.sub(r'(src|href)="https?://[^/"]+', rf'\1="{house}', tag.of(site))
    serving = host.server(here, address=(ELSEWHERE, 0), house=house, sign=sign, lang=lang)
    origin = f"http://{ELSEWHERE}:{serving.server_port}"
    if allowed:
        site.origins = [*site.origins, origin]
        site.save(update_fields=["origins"])
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    try:
        yield origin
    finally:
        serving.shutdown()
        serving.server_close()


def put_up() -> Site:
    """A site of which one key is known."""
    site = Site.objects.create(key="www", name="Meridian", origins=["https://www.meridian.example"])
    key = SiteKey(site=site, kid="k1", alg=SiteKey.Alg.HS256)
    key.material = SECRET
    key.save()
    return site
