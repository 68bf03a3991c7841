"""The checksum of BIP-39: which stretches of a run of list words are real recovery phrases."""

from hashlib import sha256

SIZES = (12, 15, 18, 21, 24)


def is_phrase(indices: list[int]) -> bool:
    """Whether list indices (12, 15, 18, 21 or 24 of them, 11 bits each) end in their own checksum."""
    bits = 0
    for index in indices:
        bits = bits << 11 | index
    return _holds(bits, len(indices))


def windows(indices: list[int]) -> list[tuple[int, int]]:
    """The `(start, end)` of every stretch with a right checksum."""
    found = []
    for size in SIZES:
        bits, keep = 0, (1 << 11 * size) - 1
        for end, index in enumerate(indices, start=1):
            bits = (bits << 11 | index) & keep
            if end >= size and _holds(bits, size):
                found.append((end - size, end))
    return found


def _holds(bits: int, size: int) -> bool:
    checks = size // 3
    digest = sha256((bits >> checks).to_bytes(size * 4 // 3, "big")).digest()
    return digest[0] >> (8 - checks) == bits & ((1 << checks) - 1)
