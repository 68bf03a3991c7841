"""Where identity documents lie, and whatever is still arriving: apart from all other files."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class Vault(FileSystemStorage):
    """A folder of its own (`VAULT_ROOT`), closed to other users; nothing in it has an address."""

    def __init__(self) -> None:
        super().__init__(
            location=settings.VAULT_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )
        self._base_url = None

    def url(self, name: str | None) -> str:
        """Nothing here has one. Raises ValueError."""
        raise ValueError("Files of the vault have no address.")
