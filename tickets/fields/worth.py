"""Whether an amount is worth more than so many euros or dollars, where that is known without a price.

This house has no prices: of a coin whose worth moves it does not claim to know, and nothing follows from it.
"""

from decimal import Decimal, InvalidOperation

from tickets import catalogue
from tickets.fields.reading import Read


def is_above(amount: Read, most: int) -> bool:
    """Whether a read amount is certainly above; money and coins near to one euro or dollar count as one."""
    if amount.facts.get("asset") not in catalogue.read("near_one.json"):
        return False
    try:
        return "doubt" not in amount.facts and Decimal(amount.value) > most
    except InvalidOperation:
        return False
