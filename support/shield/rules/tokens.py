"""API secrets and sign-in tokens: known prefixes, headers, cookies, and "api secret: …"."""

from ..cue_words import API_SECRET as SECRET_CUES
from ..cued import Rule
from ..cues import Cues
from ..findings import Certainty
from ..kinds import API_SECRET, SESSION
from .shapes import IS

_NAMED = r"[\"']?[ ]{0,2}[:=][ ]{0,2}[\"']?"
_IN_HAR = r"\"[ ]?,<S>{0,40}\"value\"[ ]?:<S>{0,4}\"(?P<secret>[^\"\n]{8,8192})"
_PREFIXES = (
    "sk_live_ | sk_test_ | rk_live_ | ghp_ | gho_ | ghs_ | ghu_ | github_pat_ | glpat- | xoxb- | xoxp-",
    "xoxa- | xapp- | aiza | sg. | whsec_ | sk-ant- | sk-proj- | npm_ | dop_v1_",
)

TOKENS = (
    Rule(
        SESSION,
        Cues("eyj", literal=True),
        after=(
            r"(?<=eyJ)(?P<secret>[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{8,8192}(?:\.[A-Za-z0-9_-]{0,4096}){0,3})",
        ),
        whole=True,
        certainty=Certainty.CERTAIN,
    ),
    Rule(
        SESSION,
        Cues("authorization | bearer", literal=True),
        after=(
            _NAMED + r"[A-Za-z-]{3,12}[ ](?P<secret>(?=[^ \n]{0,200}[0-9=])[^ \t\r\n\"',;⟦⟧]{12,4096})",
            _NAMED + r"(?P<secret>(?=[^ \n]{0,200}[0-9])[^ \t\r\n\"',;⟦⟧]{12,4096})",
            r"[ ](?=[A-Za-z._~+\/=-]{0,200}[0-9])(?P<secret>[A-Za-z0-9._~+\/=-]{20,4096})",
            _IN_HAR,
        ),
    ),
    Rule(
        SESSION,
        Cues(
            "sessionid | session_id | phpsessid | jsessionid | connect.sid | csrftoken | xsrf-token",
            "id_token | session_token | access_token | refresh_token | auth_token | __host-session",
            "__secure-session",
            literal=True,
        ),
        after=(_NAMED + r"(?P<secret>[^ \t\r\n\"';,&<>⟦⟧]{12,4096})",),
    ),
    Rule(
        SESSION,
        Cues("cookie", literal=True),
        after=(r"[ ]?:[ ]{0,2}(?=[^\n]{0,200}[0-9A-Za-z_.-]=[^ \n])(?P<secret>[^\n⟦⟧]{8,8192})", _IN_HAR),
    ),
    Rule(
        API_SECRET,
        Cues(*_PREFIXES, literal=True),
        after=(r"(?=[A-Za-z_.-]{0,80}[0-9])(?P<secret>[A-Za-z0-9_.-]{16,255})",),
        whole=True,
        certainty=Certainty.CERTAIN,
    ),
    Rule(
        API_SECRET,
        Cues("akia", literal=True),
        after=(r"[0-9A-Z]{16}[ \"',:;|\r\n]{1,4}(?P<secret>[A-Za-z0-9\/+]{40})(?![A-Za-z0-9\/+])",),
    ),
    Rule(
        API_SECRET,
        Cues(
            "api-sign | cb-access-sign | ok-access-sign | x-bapi-sign | x-signature | kc-api-sign",
            literal=True,
        ),
        after=(_NAMED + r"(?P<secret>[A-Za-z0-9+\/=_-]{16,512})",),
    ),
    Rule(
        API_SECRET,
        SECRET_CUES,
        after=(
            rf"[\"'”)]?<S>{{0,3}}(?:{IS}|=>|[:=])<S>{{0,3}}[\"'“]?"
            r"(?=[A-Za-z+\/_.~-]{0,120}[0-9])(?=[0-9+\/_.~-]{0,60}[A-Za-z])"
            r"(?P<secret>[A-Za-z0-9+\/_.~-]{16,256}={0,2})",
            r"[ ](?=[A-Za-z]{0,60}[0-9])(?=[a-z0-9]{0,60}[A-Z])(?=[A-Z0-9]{0,60}[a-z])"
            r"(?P<secret>[A-Za-z0-9]{16,256})",
        ),
        veto=r"https?:|(?<!<L>)(?:tx|hash)",
    ),
)
