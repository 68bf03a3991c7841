"""How a browser asks for pages, and how they are read."""

import re

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

HTMX = {"HX-Request": "true"}


def page(client: Client, name: str, *args: object, **query: object) -> str:
    """A page of the desk, which must be there."""
    answer = client.get(reverse(f"desk:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def text(answer: HttpResponse) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())
