"""Fragments the rules share; see `patterns.py` for the signs in them."""

from ..fold import fold
from ..patterns import literal


def any_case(words: str) -> str:
    """An alternation of words parted by blanks, each as it is, Capitalised and in CAPITALS."""
    folded = {fold(word).text for word in words.split()}
    spelt = {form for word in folded for form in (word, word.capitalize(), word.upper())}
    return "|".join(literal(form) for form in sorted(spelt, key=lambda form: (-len(form), form)))


_IS_WORDS = any_case("is was are es era est était ist war lautet è é это olan")
IS = rf"(?:(?<!<L>)(?:{_IS_WORDS})(?!<L>)|[是为為])"
# Up to four words between a cue and its value ("code you sent me was"), and one line end.
GAP = r"<L>{0,8}(?:<N>{1,4}(?:<L>{1,20}|[0-9](?![0-9]))){0,4}?<N>{0,4}\n?[ ]{0,2}"
# What follows a number that is an amount, a measure or part of a longer number, not a code.
_UNITS = any_case(
    "usd usdt usdc eur euro euros gbp chf btc eth bnb sol xrp trx ltc doge ada dai ton rub try brl cny rmb "
    "dollars dollar dólares rubles рублей рубля руб долларов евро lira tl yuan reais sats satoshi coins "
    "tokens minutes min seconds sec hours days characters digits times points people users "
    "元 美元 块 个 天 秒 分钟"
)
NOT_AN_AMOUNT = rf"(?![0-9A-Za-z%])(?![.,:/-][0-9])(?![ ]?(?:[$€£¥₽₺]|(?:{_UNITS})(?!<L>)))"
ALONE = r"(?<![0-9A-Za-z.,/+#$€£¥₽₺@])(?<![0-9]-)"
# What a password is made of: no blanks, no typographic quotes; Chinese signs end it because no space would.
SIGN = r"[^\x00-\x20\x7f-\xa0\xab\xbb\u2000-\u206f\u2e80-\u9fff⟦⟧]"
