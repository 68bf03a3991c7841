"""What a page does with unsent words while somebody types."""

import json

from django.http import HttpResponse
from django.test import Client

NEW, TEXTS = "/tickets/new/", "/tickets/drafts/new-ticket/"


def keep(
    browser: Client,
    key: str = "key-00001",
    *,
    page: str = "aaaaaaaa",
    step: int = 1,
    form: str = "new-ticket",
    owner: str = "",
    base: str = "",
    **typed: str,
) -> HttpResponse:
    """Keep what was typed."""
    told = {"typed": typed, "revision": f"{page}-{step}", "base": base, "owner": owner}
    return browser.post(f"/tickets/drafts/{form}/{key}/", json.dumps(told), content_type="application/json")


def texts(browser: Client, form: str = "new-ticket") -> dict[str, dict[str, str]]:
    """What a page is offered: {key: typed}."""
    return {one["key"]: one["typed"] for one in browser.get(f"/tickets/drafts/{form}/").json()["drafts"]}
