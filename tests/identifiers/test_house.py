"""Our own numbers: read as people type them, refused when mistyped or when they are of another kind."""

import pytest

from support.identifiers import house, read_account_id, read_case_number, read_order_id
from tickets.models.ticket import new_reference

from .vectors import GENESIS, refused

ACCOUNT = house.account_id(1017)
CASE = f"{house.CASE}-{house.checked('7QX2KD')}"
ORDER = "OCNNCT-MEB2I-2XGM7L"


def test_the_tickets_references_are_case_numbers():
    reference = new_reference()
    assert read_case_number(reference) == reference


@pytest.mark.parametrize(
    "typed", [CASE, CASE.lower(), CASE[4:], f"#{CASE}", f"Case: {CASE}", CASE.replace("-", " ")]
)
def test_a_case_number_is_read_as_people_type_it(typed):
    assert read_case_number(typed) == CASE


@pytest.mark.parametrize(
    "typed", [ACCOUNT, ACCOUNT.lower(), f"{ACCOUNT[:2]} {ACCOUNT[2:9]} {ACCOUNT[9:]}", f"id: {ACCOUNT}"]
)
def test_an_account_id_is_read_as_people_type_it(typed):
    assert read_account_id(typed) == ACCOUNT


def test_who_reads_a_zero_as_o_or_a_one_as_i_is_understood():
    known = f"{house.CASE}-{house.checked('001100')}"
    assert read_case_number(known[:4] + "OOILOO" + known[-1]) == known


def test_check_characters_are_those_of_the_standard():
    # ISO 7064's own example for MOD 37,36, as python-stdnum's documentation gives it
    assert house.checked("A12425GABC1234002") == "A12425GABC1234002M"


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        (ORDER, "", ORDER),
        (ORDER.lower(), "order", ORDER),
        (ORDER.replace("-", ""), "order", ORDER),
        (ORDER.replace("-", "–"), "order", ORDER),
        ("THVRQM-33VKH-UCI7BS", "trade", "THVRQM-33VKH-UCI7BS"),
        ("Ledger: L4UESK-KG3EQ-UFO4T5", "ledger", "L4UESK-KG3EQ-UFO4T5"),
        ("OABCDEF-12345-ABCDEF", "order", "OABCDEF-12345-ABCDEF"),
        ("WABCDE-12345-ABCDEF", "withdrawal", "WABCDE-12345-ABCDEF"),
        ("PABCDE-12345-ABCDEF", "position", "PABCDE-12345-ABCDEF"),
    ],
)
def test_an_entry_s_id_is_read_with_its_dashes(typed, kind, value):
    assert read_order_id(typed, kind) == value


@pytest.mark.parametrize(
    ("read", "typed", "code"),
    [
        (read_case_number, CASE[:-2] + CASE[-1], "length"),
        (read_case_number, CASE[:5] + "ZZ" + CASE[7:], "checksum"),
        (read_case_number, ORDER, "other-kind"),
        (read_case_number, ACCOUNT, "other-kind"),
        (read_case_number, "12", "unknown"),
        (read_account_id, ACCOUNT[:-1], "length"),
        (read_account_id, CASE, "other-kind"),
        (read_account_id, "carl@example.com", "other-kind"),
        (read_order_id, GENESIS, "other-kind"),
        (read_order_id, "telecommunication", "unknown"),
        (read_order_id, "", "empty"),
        (lambda typed: read_order_id(typed, "withdrawal"), ORDER, "other-kind"),
    ],
)
def test_what_is_another_number_is_refused_for_its_own_reason(read, typed, code):
    assert refused(read, typed).code == code


def test_an_order_for_a_withdrawal_is_told_by_name():
    problem = refused(read_order_id, ORDER, "withdrawal")
    assert str(problem) == "This looks like an order ID, not like a withdrawal ID."
