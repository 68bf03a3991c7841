"""What must never be sent is refused in every field, before anything else and without repeating it."""

import base58
import pytest
from Crypto.PublicKey import ECC

from support.identifiers import (
    looks_like,
    read_address,
    read_amount,
    read_bank_reference,
    read_iban,
    read_memo,
    read_order_id,
    read_txid,
)

from .vectors import GENESIS, SIGNATURE, refused

SEED = "abandon " * 11 + "about"  # BIP-39's first test vector
MISSPELT = "abandon " * 10 + "abandom about"
CARD = "4111 1111 1111 1111"  # the card networks' test number


def solana_key():
    key = ECC.construct(curve="Ed25519", seed=bytes(range(32)))
    return base58.b58encode(bytes(range(32)) + key.public_key().export_key(format="raw")).decode()


SECRETS = [
    SEED,
    MISSPELT,
    "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",  # Bitcoin wiki, "Wallet import format"
    "SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUSSBLLZ5GNW7JXHDIYKXZWHOKR",  # Stellar's documentation of keypairs
    "snoPBrXtMeMyMHUVTgbuqAfg1SUTb",  # xrpl.org: the secret of the genesis account
    solana_key(),
    str(list(range(64))),
    f"private key: {GENESIS}",
]
READERS = [
    read_txid,
    read_address,
    read_iban,
    read_order_id,
    lambda text: read_memo(text, "stellar"),
    lambda text: read_amount(text, "en"),
    lambda text: read_bank_reference(text, "sepa"),
]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_refused_everywhere(read, secret):
    assert refused(read, secret).code == "secret"


@pytest.mark.parametrize("read", [read for read in READERS if read is not READERS[4]])
def test_a_card_number_is_refused_everywhere(read):
    problem = refused(read, CARD)
    assert problem.code == "card"
    assert "1111" not in str(problem)


@pytest.mark.parametrize("secret", [*SECRETS, CARD])
def test_a_secret_looks_like_nothing_else(secret):
    (only,) = looks_like(secret)
    assert "Do not send it" in only


def test_a_transaction_id_is_no_secret():
    assert read_txid(GENESIS, "bitcoin")
    assert read_txid(SIGNATURE, "solana")
    assert read_txid(f"tx hash: {GENESIS}", "bitcoin")


def test_twelve_words_of_prose_are_no_recovery_phrase():
    prose = "I sent it on Monday from my phone and it never arrived"
    assert refused(read_txid, prose).code == "unknown"
