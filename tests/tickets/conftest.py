"""Browsers of those who answer."""

from collections.abc import Callable

import pytest
from django.test import Client

from support.people.models import User


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """`sign_in(ada)`: a browser of Ada's."""

    def begin(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return begin


@pytest.fixture
def desk(ada, sign_in) -> Client:
    """Ada's browser."""
    return sign_in(ada)
