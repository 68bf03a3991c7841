"""Private keys without a checksum and two-step setup keys: only the words beside them tell."""

from ..cue_words import OTP_SETUP as SETUP_CUES
from ..cue_words import PRIVATE_KEY as KEY_CUES
from ..cued import Rule
from ..cues import Cues
from ..findings import Certainty
from ..kinds import OTP_SETUP, PRIVATE_KEY
from .shapes import GAP, IS

# 64 hex digits are a key or a transaction id. The nearer word decides, so these stand between for an id.
_TRANSACTION = (
    r"(?<!<L>)(?:tx|hash|transac|transaz|transakt|транзакц|хеш|хэш|islem|block|public|address)|交易|哈希"
    r"|公钥|地址"
)
_DENIED = r"not |n't |never|nicht|kein|nunca|jamais|non |не |没有"
_HEX = r"(?<![0-9A-Za-z])(?P<secret>(?:0[xX])?[0-9a-fA-F]{64}(?:[0-9a-fA-F]{64})?)(?![0-9A-Za-z])"
_LONG = r"(?P<secret>[0-9A-Za-z+/]{80,200}={0,2}|\[[ ]?(?:[0-9]{1,3}[ ]?,[ ]?){31,63}[0-9]{1,3}[ ]?\])"
_PEM = r"[A-Z0-9 ]{1,40}PRIVATE KEY(?: BLOCK)?-----"
_UPPER, _LOWER = r"[A-Z2-7]", r"[a-z2-7]"


def _base32(sign: str, letter: str) -> str:
    """A setup key in one piece or in groups of four, with a digit so that no words in capitals match."""
    grouped = rf"(?=(?:{sign}{{4}}[ -]){{0,12}}{letter}{{0,3}}[2-7])(?:{sign}{{4}}[ -]){{3,15}}{sign}{{1,4}}"
    return rf"(?=[A-Za-z]{{0,60}}[2-7]){sign}{{16,64}}={{0,6}}|{grouped}"


KEYS = (
    Rule(
        PRIVATE_KEY,
        KEY_CUES,
        after=(
            rf"[^\n]{{0,40}}?\n?[ ]{{0,2}}{_HEX}",
            rf"[\"'”)]?<S>{{0,3}}(?:{IS}|[:=])<S>{{0,3}}[\"'“]?{_LONG}",
        ),
        before=(rf"{_HEX}(?:(?!{_DENIED})[^\n.;]){{0,40}}",),
        veto=_TRANSACTION,
        lead=0,
    ),
    Rule(
        PRIVATE_KEY,
        Cues("-----begin", literal=True),
        after=(
            _PEM + r"(?P<secret>(?:[^⟦-]|-(?!----)){0,32768}-----END [A-Z0-9 ]{1,60}-----)",
            _PEM + r"(?P<secret>(?:(?:<S>|\\n){0,6}[A-Za-z0-9+/=]{20,4096}){0,500})",
        ),
        whole=True,
        certainty=Certainty.CERTAIN,
    ),
    Rule(
        OTP_SETUP,
        Cues("otpauth:// | otpauth-migration://", literal=True),
        after=(r"(?P<secret>[^ \t\r\n\"'<>⟦⟧]{1,2048}(?<![.,;:!?)\]}]))",),
        whole=True,
        certainty=Certainty.CERTAIN,
    ),
    Rule(
        OTP_SETUP,
        SETUP_CUES,
        after=(
            rf"{GAP}(?<![0-9A-Za-z])"
            rf"(?P<secret>{_base32(_UPPER, '[A-Z]')}|{_base32(_LOWER, '[a-z]')})(?![0-9A-Za-z])",
        ),
    ),
)
