"""One mistyped character is noticed in every format that has a checksum, wherever it is."""

import base64
import binascii
import random
from hashlib import blake2b

import base58
import pytest
from bech32 import bech32_encode, convertbits
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stdnum import iban

from support.identifiers import NotOne, house, read_account_id, read_address, read_case_number, read_iban
from support.identifiers.encodings import keccak256
from support.identifiers.shapes.evm import checksummed

checked = settings(deadline=None, derandomize=True, max_examples=60)
LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def base58check(version, alphabet=base58.BITCOIN_ALPHABET):
    """Addresses of 20 bytes behind a version."""
    return lambda raw: base58.b58encode_check(version + raw[:20], alphabet=alphabet).decode()


def bech(prefix, *, version=None, size=20):
    """Plain bech32, behind a witness version if there is one."""
    head = [] if version is None else [version]
    return lambda raw: bech32_encode(prefix, head + convertbits(raw[:size], 8, 5))


def stellar(raw):
    plain = bytes([6 << 3]) + raw
    return base64.b32encode(plain + binascii.crc_hqx(plain, 0).to_bytes(2, "little")).decode()


def ton(raw):
    plain = b"\x51\x00" + raw
    return base64.urlsafe_b64encode(plain + binascii.crc_hqx(plain, 0).to_bytes(2, "big")).decode()


def polkadot(raw):
    return base58.b58encode(b"\0" + raw + blake2b(b"SS58PRE\0" + raw).digest()[:2]).decode()


def monero(raw):
    plain = bytes([18]) + raw + raw[::-1]
    plain += keccak256(plain)[:4]
    blocks = [plain[at : at + 8] for at in range(0, len(plain), 8)]
    return "".join(
        base58.b58encode(b).decode().lstrip("1").rjust(11 if len(b) == 8 else 7, "1") for b in blocks
    )


MADE = {
    "bitcoin": (base58check(b"\0"), LETTERS),
    "dogecoin": (base58check(b"\x1e"), LETTERS),
    "tron": (base58check(b"\x41"), LETTERS),
    "xrp": (base58check(b"\0", base58.RIPPLE_ALPHABET), LETTERS),
    "litecoin": (bech("ltc", version=0), BECH),
    "cosmos": (bech("cosmos"), BECH),
    "cardano": (lambda raw: bech("addr", size=29)(b"\x61" + raw), BECH),
    "stellar": (stellar, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    "ton": (ton, LETTERS + "0OIl-_"),
    "polkadot": (polkadot, LETTERS),
    "monero": (monero, LETTERS),
    "ethereum": (lambda raw: "0x" + checksummed(raw[:20].hex()), "0123456789abcdefABCDEF"),
}


@pytest.mark.parametrize("network", MADE)
@checked
@given(raw=st.binary(min_size=32, max_size=32), chance=st.randoms())
def test_a_made_address_is_read_and_a_typing_error_in_it_noticed(network, raw, chance):
    make, letters = MADE[network]
    address = make(raw)
    assert read_address(address, network).value == address
    # A single case carries no checksum, and few letters carry little of one.
    assume(network != "ethereum" or sum(map(str.isalpha, address[2:])) >= 14)
    with pytest.raises(NotOne) as problem:
        read_address(mistyped(address, letters, chance), network)
    assert problem.value.code != "other-network"


@checked
@given(number=st.integers(0, 2**70 - 1), chance=st.randoms())
def test_account_ids_and_case_numbers_come_back_and_typing_errors_are_noticed(number, chance):
    account, case = house.account_id(number), house.new_case_number()
    assert read_account_id(account.lower()) == account
    assert read_case_number(case.lower()) == case
    for read, known, start in ((read_account_id, account, 2), (read_case_number, case, 4)):
        wrong = known[:start] + mistyped(known[start:], house.CROCKFORD, chance)
        assume(
            wrong[-1].translate(house.MISREAD) != known[-1].translate(house.MISREAD)
            or wrong[:-1] != known[:-1]
        )
        with pytest.raises(NotOne, match="mistyped"):
            read(wrong)


@checked
@given(account=st.integers(0, 10**10 - 1), chance=st.randoms())
def test_an_iban_comes_back_and_a_typing_error_is_noticed(account, chance):
    bare = f"DE00{37040044}{account:010d}"
    known = f"DE{iban.calc_check_digits(bare)}{bare[4:]}"
    assert read_iban(known).value == known
    with pytest.raises(NotOne, match="mistyped"):
        read_iban("DE" + mistyped(known[2:], "0123456789", chance))


def mistyped(text: str, letters: str, chance: random.Random) -> str:
    """The text with one character behind its prefix changed."""
    start = 2 if text.startswith("0x") else text.find("1") + 1 if letters == BECH else 0
    at = chance.randrange(start, len(text))
    other = chance.choice([char for char in letters if char != text[at]])
    return text[:at] + other + text[at + 1 :]
