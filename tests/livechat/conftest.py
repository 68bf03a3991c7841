"""Visitors' browsers with the chat page open, and the stories about their windows."""

from collections.abc import Callable
from typing import Any

import pytest

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
