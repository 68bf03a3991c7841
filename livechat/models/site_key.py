"""A key of a host site: what its signed identities are checked with."""

from base64 import urlsafe_b64encode
from datetime import datetime

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from livechat.models.site import Site

MOST_KEYS = 10  # of one site
LEAST_SECRET = 32  # bytes
LEAST_MODULUS = 2048  # bits


class SiteKeyQuerySet(models.QuerySet["SiteKey"]):
    """Adjectives that chain."""

    def good(self, now: datetime) -> "SiteKeyQuerySet":
        """Those that are not retired yet."""
        return self.filter(models.Q(retires_at=None) | models.Q(retires_at__gt=now))


class SiteKey(models.Model):
    """One key, and the one algorithm it is for: a token's own word about its algorithm counts for nothing.

    Of EdDSA and RS256 we keep the public half, and then hold nothing worth stealing. A secret of HS256 is
    kept sealed by SECRET_KEY.
    """

    class Alg(models.TextChoices):
        """How identities are signed."""

        EDDSA = "EdDSA", _("EdDSA: Ed25519, its public key")
        RS256 = "RS256", _("RS256: RSA, its public key")
        HS256 = "HS256", _("HS256: a shared secret")

    site = models.ForeignKey(Site, models.CASCADE, related_name="keys", verbose_name=_("chat site"))
    kid = models.CharField(_("key id"), max_length=64, validators=[RegexValidator(r"^[0-9A-Za-z._-]+\Z")])
    alg = models.CharField(_("algorithm"), max_length=5, choices=Alg, default=Alg.EDDSA)
    kept = models.TextField(_("key"), editable=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    retires_at = models.DateTimeField(
        _("retires"), null=True, blank=True, help_text=_("From then on it proves nothing any more.")
    )

    objects = SiteKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("site key")
        verbose_name_plural = _("site keys")
        constraints = [models.UniqueConstraint(fields=["site", "kid"], name="one_key_of_an_id_a_site")]

    def __str__(self) -> str:
        return f"{self.kid} ({self.alg})"

    @property
    def is_good(self) -> bool:
        """Whether it proves anything now."""
        return self.retires_at is None or self.retires_at > timezone.now()

    @property
    def material(self) -> str:
        """The public key as PEM, or the secret."""
        return _seal().decrypt(self.kept.encode()).decode() if self.alg == self.Alg.HS256 else self.kept

    @material.setter
    def material(self, said: str) -> None:
        """Keep a key that `check_material` found good."""
        self.kept = _seal().encrypt(said.encode()).decode() if self.alg == self.Alg.HS256 else said


def check_material(alg: str, said: str) -> None:
    """Raise ValidationError for what is no good key for its algorithm."""
    if alg == SiteKey.Alg.HS256:
        if len(said.encode()) < LEAST_SECRET or "-----BEGIN" in said:
            raise ValidationError(_("A shared secret has at least 32 bytes, and is no public key."))
        return
    try:
        key = load_pem_public_key(said.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ValidationError(_("This is no public key as PEM (-----BEGIN PUBLIC KEY-----).")) from error
    if alg == SiteKey.Alg.EDDSA and not isinstance(key, Ed25519PublicKey):
        raise ValidationError(_("EdDSA needs an Ed25519 key."))
    if alg == SiteKey.Alg.RS256 and not (isinstance(key, RSAPublicKey) and key.key_size >= LEAST_MODULUS):
        raise ValidationError(_("RS256 needs an RSA key of at least 2048 bits."))


def _seal() -> Fernet:
    return Fernet(urlsafe_b64encode(salted_hmac("livechat.site_key", "", algorithm="sha256").digest()))
