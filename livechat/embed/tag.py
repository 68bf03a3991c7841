"""The script tag a host site puts into its pages, with the digest of what it will get."""

from base64 import b64encode
from functools import cache
from hashlib import sha384
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from livechat.models import Site

VERSIONS = ("v1",)  # those that are out; their bytes never change again, a change is a new one
NEWEST = VERSIONS[-1]


@cache
def script(version: str) -> bytes:
    """The loader of a version that is out, as it is served."""
    found = finders.find(f"embed/{version}/chat.js")
    return Path(str(found)).read_bytes()


def integrity(version: str) -> str:
    """`sha384-…`, as the tag says it and a browser recomputes it."""
    return f"sha384-{b64encode(sha384(script(version)).digest()).decode()}"


def of(site: Site, version: str = NEWEST) -> SafeString:
    """The tag. It loads beside the page, and without JavaScript it is a link to the ticket form."""
    looks = {"accent": site.accent, "theme": site.theme, "position": site.position}
    if len(site.languages) > 0:
        looks["languages"] = " ".join(site.languages)
    return format_html(
        '<script async src="{}" integrity="{}" crossorigin="anonymous" data-site="{}"{}></script>\n'
        '<noscript><a href="{}">{} support</a></noscript>',
        settings.SITE_URL + reverse("embed:script", args=[version]),
        integrity(version),
        site.key,
        format_html_join("", ' data-{}="{}"', [(name, said) for name, said in looks.items() if said]),
        settings.SITE_URL + reverse("tickets:new"),
        settings.EXCHANGE_NAME,
    )
