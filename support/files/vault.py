"""Where identity documents lie, and whatever is still arriving: apart from all other files."""

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class Vault(FileSystemStorage):
    """A folder of its own (`VAULT_ROOT`), closed to other users; nothing in it has an address."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        """The folder, as the settings have it now."""
        return str(settings.VAULT_ROOT)

    @property
    def location(self) -> str:
        """The same, from the root."""
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        """Nothing here has one. Raises ValueError."""
        raise ValueError("Files of the vault have no address.")
