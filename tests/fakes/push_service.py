"""A push service and a browser on loopback: who signed a message, how urgent it is, what it says.

Both are written again from RFC 8030, 8188, 8291 and 8292, so that a mistake of ours cannot cancel itself
out.
"""

import base64
import json
import os
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.fakes.loopback import Answer, Call, Network, serving

CURVE = ec.SECP256R1()


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _hmac(key: bytes, words: bytes) -> bytes:
    made = hmac.HMAC(key, hashes.SHA256())
    made.update(words)
    return made.finalize()


class BrowserOnLoopback:
    """One subscription; it alone can read what is sent to it."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint, self.secret = endpoint, os.urandom(16)
        self.key = ec.generate_private_key(CURVE)
        self.point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def subscription(self) -> dict[str, str]:
        return {"endpoint": self.endpoint, "p256dh": b64(self.point), "auth": b64(self.secret)}

    def read(self, body: bytes) -> dict:
        """The words of a message (RFC 8291, 3.4; one record of RFC 8188)."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, record = body[21 : 21 + length], body[21 + length :]
        assert len(record) <= size
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        both = _hmac(_hmac(self.secret, shared), b"WebPush: info\0" + self.point + sender + b"\x01")
        start = _hmac(salt, both)
        key = _hmac(start, b"Content-Encoding: aes128gcm\0\x01")[:16]
        nonce = _hmac(start, b"Content-Encoding: nonce\0\x01")[:12]
        words = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\0")
        assert words.endswith(b"\x02")
        return json.loads(words[:-1])


class PushService(Network):
    """Takes what is signed by the key a browser subscribed with, says how long and how urgent it is."""

    def __init__(self, public: str) -> None:
        super().__init__()
        self.public = public

    def browser(self, name: str = "one") -> BrowserOnLoopback:
        return BrowserOnLoopback(f"{self.url}/push/{name}")

    def answer(self, call: Call) -> Answer:
        if call.method != "POST" or call.headers.get("content-encoding") != "aes128gcm":
            return Answer(400)
        if not call.headers.get("ttl", "").isdecimal():
            return Answer(400)
        if call.headers.get("urgency", "normal") not in {"very-low", "low", "normal", "high"}:
            return Answer(400)
        return Answer(201 if self.is_ours(call.headers.get("authorization", "")) else 403)

    def is_ours(self, said: str) -> bool:
        """Whether a signature is by the key it names, for this service, and not for more than a day."""
        if not said.startswith("vapid "):
            return False
        parts = dict(part.strip().split("=", 1) for part in said.removeprefix("vapid ").split(","))
        head, about, signature = parts["t"].split(".")
        raw, key = unb64(signature), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unb64(parts["k"]))
        whole = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        try:
            key.verify(whole, f"{head}.{about}".encode(), ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        facts, address = json.loads(unb64(about)), urlsplit(self.url)
        fresh = 0 < facts["exp"] - time.time() <= 24 * 3600
        right = facts["aud"] == f"{address.scheme}://{address.netloc}" and facts["sub"]
        return bool(
            fresh and right and parts["k"] == self.public and json.loads(unb64(head))["alg"] == "ES256"
        )


@contextmanager
def push_service(public: str):
    """A service for browsers that subscribed with this key, until the block ends."""
    with serving(PushService(public)) as service:
        yield service
