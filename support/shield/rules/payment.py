"""Card security codes and PINs; card numbers themselves are found by their checksum in `cards.py`."""

from ..cue_words import CVV as CVV_CUES
from ..cue_words import PIN as PIN_CUES
from ..cued import Rule
from ..kinds import CVV, PIN
from .shapes import ALONE, GAP, IS, NOT_AN_AMOUNT, any_case

_NOUN = any_case("code number no nr kod код номер numara 码 号")
_LINK = rf"<L>{{0,4}}[ ]{{0,2}}(?:(?:{_NOUN})[ ]{{0,2}})?"
_EQUALS = rf"(?:{IS}|[:=#-])<S>{{0,3}}"
_NOT_A_YEAR = r"(?!(?:19|20)[0-9]{2})"

PAYMENT = (
    Rule(
        CVV,
        CVV_CUES,
        after=(
            rf"{_LINK}{_EQUALS}(?<![0-9A-Za-z])(?P<secret>[0-9]{{3,4}}){NOT_AN_AMOUNT}",
            rf"{GAP}{ALONE}{_NOT_A_YEAR}(?P<secret>[0-9]{{3,4}}){NOT_AN_AMOUNT}",
        ),
        veto=r"(?<!<L>)(?:erro|status|http|fehler|erreur|ошибк|hata)|错误",
    ),
    Rule(
        PIN,
        PIN_CUES,
        after=(
            rf"{_LINK}{_EQUALS}(?<![0-9A-Za-z])(?P<secret>[0-9]{{4,8}}){NOT_AN_AMOUNT}",
            rf"{_LINK}(?<![0-9A-Za-z]){_NOT_A_YEAR}(?P<secret>[0-9]{{4,8}}){NOT_AN_AMOUNT}",
            rf"(?:[ ]<L>{{1,20}}){{1,4}}[ ]{IS}[ ]{{0,2}}(?P<secret>[0-9]{{4,8}}){NOT_AN_AMOUNT}",
        ),
    ),
)
