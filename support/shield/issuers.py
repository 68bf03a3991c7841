"""Which first digits and lengths card numbers have, by issuer."""

from bisect import bisect_right

# (first prefix, last prefix, lengths). Mir is kept to 16 digits: 19 would meet ids of X's posts.
RANGES: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (4, 4, (13, 16, 19)),  # Visa
    (51, 55, (16,)),  # Mastercard
    (2221, 2720, (16,)),  # Mastercard
    (34, 34, (15,)),  # American Express
    (37, 37, (15,)),  # American Express
    (6011, 6011, (16, 19)),  # Discover
    (644, 649, (16, 19)),  # Discover
    (65, 65, (16, 19)),  # Discover, RuPay, Troy
    (3528, 3589, (16, 17, 18, 19)),  # JCB
    (300, 305, (14, 16)),  # Diners Club
    (3095, 3095, (14, 16)),  # Diners Club
    (36, 36, (14, 16)),  # Diners Club
    (38, 39, (14, 16)),  # Diners Club
    (62, 62, (16, 17, 18, 19)),  # UnionPay
    (8100, 8171, (16, 17, 18, 19)),  # UnionPay
    (2200, 2204, (16,)),  # Mir
    (9792, 9792, (16,)),  # Troy
    (606282, 606282, (16,)),  # Hipercard
    (636368, 636368, (16,)),  # Elo
    (506699, 506778, (16,)),  # Elo
    (509000, 509999, (16,)),  # Elo
    (6080, 6089, (16,)),  # RuPay
    (5018, 5018, (13, 16, 18, 19)),  # Maestro
    (5020, 5020, (13, 16, 18, 19)),  # Maestro
    (5038, 5038, (13, 16, 18, 19)),  # Maestro
    (5893, 5893, (13, 16, 18, 19)),  # Maestro
    (6304, 6304, (13, 16, 18, 19)),  # Maestro
    (6759, 6759, (13, 16, 18, 19)),  # Maestro
    (6761, 6763, (13, 16, 18, 19)),  # Maestro
)


def is_card(digits: str) -> bool:
    """Whether 13 to 19 digits have an issuer, the length it uses and a right check digit (Luhn)."""
    return len(digits) in _lengths(int(digits[:6])) and _luhn(digits)


def _lengths(six: int) -> tuple[int, ...]:
    at = bisect_right(_STARTS, six) - 1
    return SIX[at][2] if at >= 0 and six <= SIX[at][1] else ()


def _luhn(digits: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


# The same ranges by the first six digits, in order; none overlaps another.
SIX = sorted((int(f"{first:0<6}"), int(f"{last:9<6}"), lengths) for first, last, lengths in RANGES)
_STARTS = [first for first, _, _ in SIX]
