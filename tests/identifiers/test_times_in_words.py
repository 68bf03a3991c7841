"""Times in words, as explorers print them and with the letters of a zone: understood, or asked about."""

from datetime import UTC, datetime

import pytest

from support.identifiers import read_when

from .test_everyday_times import several
from .test_rough_moments import berlin, read
from .vectors import refused

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday, 13:00 in Berlin

ONE_O_CLOCK = several("""
ru | вчера в час ночи | 22.11. 01:00 |
ru | вчера около часа ночи | 22.11. 01:00 | about
ru | вчера в час дня | 22.11. 13:00 |
ru | в час ночи | 23.11. 01:00 |
ru | вчера в половине второго дня | 22.11. 13:30 |
ru | вчера в полвторого дня | 22.11. 13:30 |
ru | вчера в полтретьего дня | 22.11. 14:30 |
ru | вчера без пяти три дня | 22.11. 14:55 |
ru | час назад | 23.11. 12:00 | about
ru | около часа назад | 23.11. 12:00 | about
es | ayer a la una de la tarde | 22.11. 13:00 |
es | ayer a la una de la madrugada | 22.11. 01:00 |
es | ayer a la una y media de la tarde | 22.11. 13:30 |
it | ieri all'una di notte | 22.11. 01:00 |
it | ieri all'una del pomeriggio | 22.11. 13:00 |
pt | ontem à uma da tarde | 22.11. 13:00 |
pt | ontem à uma da manhã | 22.11. 01:00 |
tr | dün gece saat bir | 23.11. 01:00 |
tr | dün öğleden sonra saat birde | 22.11. 13:00 |
de | gestern um eins nachts | 22.11. 01:00 |
de | gestern um ein Uhr nachts | 22.11. 01:00 |
de | gestern Nachmittag um eins | 22.11. 13:00 |
fr | hier à une heure du matin | 22.11. 01:00 |
fr | hier à une heure de l'après-midi | 22.11. 13:00 |
fr | hier à une heure et demie de l'après-midi | 22.11. 13:30 |
zh-hans | 昨天下午一点 | 22.11. 13:00 |
zh-hans | 昨天凌晨一点 | 22.11. 01:00 |
zh-hans | 昨天下午一点半 | 22.11. 13:30 |
en | yesterday at one in the afternoon | 22.11. 13:00 |
en | yesterday at one in the morning | 22.11. 01:00 |
""")

STAMPS = several("""
en | Nov-19-2026 09:12:33 PM UTC | 19.11. 22:12 |
en | Nov-19-2026 09:12:33 PM +UTC | 19.11. 22:12 |
en | 2026-11-19 09:12:33 +UTC | 19.11. 10:12 |
de | Nov-19-2026 09:12:33 PM UTC | 19.11. 22:12 |
en | 19-Nov-2026 9:12 PM | 19.11. 21:12 |
en | 19-Nov-2026 09:12:33 UTC | 19.11. 10:12 |
en | 2 days 3 hrs ago (Nov-19-2026 09:12:33 PM UTC) | 19.11. 22:12 |
en | 3 days ago (Nov-19-2026 09:12:33 PM +UTC) | 19.11. 22:12 |
en | 09:12:33 Nov 19, 2026 (UTC) | 19.11. 10:12 |
en | 2026-11-19 09:12:33 (UTC) | 19.11. 10:12 |
en | 2026-11-19 09:12 (3 days ago) | 19.11. 09:12 |
en | 2026-11-19 09:12:33 UTC (3 days ago) | 19.11. 10:12 |
de | 19.11.2026 09:12 (vor 3 Tagen) | 19.11. 09:12 |
en | Timestamp: 2 days ago (Nov-19-2026 09:12:33 PM UTC) | 19.11. 22:12 |
en | 2 days 3 hrs ago | 21.11. 10:00 | about
en | 1 hr 20 mins ago | 23.11. 11:40 | about
en | 19 Nov 2026 09:12 (UTC+1) | 19.11. 09:12 |
en | 19 Nov 2026 09:12 (UTC) | 19.11. 10:12 |
en | 2026-11-19 09:12 EST | 19.11. 15:12 |
en | 2026-11-19 9:12 am PST | 19.11. 18:12 |
en | 2026-11-19 9:12 pm est | 20.11. 03:12 |
ru | 19.11.2026 09:12 MSK | 19.11. 07:12 |
ru | 19.11.2026 09:12 мск | 19.11. 07:12 |
de | 19.11.2026 09:12 MEZ | 19.11. 09:12 |
en | 2026-11-19 09:12 JST | 19.11. 01:12 |
""")

AGO = several("""
en | 1.5 hours ago | 23.11. 11:30 | about
en | an hour and a half ago | 23.11. 11:30 | about
en | two and a half hours ago | 23.11. 10:30 | about
de | vor 1,5 Stunden | 23.11. 11:30 | about
de | vor anderthalb Stunden | 23.11. 11:30 | about
de | vor eineinhalb Stunden | 23.11. 11:30 | about
es | hace una hora y media | 23.11. 11:30 | about
es | hace 1,5 horas | 23.11. 11:30 | about
fr | il y a une heure et demie | 23.11. 11:30 | about
fr | il y a 1,5 heure | 23.11. 11:30 | about
it | un'ora e mezza fa | 23.11. 11:30 | about
it | due ore e mezza fa | 23.11. 10:30 | about
pt | há uma hora e meia | 23.11. 11:30 | about
pt | uma hora e meia atrás | 23.11. 11:30 | about
ru | полтора часа назад | 23.11. 11:30 | about
ru | 1,5 часа назад | 23.11. 11:30 | about
ru | два с половиной часа назад | 23.11. 10:30 | about
tr | bir buçuk saat önce | 23.11. 11:30 | about
tr | 1,5 saat önce | 23.11. 11:30 | about
zh-hans | 一个半小时前 | 23.11. 11:30 | about
zh-hans | 两个半小时前 | 23.11. 10:30 | about
zh-hans | 1.5小时前 | 23.11. 11:30 | about
de | vor 2 Std. 30 Min. | 23.11. 10:30 | about
ru | 2 ч назад | 23.11. 11:00 | about
fr | il y a 2 h 30 min | 23.11. 10:30 | about
zh-hans | 2小时30分钟前 | 23.11. 10:30 | about
en | earlier today | 23.11. 12:00 | day
en | two nights ago | 21.11. 22:00 | about
de | vor zwei Nächten | 21.11. 22:00 | about
es | hace dos noches | 21.11. 22:00 | about
fr | il y a deux nuits | 21.11. 22:00 | about
tr | iki gece önce | 21.11. 22:00 | about
en | a year ago | 23.11. 13:00 | weeks
de | vor einem Jahr | 23.11. 13:00 | weeks
es | hace un año | 23.11. 13:00 | weeks
fr | il y a un an | 23.11. 13:00 | weeks
it | un anno fa | 23.11. 13:00 | weeks
pt | há um ano | 23.11. 13:00 | weeks
ru | год назад | 23.11. 13:00 | weeks
tr | bir yıl önce | 23.11. 13:00 | weeks
zh-hans | 一年前 | 23.11. 13:00 | weeks
""")

MIDNIGHTS = several("""
pt | ontem às 8 da noite | 22.11. 20:00 |
pt | ontem às 10 da noite | 22.11. 22:00 |
it | avantieri | 21.11. 12:00 | day
zh-hans | 大前天 | 20.11. 12:00 | day
fr | il y a quinze jours | 08.11. 12:00 | day
es | hace un rato | 23.11. 13:00 | about
tr | dün gece yarısı | 23.11. 00:00 |
tr | gece yarısı | 23.11. 00:00 | about
tr | bugün öğlen | 23.11. 12:00 | about
de | gestern 24 Uhr | 23.11. 00:00 |
de | 24 Uhr | 23.11. 00:00 |
en | 2026-11-22 24:00 | 23.11. 00:00 |
fr | hier à 24h | 23.11. 00:00 |
fr | hier à minuit et demi | 22.11. 00:30 |
fr | hier à midi et demi | 22.11. 12:30 |
pt | ontem ao meio dia | 22.11. 12:00 | about
es | hoy a media noche | 23.11. 00:00 | about
zh-hans | 昨天正午 | 22.11. 12:00 | about
en | between 9 and 10 am | 23.11. 09:30 | about
en | yesterday between 3 and 4 pm | 22.11. 15:30 | about
de | gestern zwischen 15 und 16 Uhr | 22.11. 15:30 | about
es | ayer entre las 3 y las 4 de la tarde | 22.11. 15:30 | about
fr | hier entre 15h et 16h | 22.11. 15:30 | about
it | ieri tra le 15 e le 16 | 22.11. 15:30 | about
pt | ontem entre as 15 e as 16 | 22.11. 15:30 | about
ru | вчера между 15 и 16 | 22.11. 15:30 | about
tr | dün 15 ile 16 arasında | 22.11. 15:30 | about
zh-hans | 昨天下午3点到4点 | 22.11. 15:30 | about
""")

MONTHS = several("""
en | early November | 05.11. 12:00 | days
en | mid November | 15.11. 12:00 | days
en | late October | 25.10. 12:00 | days
en | at the end of October | 25.10. 12:00 | days
de | Anfang November | 05.11. 12:00 | days
de | Ende Oktober | 25.10. 12:00 | days
de | Mitte November | 15.11. 12:00 | days
es | a principios de noviembre | 05.11. 12:00 | days
es | a finales de octubre | 25.10. 12:00 | days
fr | début novembre | 05.11. 12:00 | days
fr | fin octobre | 25.10. 12:00 | days
fr | à la mi-novembre | 15.11. 12:00 | days
it | inizio novembre | 05.11. 12:00 | days
it | a metà novembre | 15.11. 12:00 | days
pt | início de novembro | 05.11. 12:00 | days
pt | no fim de outubro | 25.10. 12:00 | days
ru | в начале ноября | 05.11. 12:00 | days
ru | в конце октября | 25.10. 12:00 | days
tr | kasım başında | 05.11. 12:00 | days
tr | Ekim sonunda | 25.10. 12:00 | days
zh-hans | 11月初 | 05.11. 12:00 | days
zh-hans | 10月底 | 25.10. 12:00 | days
zh-hans | 十月底 | 25.10. 12:00 | days
""")


@pytest.mark.parametrize(
    ("language", "typed", "there", "exact"), [*ONE_O_CLOCK, *STAMPS, *AGO, *MIDNIGHTS, *MONTHS]
)
def test_it_is_understood_as_it_is_meant(language, typed, there, exact):
    found = read(typed, language, NOW)
    assert (berlin(found), found.exact) == (there, exact)


def test_a_year_ago_is_a_year_ago():
    assert read("a year ago", "en", NOW).at.year == 2025


@pytest.mark.parametrize("zone", ["BST", "IST", "CST"])
def test_letters_of_several_zones_are_asked_about(zone):
    problem = refused(read, f"2026-11-19 09:12 {zone}", "en", NOW)
    assert problem.code == "zone"
    assert zone in str(problem)
    assert "UTC" in str(problem)


def test_letters_of_the_customer_s_own_zone_are_not():
    at = read_when("2026-07-19 09:12 BST", "Europe/London", NOW, past=True, language="en").at
    assert at == datetime(2026, 7, 19, 8, 12, tzinfo=UTC)
    at = read_when("2026-07-19 09:12 IST", "Asia/Kolkata", NOW, past=True, language="en").at
    assert at == datetime(2026, 7, 19, 3, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("de", "gestern um eins", "two-times"),
        ("en", "yesterday at one", "two-times"),
        ("ru", "вчера в час", "two-times"),
        ("es", "ayer a la una", "two-times"),
        ("en", "yesterday between 3 and 4", "two-times"),
        ("de", "Ende November", "future"),
        ("en", "99999 years ago", "absurd"),
        ("en", "999999 days ago", "absurd"),
        ("en", "between 3 and 4 november", "unknown"),
        ("en", "between 3 and 4 apples", "unknown"),
        ("en", "2026-11-19 09:12 XYZ", "unknown"),
        ("en", "2026-11-19 25:00", "no-time"),
        ("en", "24 apples", "unknown"),
        ("de", "nach eins", "unknown"),
        ("en", "early", "unknown"),
        ("en", "a half and an hour", "unknown"),
    ],
)
def test_what_leaves_it_open_is_asked_about_and_nothing_is_guessed(language, typed, code):
    assert refused(read, typed, language, NOW).code == code
