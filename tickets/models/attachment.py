"""A file that came with a message."""

import uuid

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from support.people.models import Team, User
from tickets.models.message import Message


def somewhere_unguessable(attachment: "Attachment", name: str) -> str:
    """Where a file lies: a random name, nothing of what the sender called it."""
    key = uuid.uuid4().hex
    return f"attachments/{key[:2]}/{key}"


def somewhere_in_the_vault(attachment: "Attachment", name: str) -> str:
    """Where an identity document lies: as unguessable, on a shelf of its own."""
    key = uuid.uuid4().hex
    return f"identity/{key[:2]}/{key}"


def the_vault() -> Storage:
    """The storage called `vault`: asked when a file is, so that the settings decide."""
    return storages["vault"]


class FileKind(models.TextChoices):
    """What the sender says it is; identity documents go to the vault."""

    SCREENSHOT = "screenshot", _("Screenshot")
    RECORD = "record", _("Transaction record")
    IDENTITY = "identity", _("Identity document")
    RECORDING = "recording", _("Recording")
    OTHER = "other", _("Something else")


class FileState(models.TextChoices):
    """Whether it may be opened: only what is clean, and where nobody scans everything is."""

    SCANNING = "scanning", _("being checked for viruses")
    CLEAN = "clean", _("clean")
    INFECTED = "infected", _("held a virus; deleted")
    UNSCANNED = "unscanned", _("could not be checked for viruses")


class Attachment(models.Model):
    """A checked file; served only through a view that asks who you are.

    `file` holds it, or `sealed` when it is an identity document: the row cannot say one and keep the other.
    Once `deleted_at` is set the bytes are gone, and the row says that there was something. `key` is how the
    outside calls it: nobody counts on from one to the next.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=12, choices=FileKind, default=FileKind.OTHER)
    file = models.FileField(upload_to=somewhere_unguessable, blank=True)
    sealed = models.FileField(upload_to=somewhere_in_the_vault, storage=the_vault, blank=True)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    state = models.CharField(max_length=10, choices=FileState, default=FileState.CLEAN)
    scan_at = models.DateTimeField(null=True, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=100, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="identity", file="") | (~Q(kind="identity") & Q(sealed="")),
                name="identity_lies_in_the_vault",
            )
        ]
        indexes = [
            models.Index(fields=["scan_at"], condition=Q(scan_at__isnull=False), name="still_to_scan"),
            models.Index(
                fields=["id"], condition=Q(state="infected", told_at=None), name="infected_and_untold"
            ),
            models.Index(fields=["id"], condition=~Q(sealed=""), name="in_the_vault"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_identity(self) -> bool:
        """Whether it belongs into the vault."""
        return self.kind == FileKind.IDENTITY

    @property
    def content(self) -> FieldFile:
        """The field that holds its bytes."""
        return self.sealed if self.is_identity else self.file

    @property
    def is_open(self) -> bool:
        """Whether there are bytes to hand out, and nothing speaks against them."""
        return self.state == FileState.CLEAN and self.deleted_at is None

    @property
    def is_undecided(self) -> bool:
        """Whether somebody may yet say that it is clean, or is not."""
        return self.state in {FileState.SCANNING, FileState.UNSCANNED} and self.deleted_at is None

    @staticmethod
    def may_see_identity(user: User) -> bool:
        """Whether identity documents open for this agent: by a team that may, whatever their role."""
        return user.is_staff and Team.objects.filter(agents__user=user, may_see_identity=True).exists()
