"""Transaction ids: taken as their network writes them, and never taken for a network they do not name."""

import pytest

from support.identifiers import NETWORKS, Txid, read_txid

from .vectors import ADDRESSES, EVM, GENESIS, SIGNATURE, TON_HASH, refused

HEX = ("bitcoin", "lightning", "litecoin", "dogecoin", "tron", "stellar", "cardano", "monero")
CAPITALS = ("xrp", "cosmos")


@pytest.mark.parametrize("network", [*HEX, *CAPITALS, *EVM, "ton", "polkadot"])
def test_64_hex_digits_are_written_as_the_chosen_network_does(network):
    written = GENESIS.upper() if network in CAPITALS else GENESIS
    prefix = "0x" if network in (*EVM, "polkadot") else ""
    assert read_txid(GENESIS, network) == Txid(prefix + written, network)
    assert read_txid(GENESIS.upper(), network) == Txid(prefix + written, network)


@pytest.mark.parametrize("pasted", [GENESIS, GENESIS.upper(), f"0x{GENESIS}", f"0X{GENESIS}"])
def test_64_hex_digits_never_tell_a_network(pasted):
    assert read_txid(pasted).network == ""


@pytest.mark.parametrize(
    ("pasted", "network"), [(SIGNATURE, "solana"), (TON_HASH, "ton"), ("31000000-2", "polkadot")]
)
def test_a_form_that_one_network_has_tells_it(pasted, network):
    assert read_txid(pasted) == read_txid(pasted, network) == Txid(pasted, network)


@pytest.mark.parametrize(
    "pasted",
    [
        "TxID: {}",
        "tx hash – {}",
        "Hash de la transacción = {}",
        "交易哈希：{}",
        "“{}”",
        "`{}`.",
        "\u200e{}\u200b",
        "\u202b{}\u202c",
        "\x00{}\x00",
        "❤️ {} 🙏🏽",
        "My transaction ID is {} please help",
        "TXID#{}",
        "Transaction: TxID: <{}>",
    ],
)
def test_an_id_is_found_in_what_stands_around_it(pasted):
    for network in ("bitcoin", ""):
        assert read_txid(pasted.format(GENESIS), network) == Txid(GENESIS, network)


def test_an_id_in_groups_over_lines_or_in_full_width_is_one():
    wide = "".join(chr(ord(char) + 0xFEE0) for char in GENESIS)
    grouped = " ".join(GENESIS[at : at + 4] for at in range(0, 64, 4))
    for pasted in (wide, grouped, f"{GENESIS[:40]}\r\n{GENESIS[40:]}", "\u200b".join(GENESIS)):
        assert read_txid(pasted, "bitcoin").value == GENESIS


@pytest.mark.parametrize("network", [*HEX, *CAPITALS, "solana", "ton"])
def test_an_ethereum_type_id_is_not_taken_for_another_network(network):
    problem = refused(read_txid, f"0x{GENESIS}", network)
    assert problem.code == "other-network"
    assert str(problem).endswith(f"you chose {NETWORKS[network].name}.")


@pytest.mark.parametrize("network", [slug for slug in NETWORKS if slug != "solana"])
def test_a_solana_id_is_not_taken_for_another_network(network):
    problem = refused(read_txid, SIGNATURE, network)
    assert str(problem).startswith("This looks like a Solana transaction ID; you chose ")


@pytest.mark.parametrize("network", ["", *NETWORKS])
@pytest.mark.parametrize("kind", ADDRESSES)
def test_an_address_is_not_taken_for_an_id(network, kind):
    problem = refused(read_txid, ADDRESSES[kind][0], network)
    assert problem.code == "other-kind"
    assert str(problem).endswith("not like a transaction ID.")


@pytest.mark.parametrize(
    ("pasted", "network", "code"),
    [
        (GENESIS[:-1], "bitcoin", "length"),
        (GENESIS + "a", "", "length"),
        (f"0x{GENESIS[:-2]}", "ethereum", "length"),
        (GENESIS.replace("e", "O", 1), "bitcoin", "letter"),
        ("0x4a5e1e4b…7afdeda33b", "ethereum", "other-kind"),
        ("Internal transfer 123456789", "bitcoin", "other-kind"),
        ("Off-chain transfer 99", "", "other-kind"),
        ("MER-7K2QXWD", "", "other-kind"),
        ("OQCLML-BW3P3-BUCMWZ", "bitcoin", "other-kind"),
        ("DE89 3704 0044 0532 0130 00", "", "other-kind"),
        ("carl@example.com", "", "other-kind"),
        (f"{GENESIS} {GENESIS[::-1]}", "bitcoin", "several"),
        ("I do not know it", "bitcoin", "unknown"),
        ("12", "polkadot", "unknown"),
        ("", "", "empty"),
        ("“”", "", "empty"),
        ("🙏", "", "empty"),
        (GENESIS, "lisk", "unknown-network"),
        ("a" * 1_000_000, "bitcoin", "too-long"),
    ],
)
def test_what_is_no_id_is_refused_for_its_own_reason(pasted, network, code):
    assert refused(read_txid, pasted, network).code == code


def test_the_same_id_twice_is_one():
    assert read_txid(f"{GENESIS} {GENESIS}", "bitcoin").value == GENESIS
