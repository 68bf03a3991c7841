"""A sheet carries words and figures, and never a formula."""

import csv
import io

import pytest

from support.sheets import download, harmless


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "\r=1", "＝1", "%0A=1", "|x"]
)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(words):
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize("value", ["Pro", "a=b", "MER-1", 3, -3, 0.5, 0])
def test_words_and_figures_stay_what_they_are(value):
    assert harmless(value) == value


def test_nothing_is_an_empty_field():
    assert harmless(None) == ""


def test_a_sheet_is_utf_8_with_its_mark_and_keeps_commas_quotes_and_lines():
    rows = [["name", "x"], ['a, "b"\nc', 1], ["=Ünal", None]]
    answer = download("all", rows)
    body = b"".join(answer.streaming_content).decode()
    assert answer["Content-Disposition"] == 'attachment; filename="all.csv"'
    assert body.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline=""))) == [
        ["name", "x"],
        ['a, "b"\nc', "1"],
        ["'=Ünal", ""],
    ]
