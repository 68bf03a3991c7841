"""What this house writes itself: account ids and case numbers with a check character (ISO 7064 mod 37,36).

Both are in Crockford's base 32, which has no I, L, O or U: whoever reads 0 as O, or 1 as I or L, is
understood.
"""

import secrets

from stdnum.iso7064 import mod_37_36

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CASE, CASE_SIZE = "MER", 6
ACCOUNT, ACCOUNT_SIZE = "MX", 14
MISREAD = str.maketrans("OIL", "011")


def new_case_number() -> str:
    """`MER-`, six random characters and their check character."""
    return f"{CASE}-{checked(''.join(secrets.choice(CROCKFORD) for _ in range(CASE_SIZE)))}"


def account_id(number: int) -> str:
    """The account id of a number from 0 on: `MX`, 14 characters and their check character."""
    digits = "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(ACCOUNT_SIZE)))
    return f"{ACCOUNT}{checked(digits)}"


def checked(digits: str) -> str:
    """The characters with their check character behind them."""
    return f"{digits}{mod_37_36.calc_check_digit(digits)}"


def proper(typed: str) -> str | None:
    """What was typed (in capitals, the check character last) as it is written; None when it does not fit."""
    digits = typed[:-1].translate(MISREAD)
    if not digits or set(digits) - set(CROCKFORD):
        return None
    right = checked(digits)
    return right if right[-1].translate(MISREAD) == typed[-1].translate(MISREAD) else None
