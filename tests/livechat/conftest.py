"""Visitors' browsers with the chat page open, and the stories about their windows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from livechat.models import Site
from support.people.models import User
from tests import windows
from tests.windows import Browser


@pytest.fixture
def stranger(house: None) -> Browser:
    """A browser nobody signed in to, with the chat page open."""
    browser = Browser()
    browser.open_page()
    return browser


@pytest.fixture
def browser_of() -> Callable[[User], Browser]:
    """`browser_of(carl.user)`: their browser, with the chat page open."""

    def signed_in(user: User) -> Browser:
        browser = Browser(user)
        browser.open_page()
        return browser

    return signed_in


@pytest.fixture
def play(transactional_db: None, valkey: Any) -> Callable[..., Any]:
    """`play(story, *people)` on rows that are really committed, with an empty messenger."""
    return windows.play


@pytest.fixture
def somewhere(settings, tmp_path):
    """Files of one story lie in folders of their own."""
    settings.MEDIA_ROOT, settings.VAULT_ROOT = tmp_path / "media", tmp_path / "vault"


@pytest.fixture
def office(client: Client, root: User) -> Client:
    """Root's browser in the admin."""
    client.force_login(root)
    return client


@pytest.fixture
def site(house: None) -> Site:
    """Where the chat stands on foreign pages."""
    return Site.objects.create(key="meridian", name="Meridian", origins=["https://www.meridian.example"])
