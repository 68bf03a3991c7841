"""The beta distribution, as far as a forecast asks for it: how sure a ratio of two gammas can be. Pure."""

import math

STEPS = 200  # of the continued fraction; it ends by itself long before
CLOSE = 1e-8  # a millionth of a minute
TINY = 1e-300


def below(x: float, a: float, b: float) -> float:
    """The share of Beta(a, b) below x: the regularised incomplete beta function (DLMF 8.17.22, by Lentz)."""
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - below(1 - x, b, a)
    weight = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(weight) / (a * _fraction(x, a, b))


def quantile(share: float, a: float, b: float) -> float:
    """The x below which lies this share (0 to 1) of Beta(a, b), by bisection."""
    low, high = 0.0, 1.0
    while high - low > CLOSE:
        middle = (low + high) / 2
        if below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _fraction(x: float, a: float, b: float) -> float:
    """1 + d1/(1 + d2/(1 + …)) from its top (modified Lentz)."""
    value, above, under = 1.0, 1.0, 0.0
    for step in range(1, STEPS):
        half, odd = divmod(step, 2)
        if odd:
            term = -(a + half) * (a + b + half) * x / ((a + step - 1) * (a + step))
        else:
            term = half * (b - half) * x / ((a + step - 1) * (a + step))
        under = 1 / ((1 + term * under) or TINY)
        above = (1 + term / above) or TINY
        value *= above * under
        if abs(above * under - 1) < CLOSE:
            break
    return value
