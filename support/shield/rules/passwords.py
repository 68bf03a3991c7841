"""Passwords: "password: …" masks what follows, "my password is …" only what looks like one."""

from ..cue_words import PASSWORD as CUES
from ..cue_words import PASSWORD_SHORT as SHORT_CUES
from ..cued import Rule
from ..kinds import PASSWORD
from .shapes import IS, SIGN, any_case

# After "password:" these begin a sentence about a password, in the order of the nine languages.
_SENTENCE = any_case(
    "i i'm my the a an is it its not no none nothing n/a null unknown forgot forgotten reset change changed "
    "wrong incorrect invalid lost expired yes ok please what how why when where which this that correct same "
    "hidden removed see stored saved required must should can cannot can't won't doesn't does minimum "
    "min at between and or problem issue error new old for to from with we you they he she was has have "
    "see siehe voir véase vea veja veda смотрите см bkz "
    "there still olvidé olvidada olvidado incorrecta restablecer cambiar ninguna la el mi es se lo "
    "oublié oubliée incorrecte réinitialiser non je j'ai mon le ne pas "
    "vergessen falsch zurücksetzen nein ich mein nicht das die der ist kein keine "
    "dimenticata errata sbagliata reimpostare ho il "
    "esqueci esquecida incorreta errada redefinir não o minha "
    "забыл забыла забыт неверный не сбросить сброс нет я мой как "
    "unuttum yanlış sıfırla sıfırlama yok benim ve"
)
_OTHER = r"(?!(?:https?:|www\.|MER-|0x))"
_LAST = r"(?![.,;:)\]}>\"'])" + SIGN
_VALUE = rf"(?P<secret>{SIGN}{{3,127}}{_LAST})"
_QUOTED = r"[\"'“”„«‘「](?P<secret>[^\"“”„«»「」\n⟦⟧]{4,64})[\"'“”»’」]"
_ANY = (
    rf"(?![\[({{<])(?!(?:{_SENTENCE})(?![0-9@#$%^&*_-])(?!<L>))(?![*•._xX-]{{1,40}}(?:<S>|<END>))"
    rf"(?![^ \t\r\n]{{1,40}}:(?:<S>|<END>)){_VALUE}"
)
_STRONG = (
    rf"{_OTHER}(?![0-9]{{1,5}}[%.,;:!?)]{{0,2}}(?:<S>|<END>))"
    rf"(?={SIGN}{{0,62}}(?:[0-9]|[@#$%^&+=!]{SIGN}|[a-z][A-Z])){_VALUE}"
)
_VERY_STRONG = (
    rf"{_OTHER}(?!{SIGN}{{1,60}}@{SIGN}{{1,60}}\.)(?!2[Ff][Aa])"
    rf"(?={SIGN}{{0,62}}[0-9])(?={SIGN}{{0,62}}<L>)(?={SIGN}{{6}}){_VALUE}"
)
_FOR = any_case("for to of on para de del pour du für zu vom per di da do от для на к ile için")
_OF_WHAT = rf"(?:[ ](?:{_FOR})(?:[ ]<L>{{1,20}}){{1,4}})?"
_COLON = r"[\"'”»」)]?[ ]{0,3}(?:=>|[:=]{1,2})<S>{0,3}"
_BE = rf"[ ]{{0,2}}(?:{IS}|[:=]|(?<=[ ])-(?=[ ]))[ ]{{0,2}}[:=]?[ ]{{0,2}}"

_SAID = (_COLON + _QUOTED, _COLON + _ANY, _OF_WHAT + _BE + _QUOTED, _OF_WHAT + _BE + _STRONG)
_SAID_BEFORE = rf"(?<!{SIGN}){_STRONG}[ ]{{0,2}}{IS}[ ]{{0,2}}(?:<L>{{1,20}}[ ]){{0,3}}<L>{{0,4}}"

PASSWORDS = (
    Rule(PASSWORD, CUES, after=(*_SAID, r"[ ]{0,2}" + _VERY_STRONG), before=(_SAID_BEFORE,)),
    Rule(PASSWORD, SHORT_CUES, after=(_COLON + _STRONG, *_SAID[2:]), before=(_SAID_BEFORE,)),
)
