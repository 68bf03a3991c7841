"""The rules for secrets that words announce, a file for each family."""

from .codes import CODES
from .keys import KEYS
from .passwords import PASSWORDS
from .payment import PAYMENT
from .tokens import TOKENS

RULES = (*KEYS, *PASSWORDS, *CODES, *PAYMENT, *TOKENS)
