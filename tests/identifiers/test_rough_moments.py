"""Moments as frightened people remember them, in nine languages: understood, never made more exact."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from support.identifiers import Exact, When, read_moment, read_when, when_words

from .vectors import refused

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday, 13:00 in Berlin
BERLIN = "Europe/Berlin"
DAY, DAYS, WEEKS, ABOUT, MINUTE = Exact.DAY, Exact.DAYS, Exact.WEEKS, Exact.ABOUT, Exact.MINUTE


def read(typed, language="en", now=NOW):
    return read_when(typed, BERLIN, now, past=True, language=language)


def berlin(found):
    return f"{found.at.astimezone(ZoneInfo(BERLIN)):%d.%m. %H:%M}"


@pytest.mark.parametrize(
    ("typed", "there", "exact"),
    [
        ("yesterday", "19.11. 12:00", DAY),
        ("about yesterday", "19.11. 12:00", DAY),
        ("3 days ago", "17.11. 12:00", DAY),
        ("about 3 days ago", "17.11. 12:00", DAYS),
        ("days ago", "19.11. 12:00", DAYS),
        ("a few days ago", "17.11. 12:00", DAYS),
        ("3 days ago at 14:05", "17.11. 14:05", MINUTE),
        ("around noon yesterday", "19.11. 12:00", ABOUT),
        ("not sure, about 14:00 on Friday", "13.11. 14:00", ABOUT),  # today's is still ahead
        ("about 14:00 on Thursday", "19.11. 14:00", ABOUT),
        ("Friday 09:30", "20.11. 09:30", MINUTE),
        ("Friday", "20.11. 12:00", DAY),
        ("last Friday", "13.11. 12:00", DAY),
        ("Tuesday last week", "10.11. 12:00", DAY),
        ("last week", "12.11. 12:00", DAYS),
        ("this week", "18.11. 12:00", DAYS),
        ("2 weeks ago", "06.11. 12:00", DAYS),
        ("last month", "17.10. 12:00", WEEKS),
        ("a month ago", "21.10. 13:00", WEEKS),
        ("October", "15.10. 12:00", WEEKS),
        ("in November", "15.11. 12:00", WEEKS),
        ("at the weekend", "15.11. 12:00", DAYS),
        ("half an hour ago", "20.11. 12:30", ABOUT),
        ("two hours ago", "20.11. 11:00", ABOUT),
        ("an hour ago or so", "20.11. 12:00", ABOUT),
        ("this morning", "20.11. 09:00", ABOUT),
        ("last night", "19.11. 22:00", ABOUT),
        ("8 in the evening yesterday", "19.11. 20:00", MINUTE),
        ("~14:05 yesterday", "19.11. 14:05", ABOUT),
        ("today", "20.11. 12:00", DAY),
        ("2026-11-18", "18.11. 12:00", DAY),
        ("around 18 November", "18.11. 12:00", DAYS),
        ("2026-11-18T14:05", "18.11. 14:05", MINUTE),
    ],
)
def test_what_people_remember_is_understood_with_how_exact_it_is(typed, there, exact):
    found = read(typed)
    assert (berlin(found), found.exact) == (there, exact)


SAME = {
    ("17.11. 12:00", DAY): {
        "de": "vor 3 Tagen",
        "es": "hace tres días",
        "fr": "il y a 3 jours",
        "it": "3 giorni fa",
        "pt": "há 3 dias | 3 dias atrás",
        "ru": "3 дня назад | три дня назад",
        "tr": "3 gün önce",
        "zh-hans": "3天前 | 三天前",
    },
    ("17.11. 12:00", DAYS): {
        "de": "vor etwa 3 Tagen | vor ein paar Tagen",
        "es": "hace unos 3 días | hace unos días",
        "fr": "il y a environ 3 jours | il y a quelques jours",
        "it": "circa 3 giorni fa | qualche giorno fa",
        "pt": "há cerca de 3 dias | há alguns dias",
        "ru": "примерно 3 дня назад | несколько дней назад",
        "tr": "yaklaşık 3 gün önce | birkaç gün önce",
        "zh-hans": "大约3天前 | 几天前",
    },
    ("19.11. 12:00", ABOUT): {
        "de": "gestern gegen Mittag | gestern Mittag",
        "es": "ayer al mediodía | ayer hacia el mediodía",
        "fr": "hier vers midi",
        "it": "ieri verso mezzogiorno | ieri a mezzogiorno",
        "pt": "ontem ao meio-dia | ontem por volta do meio-dia",
        "ru": "вчера около полудня",
        "tr": "dün öğlen",
        "zh-hans": "昨天中午 | 大概昨天中午",
    },
    ("19.11. 19:00", ABOUT): {
        "de": "gestern Abend | Donnerstagabend",
        "fr": "hier soir",
        "it": "ieri sera",
        "ru": "вчера вечером",
        "tr": "dün akşam",
        "zh-hans": "昨天晚上",
    },
    ("19.11. 14:00", ABOUT): {
        "de": "nicht sicher, etwa 14 Uhr am Donnerstag",
        "es": "no estoy seguro, sobre las 14:00 del jueves",
        "fr": "pas sûr, vers 14h jeudi",
        "it": "non sono sicuro, verso le 14 di giovedì",
        "pt": "não tenho certeza, por volta das 14h de quinta-feira | acho que quinta às 14h",
        "ru": "не уверен, около 14 часов в четверг",
        "tr": "emin değilim, perşembe günü saat 14:00 civarı",
        "zh-hans": "不确定，周四14:00左右 | 周四下午2点左右",
    },
    ("20.11. 12:00", DAY): {
        "de": "Freitag",
        "es": "viernes | el viernes",
        "fr": "vendredi",
        "it": "venerdì",
        "pt": "sexta-feira | na sexta",
        "ru": "пятница | в пятницу",
        "tr": "cuma",
        "zh-hans": "星期五 | 周五",
    },
    ("12.11. 12:00", DAYS): {
        "de": "letzte Woche | in der letzten Woche",
        "es": "la semana pasada",
        "fr": "la semaine dernière",
        "it": "la settimana scorsa | settimana scorsa",
        "pt": "semana passada | na semana passada",
        "ru": "на прошлой неделе",
        "tr": "geçen hafta",
        "zh-hans": "上周 | 上个星期",
    },
    ("13.11. 12:00", DAY): {"zh-hans": "上周五", "de": "letzten Freitag", "ru": "прошлую пятницу"},
    ("19.11. 14:00", MINUTE): {
        "es": "ayer a las 2 de la tarde",
        "ru": "вчера в 2 часа дня",
        "zh-hans": "昨天下午2点",
    },
    ("20.11. 09:00", ABOUT): {
        "de": "heute Morgen | heute früh",
        "es": "esta mañana",
        "fr": "ce matin",
        "it": "stamattina",
        "pt": "hoje de manhã",
        "ru": "сегодня утром",
        "tr": "bu sabah",
        "zh-hans": "今天早上",
    },
}


@pytest.mark.parametrize(
    ("language", "typed", "there", "exact"),
    [
        (language, typed, there, exact)
        for (there, exact), by_language in SAME.items()
        for language, several in by_language.items()
        for typed in several.split(" | ")
    ],
)
def test_it_is_understood_in_nine_languages(language, typed, there, exact):
    found = read(typed, language)
    assert (berlin(found), found.exact) == (there, exact)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("tomorrow", "en"),
        ("morgen", "de"),
        ("mañana a las 14:00", "es"),
        ("demain", "fr"),
        ("завтра", "ru"),
        ("明天", "zh-hans"),
        ("2026-11-21", "en"),
        ("about 23:00 today", "en"),
        ("tonight", "en"),
        ("2031-01-01T10:00", "en"),
    ],
)
def test_what_lies_ahead_stays_refused_however_roughly_it_is_said(typed, language):
    assert refused(read, typed, language).code == "future"


@pytest.mark.parametrize(
    "typed",
    [
        "some day",
        "before Friday",
        "not yesterday",
        "the day before yesterday's payment",
        "when I was on holiday",
        "3 days",
        "3 apples ago",
        "after lunch",
        "never",
    ],
)
def test_what_shifts_a_day_or_means_none_is_not_guessed(typed):
    assert refused(read, typed).code == "unknown"


def test_a_rough_time_is_never_asked_for_the_hour_that_came_twice():
    late = datetime(2026, 10, 26, 12, 0, tzinfo=UTC)
    assert refused(read, "yesterday 02:30", "en", late).code == "twice"
    assert read("about 02:30 yesterday", "en", late).at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_alone_is_no_moment_where_one_is_needed():
    assert refused(read_moment, "yesterday", BERLIN, NOW).code == "no-time"
    assert read_moment("yesterday at noon", BERLIN, NOW) == datetime(2026, 11, 19, 11, 0, tzinfo=UTC)


def test_how_exact_it_is_is_said_in_both_zones_and_never_more():
    def words(typed):
        return when_words(read(typed), BERLIN, NOW)

    assert words("2026-11-19T14:05") == "19 November 2026, 14:05 in Berlin (13:05 UTC)"
    assert words("about 14:05 yesterday") == "about 19 November 2026, 14:05 in Berlin (13:05 UTC)"
    assert words("yesterday") == (
        "Thursday, 19 November 2026 in Berlin, the time of day is not known "
        "(18 November 2026, 23:00 to 19 November 2026, 23:00 UTC)"
    )
    assert words("about 3 days ago") == "around Tuesday, 17 November 2026, give or take a few days"
    assert words("last month") == "around Saturday, 17 October 2026, give or take a few weeks"
    assert "not known (UTC)" in when_words(When(NOW, Exact.DAY), UTC)
    with translation.override("zh-hans"):
        assert "2026" in words("yesterday")


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "it", "pt", "ru", "tr", "zh-hans"])
def test_what_the_form_gives_as_an_example_is_understood_in_its_language(language):
    with translation.override(language):
        by_the_box = gettext("2026-11-20 14:05, or: yesterday at noon")
        refusal = str(refused(read, "once upon a time", language))
    examples = re.findall("[“„«] ?(.+?) ?[”“»]", refusal) + re.split("[:：]", by_the_box)[-1:]
    helps = catalogue_help("sent_at")[language]
    examples += re.findall("[“„«] ?(.+?) ?[”“»]", helps)
    assert len(examples) == 4
    assert all(read(example.strip(), language).exact for example in examples)


def catalogue_help(key):
    return json.loads((Path(settings.BASE_DIR) / "tickets/data/fields.json").read_text())[key]["helps"]
