"""Error codes in what people type: found as they write them, and a number that is just a number is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets import catalogue
from tickets.advice import codes

KNOWN = [code for row in catalogue.read("error_codes.json") for code in row["codes"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It says MX-406.", ["MX-406"]),
        ("mx406, since noon", ["MX-406"]),
        ("Es kommt MX–406!", ["MX-406"]),
        ("显示MX-406怎么办", ["MX-406"]),
        ("ERR_WITHDRAW_SUSPENDED", ["ERR_WITHDRAW_SUSPENDED"]),
        ("err withdraw suspended", ["ERR_WITHDRAW_SUSPENDED"]),
        ('{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}', ["-1021"]),
        ("I get -1021 all the time", ["-1021"]),
        ("I get −1021 (minus by autocorrect)", ["-1021"]),
        ("E-1021", ["-1021"]),
        ("e1021 again", ["-1021"]),
        ("error 1021", ["-1021"]),
        ("Error code: 1021", ["-1021"]),
        ("ERROR 1021 HELP", ["-1021"]),
        ("Fehlercode 1021", ["-1021"]),
        ("error n.º 1021", ["-1021"]),
        ("código de error -1021", ["-1021"]),
        ("erreur : 1021", ["-1021"]),
        ("codice errore 1021", ["-1021"]),
        ("erro 1021", ["-1021"]),
        ("ошибка 1021", ["-1021"]),
        ("код ошибки: −1021", ["-1021"]),
        ("hata kodu 1021", ["-1021"]),
        ("出现错误代码：-1021", ["-1021"]),
        ("first -2015, later MX-704, and -2015 again", ["-2015", "MX-704"]),
        ("MX-401 MX-402 MX-403 MX-406", ["MX-401", "MX-402", "MX-403"]),
    ],
)
def test_a_code_is_found_as_people_write_it(text, found):
    assert codes.read(text, KNOWN) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1021",
        "I sent 1021 USDT",
        "My balance went down: -1021 USDT",
        "-1021 € are missing",
        "-1021 eur",
        "-1021 000",
        "-1021.50 since noon",
        "-1021,5",
        "+49 555-1021",
        "on 22-11-2021",
        "2015-2021",
        "5000 -1021 = 3979",
        "the error 10213",
        "error 1021.7",
        "My code is 2021",
        "postcode 1021",
        "Error on line 7, house 1021",
        "terror 1021",
        "account MX-40612",
        "account MX-406-77",
        "XMX-406",
        "0xmx406f",
        "MX-CARL",
        "what an err",
        "MX-999 and -9999 and ERR_NOBODY_KNOWS",  # nobody comments on what we do not know
    ],
)
def test_a_number_that_is_just_a_number_is_no_code(text):
    assert codes.read(text, KNOWN) == []


@given(st.text(max_size=300))
def test_whatever_is_typed_only_known_codes_come_back(text):
    found = codes.read(text, KNOWN)
    assert set(found) <= set(KNOWN)
    assert len(found) <= codes.MOST


@given(st.sampled_from(KNOWN), st.sampled_from(["{}", "It says {}.", "«{}»", "({})", "\n{}\n", "error {}!"]))
def test_every_code_of_ours_is_found_in_a_sentence(code, sentence):
    assert codes.read(sentence.format(code), KNOWN) == [code]


def test_a_house_without_codes_finds_none():
    assert codes.read("error 1021 MX-406", []) == []
    assert codes.read("error 1021 MX-406", ["MX-1"]) == []


def test_a_long_text_is_read_to_a_bound_and_in_no_time():
    assert codes.read("error " * 100_000 + "MX-406", KNOWN) == []
    assert codes.read("-" * 20_000 + "E-" * 20_000, KNOWN) == []
