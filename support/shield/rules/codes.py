"""One-time and backup codes: numbers near the words for them, unless other words claim them."""

from ..cue_words import BACKUP_CODES, CODE_STRONG, CODE_WEAK
from ..cued import Rule
from ..kinds import CODE
from .shapes import ALONE, GAP, IS, NOT_AN_AMOUNT

# Numbers of these things are not one-time codes. Searched in lower case around the cue.
_OTHER_NUMBERS = (
    r"(?<!<L>)(?:erro|status|http|zip|postal|postcode|promo|referral|invit|country|sort |bank|swift|bic"
    r"|branch|area|order|ticket|case|ref|mer-|transac|tx|block|product|voucher|coupon|gift|qr|source|track|tax|dial|phone"
    r"|mobile|tel|invoice|request(?!ed)|version|fehler|postleit|plz|bestell|vorgang|gutschein|rechnung|erreur"
    r"|commande|parrain|pays|pedido|factura|referencia|solicitud|ordine|fiscale|fattura|richiesta"
    r"|encomenda|convite|indicacao|ошибк|заказ|товар|почтов|индекс|промо|тикет|заявк|запрос|hata|posta|siparis|davet"
    r"|referans|talep|to (?:my |this |the )?number)|错误|邮政|邮编|邀请|订单|工单|国家|优惠|基金|股票"
)
_DATE = r"(?!(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))"
_PLAIN = (
    rf"{ALONE}{_DATE}(?P<secret>(?:[A-Z]{{1,2}}-)?(?:[0-9]{{3}}[ -][0-9]{{3}}|[0-9]{{6,8}})){NOT_AN_AMOUNT}"
)
_TOLD = rf"(?:<N>{{1,3}}<L>{{1,20}}){{4,9}}?[ ]{IS}[ ]{{0,2}}"  # "code they told me to read out was"
_GROUPED = rf"{ALONE}(?P<secret>[0-9]{{4}}[ -][0-9]{{4}}|[0-9]{{2}} [0-9]{{2}} [0-9]{{2}}){NOT_AN_AMOUNT}"
_AHEAD = rf"[ ]{{0,2}}(?:{IS}|[=-])[ ]{{0,2}}(?:<L>{{1,20}}[ ]){{0,3}}<L>{{0,4}}"
_AND = r"[ ]?(?:[,;/&+\n]|and|or|then|y|et|und|e|и|ve|和)[ ]{0,2}"
_ITEM = (
    r"(?=[0-9A-Za-z-]{0,20}[0-9])(?<![0-9A-Za-z])(?P<secret>[0-9A-Za-z]{4,6}(?:-[0-9A-Za-z]{4,6}){1,3}"
    r"|[0-9]{4} [0-9]{4}|[0-9]{8,10}|[0-9a-z]{8,12}|[0-9A-Z]{8,12})(?![0-9A-Za-z-])"
)
_LISTED = r"<L>{0,8}(?:<N>{1,3}<L>{1,20}){0,2}?<N>{0,3}(?:\r?\n){0,2}[ ]{0,2}"
_NUMBERED = r"(?:[0-9]{1,2}[.)][ ]?)?"

CODES = (
    Rule(
        CODE,
        CODE_STRONG,
        after=(GAP + _PLAIN, GAP + _GROUPED, _TOLD + _PLAIN),
        before=(_PLAIN + _AHEAD,),
        veto=_OTHER_NUMBERS,
        more=_AND + _PLAIN,
    ),
    Rule(
        CODE,
        CODE_WEAK,
        after=(GAP + _PLAIN, _TOLD + _PLAIN),
        before=(_PLAIN + _AHEAD,),
        veto=_OTHER_NUMBERS,
        lead=24,
        more=_AND + _PLAIN,
    ),
    Rule(
        CODE,
        BACKUP_CODES,
        after=(_LISTED + _NUMBERED + _ITEM,),
        more=r"[ ,;|\t\r\n]{1,4}" + _NUMBERED + _ITEM,
    ),
)
