"""Keys of browser push, on the curve P-256: ours, by which services know us, and those of browsers."""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()


def encoded(raw: bytes) -> str:
    """Base64url without padding (RFC 7515, 2)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The bytes again. Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as wrong:
        raise ValueError(text) from wrong


def make() -> str:
    """A new private key, for PUSH_PRIVATE_KEY."""
    return encoded(ec.generate_private_key(CURVE).private_numbers().private_value.to_bytes(32, "big"))


def private() -> ec.EllipticCurvePrivateKey:
    """Our own, from PUSH_PRIVATE_KEY. Raises ValueError when it is none."""
    return ec.derive_private_key(int.from_bytes(decoded(settings.PUSH_PRIVATE_KEY), "big"), CURVE)


def public() -> str:
    """What browsers subscribe with (RFC 8292, 4)."""
    return encoded(point(private().public_key()))


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as its 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def are_usable(p256dh: str, auth: str) -> bool:
    """Whether a browser's key is a point of the curve, and its secret 16 bytes long."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(p256dh))
        return len(decoded(auth)) == 16
    except ValueError:
        return False
