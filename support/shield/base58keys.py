"""Private keys that carry their own checksum: WIF, extended keys, BIP-38, XRP Ledger and Stellar secrets."""

import base64
import binascii
import re
from collections.abc import Iterator

import base58

from .findings import Finding
from .kinds import PRIVATE_KEY

_CHUNK = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{29,111}(?![0-9A-Za-z])")
# Mail clients break the 111 characters of an extended key over lines.
_EXTENDED = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]prv(?:\r?\n?[0-9A-Za-z]){107}(?![0-9A-Za-z])")
_WIF_VERSIONS = frozenset({0x80, 0xEF, 0xB0, 0x9E, 0xCC})  # Bitcoin, test networks, Litecoin, Dogecoin, Dash
_STELLAR_SEED = 18 << 3  # version byte of secret keys, https://stellar.org SEP-23


def keys(text: str) -> Iterator[Finding]:
    """Every private key with a right checksum in a folded text."""
    for match in _EXTENDED.finditer(text):
        if _is_extended(re.sub(r"[\r\n]", "", match[0])):
            yield Finding(PRIVATE_KEY, *match.span())
    for match in _CHUNK.finditer(text):
        check = _CHECKS.get(len(match[0]))
        if check and check(match[0]):
            yield Finding(PRIVATE_KEY, *match.span())


def _payload(chunk: str, alphabet: bytes = base58.BITCOIN_ALPHABET) -> bytes:
    try:
        return base58.b58decode_check(chunk, alphabet=alphabet)
    except ValueError:
        return b""


def _is_wif(chunk: str) -> bool:
    payload = _payload(chunk)
    compressed = len(payload) == 34 and payload[-1] == 1
    return (compressed or len(payload) == 33) and payload[0] in _WIF_VERSIONS


def _is_extended(chunk: str) -> bool:
    payload = _payload(chunk)
    return (
        len(payload) == 78 and payload[45] == 0
    )  # BIP-32: a private key is led by a zero byte, a public never


def _is_bip38(chunk: str) -> bool:
    payload = _payload(chunk)
    return len(payload) == 39 and payload[:2] in (b"\x01\x42", b"\x01\x43")


def _is_ripple(chunk: str) -> bool:
    payload = _payload(chunk, base58.RIPPLE_ALPHABET)
    return chunk[0] == "s" and (payload[:1] == b"\x21" or payload[:3] == b"\x01\xe1\x4b")


def _is_stellar(chunk: str) -> bool:
    try:
        raw = base64.b32decode(chunk)
    except binascii.Error:
        return False
    return raw[0] == _STELLAR_SEED and binascii.crc_hqx(raw[:-2], 0) == int.from_bytes(raw[-2:], "little")


_CHECKS = {
    29: _is_ripple,
    31: _is_ripple,
    51: _is_wif,
    52: _is_wif,
    56: _is_stellar,
    58: _is_bip38,
    111: _is_extended,
}
