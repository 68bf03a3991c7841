"""What somebody wrote, in the reader's language: by the translator that is configured, by none if none is.

A translator is a class with one method, named by TRANSLATOR. What must stay byte for byte never reaches it,
and what comes back is believed only when all of that is in it again (docs/translation.md).
"""

from .asking import is_configured, translate
from .translator import Busy, NoTranslation, Refused, Silent, Translator, Unfaithful

__all__ = [
    "Busy",
    "NoTranslation",
    "Refused",
    "Silent",
    "Translator",
    "Unfaithful",
    "is_configured",
    "translate",
]
