"""Root at work."""

import pytest


@pytest.fixture
def office(client, root):
    """Root's browser in the admin."""
    client.force_login(root)
    return client
