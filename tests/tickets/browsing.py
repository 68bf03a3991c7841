"""How a browser asks for pages of the desk."""

from django.test import Client
from django.urls import reverse

HTMX = {"HX-Request": "true"}


def page(client: Client, name: str, *args: object, **query: object) -> str:
    """A page of the desk, which must be there."""
    answer = client.get(reverse(f"desk:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()
