"""A mail that came in: kept before it is understood, sealed, for secrets in it must not rest in the open."""

import base64
from hashlib import sha256

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.message import Message


def _box() -> Fernet:
    """The key the raw bytes are sealed with: made of SECRET_KEY, in no table."""
    return Fernet(base64.urlsafe_b64encode(sha256(b"letters" + settings.SECRET_KEY.encode()).digest()))


class Letter(models.Model):
    """One mail, once: `name` is the digest of its Message-ID, or of its bytes where it has none.

    The sealed bytes go when it was understood; what nobody could read keeps them, to be looked at.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        HEARD = "heard", _("on a ticket")
        AUTOMATIC = "automatic", _("an answering machine’s or a loop’s")
        EMPTY = "empty", _("nothing new was said in it")
        BROKEN = "broken", _("could not be read")

    name = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    came_at = models.DateTimeField(_("came"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    understood_at = models.DateTimeField(_("understood"), null=True, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=10, choices=Outcome, blank=True)
    sender = models.CharField(_("from"), max_length=254, blank=True)
    is_proven = models.BooleanField(_("its sender is proven"), default=False)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="letters", verbose_name=_("message")
    )

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(
                fields=["came_at"], condition=models.Q(understood_at=None), name="letters_not_understood"
            )
        ]

    def __str__(self) -> str:
        return f"{self.came_at:%Y-%m-%d %H:%M} {self.sender}"

    @property
    def raw(self) -> bytes:
        """The bytes as they came; raises InvalidToken when SECRET_KEY has changed since."""
        return _box().decrypt(bytes(self.sealed))

    @staticmethod
    def seal(raw: bytes) -> bytes:
        """Bytes as a row keeps them."""
        return _box().encrypt(raw)
