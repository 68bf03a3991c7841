"""Times as everybody says them: short dates are days, halves of hours are asked about, nothing is guessed."""

from datetime import UTC, datetime

import pytest

from support.identifiers import Exact

from .test_rough_moments import berlin, read
from .vectors import refused

DAY, DAYS, ABOUT, MINUTE = Exact.DAY, Exact.DAYS, Exact.ABOUT, Exact.MINUTE


def several(text):
    """Rows of "language | typed | day and time in Berlin | how exact"."""
    return [tuple(cell.strip() for cell in row.split("|")) for row in text.strip().split("\n")]


SHORT_DATES = several("""
de | 10.11. | 10.11. 12:00 | day
ru | 10.11. | 10.11. 12:00 | day
tr | 10.11. | 10.11. 12:00 | day
en | Tuesday 10.11 | 10.11. 12:00 | day
de | Dienstag 10.11 | 10.11. 12:00 | day
ru | вторник 10.11 | 10.11. 12:00 | day
tr | Salı 10.11 | 10.11. 12:00 | day
de | Mittwoch, den 18.11. | 18.11. 12:00 | day
de | am 10.11. um 14:05 | 10.11. 14:05 |
de | 14.05 Uhr am 10.11. | 10.11. 14:05 |
de | 10.11 14:05 | 10.11. 14:05 |
ru | 10.11 в 14:05 | 10.11. 14:05 |
de | 3.12. | 03.12. 12:00 | day
en | 18/11 | 18.11. 12:00 | day
en | 11/18 | 18.11. 12:00 | day
fr | 10/11 à 14h05 | 10.11. 14:05 |
en | the 18th | 18.11. 12:00 | day
en | Wednesday the 18th at 14:05 | 18.11. 14:05 |
de | am 18. | 18.11. 12:00 | day
es | el 18 | 18.11. 12:00 | day
fr | le 18 | 18.11. 12:00 | day
it | il 18 | 18.11. 12:00 | day
pt | dia 18 | 18.11. 12:00 | day
ru | 18-го | 18.11. 12:00 | day
tr | ayın 18'inde | 18.11. 12:00 | day
zh-hans | 18号 | 18.11. 12:00 | day
zh-hans | 11月18日 | 18.11. 12:00 | day
zh-hans | 11月18日下午三点 | 18.11. 15:00 |
zh-hans | 十一月十八日 14:05 | 18.11. 14:05 |
""")

TIMES = several("""
en | just now | 20.11. 13:00 | about
en | now | 20.11. 13:00 | about
de | gerade eben | 20.11. 13:00 | about
es | ahora mismo | 20.11. 13:00 | about
fr | maintenant | 20.11. 13:00 | about
it | adesso | 20.11. 13:00 | about
pt | agora | 20.11. 13:00 | about
ru | только что | 20.11. 13:00 | about
tr | az önce | 20.11. 13:00 | about
zh-hans | 刚才 | 20.11. 13:00 | about
en | the day before yesterday | 18.11. 12:00 | day
de | vorgestern | 18.11. 12:00 | day
es | antes de ayer | 18.11. 12:00 | day
fr | avant-hier | 18.11. 12:00 | day
it | l'altro ieri | 18.11. 12:00 | day
pt | anteontem | 18.11. 12:00 | day
ru | позавчера | 18.11. 12:00 | day
tr | evvelsi gün | 18.11. 12:00 | day
zh-hans | 前天 | 18.11. 12:00 | day
en | last night at 2am | 20.11. 02:00 |
en | last night around 3 am | 20.11. 03:00 | about
en | last night at 11 | 19.11. 23:00 |
en | last night at 12:30 | 20.11. 00:30 |
de | letzte Nacht um 2 | 20.11. 02:00 |
es | anoche a las 2 | 20.11. 02:00 |
fr | cette nuit à 2h | 20.11. 02:00 |
it | stanotte alle 2 | 20.11. 02:00 |
pt | ontem à noite às 23h | 19.11. 23:00 |
ru | вчера ночью в 2 часа | 20.11. 02:00 |
tr | dün gece saat 2'de | 20.11. 02:00 |
zh-hans | 昨晚11点 | 19.11. 23:00 |
zh-hans | 昨晚十一点半 | 19.11. 23:30 |
en | half past two | 20.11. 02:30 |
de | halb drei | 20.11. 02:30 |
en | yesterday at half past two in the afternoon | 19.11. 14:30 |
de | gestern Nachmittag um halb drei | 19.11. 14:30 |
es | ayer a las dos y media de la tarde | 19.11. 14:30 |
fr | hier à deux heures et demie de l'après-midi | 19.11. 14:30 |
it | ieri alle due e mezza del pomeriggio | 19.11. 14:30 |
pt | ontem às duas e meia da tarde | 19.11. 14:30 |
ru | вчера в половине третьего дня | 19.11. 14:30 |
tr | dün öğleden sonra iki buçukta | 19.11. 14:30 |
zh-hans | 昨天下午两点半 | 19.11. 14:30 |
zh-hans | 下午三点 | 20.11. 15:00 |
en | nine in the morning | 20.11. 09:00 |
de | gestern um neun Uhr morgens | 19.11. 09:00 |
es | ayer a las nueve de la mañana | 19.11. 09:00 |
it | ieri alle nove di mattina | 19.11. 09:00 |
pt | ontem às nove da manhã | 19.11. 09:00 |
ru | вчера в девять утра | 19.11. 09:00 |
tr | dün sabah dokuzda | 19.11. 09:00 |
en | today at 9 | 20.11. 09:00 |
de | gestern um 9 | 19.11. 09:00 |
en | since yesterday | 19.11. 12:00 | day
de | seit gestern | 19.11. 12:00 | day
es | desde ayer | 19.11. 12:00 | day
fr | depuis hier | 19.11. 12:00 | day
it | da ieri | 19.11. 12:00 | day
pt | desde ontem | 19.11. 12:00 | day
ru | со вчера | 19.11. 12:00 | day
tr | dünden beri | 19.11. 12:00 | day
zh-hans | 从昨天开始 | 19.11. 12:00 | day
de | seit 3 Tagen | 17.11. 12:00 | day
ru | полчаса назад | 20.11. 12:30 | about
tr | İki gün önce | 18.11. 12:00 | day
tr | ALTI GÜN ÖNCE | 14.11. 12:00 | day
en | 12:30 at night | 20.11. 00:30 |
de | 12 Uhr nachts | 20.11. 00:00 |
es | a las 12 de la noche | 20.11. 00:00 |
ru | в 12 ночи | 20.11. 00:00 |
zh-hans | 夜里12点 | 20.11. 00:00 |
en | 12:30 in the afternoon | 20.11. 12:30 |
de | 12 Uhr mittags | 20.11. 12:00 |
en | Tuesday a week ago | 10.11. 12:00 | day
en | Tuesday a week ago at 10:15 | 10.11. 10:15 |
de | Dienstag vor einer Woche | 10.11. 12:00 | day
""")


@pytest.mark.parametrize(("language", "typed", "there", "exact"), SHORT_DATES + TIMES)
def test_it_is_understood_as_it_is_meant(language, typed, there, exact):
    if typed.startswith(("下午三点", "12:30 in the afternoon", "11月18日下午")):
        found = read(typed, language, datetime(2026, 11, 20, 20, 0, tzinfo=UTC))
    else:
        found = read(typed, language)
    assert (berlin(found), found.exact) == (there, exact)


@pytest.mark.parametrize(
    ("language", "typed", "there"),
    [
        ("de", "14.05 Uhr", "19.11. 14:05"),
        ("de", "gestern um 10.11", "19.11. 10:11"),
        ("de", "gestern 10.11.", "19.11. 10:11"),
        ("de", "Dienstag um 10.11", "17.11. 10:11"),
        ("tr", "saat 10.11", "20.11. 10:11"),
        ("en", "9.30", "20.11. 09:30"),
        ("en", "3 Nov 14.05", "03.11. 14:05"),
    ],
)
def test_a_clock_s_time_with_a_point_stays_one(language, typed, there):
    found = read(typed if typed != "14.05 Uhr" else "gestern 14.05 Uhr", language)
    assert (berlin(found), found.exact) == (there, MINUTE)


@pytest.mark.parametrize(
    ("language", "typed", "code", "words"),
    [
        ("de", "10.11", "day-or-time", "2026-11-10 for the day or 10:11 for the time"),
        ("en", "Friday 10.11", "day-or-time", "10 November 2026, or a time"),
        ("en", "10/11", "two-dates", "This may be 2026-11-10 or 2026-10-11"),
        ("en", "Wednesday 19 November", "weekday", "19 November 2026 falls on a Thursday"),
        ("de", "Dienstag, 18.11.", "weekday", "18 November 2026 falls on a Wednesday"),
        ("en", "Monday the 18th", "weekday", "falls on a Wednesday"),
        ("en", "yesterday at half past two", "two-times", "This may be 02:30 or 14:30"),
        ("de", "gestern um halb drei", "two-times", "This may be 02:30 or 14:30"),
        ("en", "yesterday at 9", "two-times", "This may be 09:00 or 21:00"),
        ("de", "31.2.", "unknown", "not understood"),
        ("en", "half past twenty apples", "unknown", "not understood"),
    ],
)
def test_what_may_be_two_things_is_asked(language, typed, code, words):
    problem = refused(read, typed, language)
    assert (problem.code, words in str(problem)) == (code, True), str(problem)
