"""A push message as its service takes it: encrypted for one browser (RFC 8291), signed by us (RFC 8292)."""

import json
import os
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tickets.notices import keys

RECORD = 4096  # bytes of a record; ours are far smaller
GOOD_FOR = timedelta(hours=12)  # a service takes a signature for at most a day (RFC 8292, 2)
END = b"\x02"  # the last record (RFC 8188, 2)


def sealed(words: bytes, *, p256dh: str, auth: str, salt: bytes = b"", once: str = "") -> bytes:
    """The one record of a message, its header before it (RFC 8188, 2.1).

    `salt` and `once`, the private key that is used once, are random unless given. Raises ValueError for keys
    of a browser that are none.
    """
    salt = salt or os.urandom(16)
    own = _key(once or keys.make())
    mine, theirs = keys.point(own.public_key()), keys.decoded(p256dh)
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(keys.CURVE, theirs))
    about = b"WebPush: info\0" + theirs + mine
    both = _derived(shared, salt=keys.decoded(auth), about=about, length=32)
    content = _derived(both, salt=salt, about=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = _derived(both, salt=salt, about=b"Content-Encoding: nonce\0", length=12)
    header = salt + RECORD.to_bytes(4, "big") + len(mine).to_bytes(1, "big") + mine
    return header + AESGCM(content).encrypt(nonce, words + END, None)


def signed(endpoint: str, *, now: datetime) -> str:
    """What stands behind Authorization: who we are, for this service, for some hours."""
    address = urlsplit(endpoint)
    about = {
        "aud": f"{address.scheme}://{address.netloc}",
        "exp": int((now + GOOD_FOR).timestamp()),
        "sub": settings.PUSH_CONTACT,
    }
    said = ".".join(
        keys.encoded(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, about)
    )
    r, s = decode_dss_signature(keys.private().sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    signature = keys.encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={said}.{signature}, k={keys.public()}"


def _key(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(keys.decoded(text), "big"), keys.CURVE)


def _derived(secret: bytes, *, salt: bytes, about: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, about).derive(secret)
