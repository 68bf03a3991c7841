"""Bank accounts, cards and the references of payments."""

import pytest

from support.identifiers import RAILS, read_bank_reference, read_card_last4, read_iban

from .vectors import refused

GERMAN = "DE89370400440532013000"  # the example of ISO 13616's registry
UETR = "97ed4827-7b6f-4491-a06f-b548d5a7512d"
PIX = "E00038166202611201405abcdef12345"
IMAD = "20261120MMQFMP9K000123"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (GERMAN, GERMAN),
        ("IBAN: de89 3704 0044 0532 0130 00", GERMAN),
        ("DE89-3704-0044-0532-0130-00", GERMAN),
        ("GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
        ("NL91ABNA0417164300", "NL91ABNA0417164300"),
        ("MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S"),
    ],
)
def test_an_iban_is_read_and_shown_masked(typed, value):
    found = read_iban(typed)
    assert found.value == value
    assert str(found) == found.masked == f"{value[:2]}…{value[-4:]}"
    assert value not in repr(found)
    assert found.grouped.replace(" ", "") == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (GERMAN[:-1] + "1", "checksum"),
        (GERMAN[:-1], "length"),
        (GERMAN + "0", "length"),
        ("XX89370400440532013000", "unknown"),
        ("COBADEFF", "other-kind"),
        ("4111111111111111", "card"),
        (UETR, "other-kind"),
        ("my account", "unknown"),
        ("", "empty"),
    ],
)
def test_what_is_no_iban_is_refused_for_its_own_reason(typed, code):
    assert refused(read_iban, typed).code == code


@pytest.mark.parametrize("rail", RAILS)
def test_every_rail_s_example_is_one(rail):
    assert read_bank_reference(RAILS[rail].example, rail) == RAILS[rail].example


@pytest.mark.parametrize(
    ("typed", "rail", "value"),
    [
        ("x" * 35, "sepa", "x" * 35),
        ("RE: Rechnung 12/2026", "sepa", "RE: Rechnung 12/2026"),
        (UETR.upper(), "swift", UETR),
        (f"UETR: {UETR.replace('-', '')}", "swift", UETR),
        (f"IMAD: {IMAD.lower()}", "wire", IMAD),
        ("0210 0002 1234 567", "ach", "021000021234567"),
        ("x" * 18, "fps", "x" * 18),
        (PIX.replace("E", "e", 1), "pix", PIX),
        ("D" + PIX[1:], "pix", "D" + PIX[1:]),
        ("2444500 5123456 7890123 45", "card", "24445005123456789012345"),
        ("04a91c", "authorisation", "04A91C"),
    ],
)
def test_a_reference_is_written_as_its_rail_does(typed, rail, value):
    assert read_bank_reference(typed, rail) == value


@pytest.mark.parametrize(
    ("typed", "rail", "code"),
    [
        ("x" * 36, "sepa", "unknown"),
        ("/x", "sepa", "unknown"),
        ("a//b", "sepa", "unknown"),
        ("Überweisung", "sepa", "unknown"),
        ("notprovided", "sepa", "not-provided"),
        (GERMAN, "sepa", "other-kind"),
        ("97ed4827-7b6f-1491-a06f-b548d5a7512d", "swift", "unknown"),
        ("20261320MMQFMP9K000123", "wire", "unknown"),
        ("12100002123456", "ach", "unknown"),
        ("x" * 19, "fps", "unknown"),
        (PIX[:-2] + "é", "pix", "unknown"),
        ("2" * 22, "card", "unknown"),
        ("4111111111111111", "card", "card"),
        ("x", "hawala", "unknown-rail"),
    ],
)
def test_what_is_no_reference_is_refused_for_its_own_reason(typed, rail, code):
    assert refused(read_bank_reference, typed, rail).code == code


@pytest.mark.parametrize(
    "typed", ["1234", "**** **** **** 1234", "•••• 1234", "xxxx-1234", "１２３４", "Card: 1234"]
)
def test_the_last_four_digits_are_enough(typed):
    assert read_card_last4(typed) == "1234"


@pytest.mark.parametrize(
    "typed", ["4111111111111111", "4111 1111 1111 1111", "378282246310005", "411111******1111"]
)
def test_a_whole_card_number_is_refused_and_not_repeated(typed):
    problem = refused(read_card_last4, typed)
    assert problem.code == "card"
    assert "1111" not in str(problem)


@pytest.mark.parametrize("typed", ["123", "abcd", "Visa"])
def test_less_than_four_digits_are_refused(typed):
    assert refused(read_card_last4, typed).code == "unknown"
