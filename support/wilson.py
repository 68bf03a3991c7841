"""How sure a share is: the interval of Wilson (Newcombe, Statistics in Medicine 17, 1998, method 3). Pure."""

from math import sqrt

Z95 = 1.96  # standard deviations on each side of 95 %


def interval(kept: int, cases: int, z: float = Z95) -> tuple[float, float]:
    """The bounds of the true share, `kept` of `cases` having been seen; nothing is known of no case.

    (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
    """
    if not 0 <= kept <= cases:
        raise ValueError(f"{kept} of {cases}")
    if cases == 0:
        return 0.0, 1.0
    share, square = kept / cases, z * z
    middle = share + square / (2 * cases)
    reach = z * sqrt(share * (1 - share) / cases + square / (4 * cases * cases))
    whole = 1 + square / cases
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return max(0.0, min(share, low)), min(1.0, max(share, high))  # rounding must not shut the share out
