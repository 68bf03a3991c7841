"""A file on its way: it arrives in pieces, ahead of the form that will name it."""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.attachment import FileKind, the_vault


def new_token() -> str:
    """192 random bits in 32 letters, for an address nobody can guess."""
    return secrets.token_urlsafe(24)


def somewhere_arriving(upload: "Upload", name: str) -> str:
    """Where the pieces lie: in the vault, for nobody knows yet what they will be."""
    key = uuid.uuid4().hex
    return f"arriving/{key[:2]}/{key}"


class Upload(models.Model):
    """What has arrived of one file, for the browser that sends it and nobody else.

    `owner` is `user:<id>`, `guest:<key>` with a key of the browser's session, or `visit:<key>` of a chat.
    `received` says how many bytes of the file count; what lies behind them is written over. `used_at` is
    when a form took it along; `reason` says in `language` why it was refused.
    """

    class State(models.TextChoices):
        """How far it is; only what is scanning or clean may come along with a form."""

        RECEIVING = "receiving", _("arriving")
        SCANNING = "scanning", _("being checked for viruses")
        CLEAN = "clean", _("arrived")
        REFUSED = "refused", _("refused")

    token = models.CharField(max_length=40, unique=True, default=new_token)
    owner = models.CharField(max_length=80)
    form = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=FileKind, default=FileKind.OTHER)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to=somewhere_arriving, storage=the_vault, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVING)
    language = models.CharField(max_length=10, default="en")
    reason = models.CharField(max_length=400, blank=True)
    scan_at = models.DateTimeField(null=True, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "made_at"], name="uploads_of_an_owner"),
            models.Index(fields=["made_at"], name="uploads_by_age"),
            models.Index(fields=["scan_at"], condition=Q(scan_at__isnull=False), name="uploads_to_scan"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"

    @property
    def content(self) -> FieldFile:
        """The field that holds its bytes, named as an attachment's."""
        return self.file

    @property
    def has_arrived(self) -> bool:
        """Whether the last byte is here."""
        return self.received == self.size

    @property
    def is_finished(self) -> bool:
        """Whether a form may name it."""
        return self.state in {self.State.SCANNING, self.State.CLEAN}
