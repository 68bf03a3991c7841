"""Addresses: each network's is known for what it is, and one for another is told by name."""

import pytest

from support.identifiers import NETWORKS, read_address

from .vectors import ADDRESSES, EVERY_ADDRESS, EVM, GENESIS, refused

TRON = ADDRESSES["tron"][0]


@pytest.mark.parametrize(("network", "address"), EVERY_ADDRESS)
def test_a_real_address_is_read_as_it_stands(network, address):
    found = read_address(address, network)
    assert found.value == address
    assert network in found.networks
    assert read_address(address).networks == found.networks


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_reads_an_address(network):
    family = NETWORKS[network].family
    address = ADDRESSES["ethereum" if family == "evm" else family][0]
    assert read_address(f"Address: {address}", network).value == address


def test_an_address_of_one_ethereum_type_network_is_one_of_all():
    assert read_address(ADDRESSES["ethereum"][0]).networks == EVM


def test_a_script_address_may_be_bitcoin_s_or_litecoin_s():
    assert read_address("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy").networks == ("bitcoin", "litecoin")


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize(("other", "address"), [(network, known[-1]) for network, known in ADDRESSES.items()])
def test_an_address_of_another_network_is_told_by_name(network, other, address):
    if NETWORKS[network].family == NETWORKS[other].family:
        assert read_address(address, network)
        return
    problem = refused(read_address, address, network)
    assert problem.code == "other-network"
    assert str(problem).endswith(f"; you chose {NETWORKS[network].name}.")


def test_every_wrong_pair_has_words_of_its_own():
    said = set()
    for other in ADDRESSES:
        for network in NETWORKS:
            if NETWORKS[network].family != NETWORKS[other].family:
                said.add(str(refused(read_address, ADDRESSES[other][-1], network)))
    pairs = sum(NETWORKS[n].family != NETWORKS[o].family for n in NETWORKS for o in ADDRESSES)
    assert len(said) == pairs
    assert "This is a Tron address; you chose Ethereum." in said


@pytest.mark.parametrize(
    ("pasted", "address"),
    [
        (
            "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.1",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        ),
        ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
        (
            "bc1q w508 d6qe jxtd g4y5 r3za rvar y0c5 xw7k v8f3 t4",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        ),
        ("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
        ("0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
        (
            "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@1/transfer?x=1",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        ),
        (
            "ton://transfer/EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF?text=1",
            "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF",
        ),
        ("41a614f803b6fd780986a42c78ec9c7f77e6ded13c", TRON),  # the same contract as Tron's programs write it
        (f"please send it to {TRON}, thanks!", TRON),
        (f"https://tronscan.org/#/address/{TRON}", TRON),
        (f"“{TRON}”", TRON),
    ],
)
def test_an_address_is_found_in_what_was_pasted(pasted, address):
    assert read_address(pasted).value == address


@pytest.mark.parametrize(
    ("address", "value", "memo"),
    [
        # ripple-address-codec's tests for XLS-5
        ("X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ", "r9cZA1mLK5R5Am25ArfXFmqgNwjZgnfk59", ""),
        ("X7AcgcsBL6XDcUb289X4mJ8djcdyKaGZMhc9YTE92ehJ2Fu", "r9cZA1mLK5R5Am25ArfXFmqgNwjZgnfk59", "1"),
        # SEP-23
        *(
            ("MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJ" + tail, None, memo)
            for tail, memo in [("UAAAAAAAAAAAACJUQ", "0"), ("VAAAAAAAAAAAAAJLK", str(2**63))]
        ),
        # monero-python's tests: an integrated address and the payment id in it
        (
            "4KEMxkrvHF13ZMEVyrUNuUMzgQ1WHjkWL5T6Xk7QaTszggbtPbRPEkZQau9yACYEmUCHPNrU2MBdnJf4s4xLK5AyVTr66Q8LFefPwwfA1t",
            None,
            "2b1a3c54591708cb",
        ),
    ],
)
def test_a_memo_inside_an_address_is_told(address, value, memo):
    found = read_address(address)
    assert (found.value, found.memo) == (value or address, memo)


@pytest.mark.parametrize(
    ("address", "network", "code"),
    [
        (TRON[:-1] + "u", "tron", "checksum"),
        (TRON[:-1], "tron", "length"),
        (TRON.replace("N", "0"), "tron", "letter"),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", "ethereum", "length"),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeO", "ethereum", "letter"),
        # BIP-350's invalid ones: bech32 for bech32m and the other way round, wrong lengths and versions
        ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", "bitcoin", "checksum"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", "bitcoin", "checksum"),
        ("bc1pw5dgrnzv", "bitcoin", "checksum"),
        ("BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", "bitcoin", "checksum"),
        # SEP-23's invalid ones
        ("MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUR", "stellar", "checksum"),
        ("GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZA", "stellar", "length"),
        ("G47QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVP2I", "stellar", "checksum"),
        ("CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA", "stellar", "unpayable"),
        ("stake1uyehkck0lajq8gr28t9uxnuvgcqrc6070x3k9r8048z8y5gh6ffgw", "cardano", "unpayable"),
        ("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", "polkadot", "unpayable"),
        ("HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F", "polkadot", "unpayable"),
        ("cosmosvaloper1clpqr4nrk4khgkxj78fcwwh6dl3uw4epsluffn", "cosmos", "unpayable"),
        ("bnb1grpf0955h0ykzq3ar5nmum7y6gdfl6lxfn46h2", "bnb", "unpayable"),
        # test networks: BIP-173, Bitcoin wiki, CIP-19 (both eras), XLS-5
        ("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "bitcoin", "testnet"),
        ("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "bitcoin", "testnet"),
        ("addr_test1vz2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerspjrlsz", "cardano", "testnet"),
        ("T719a5UwUCnEs54UsxG9CJYYDhwmFCqkr7wxCcNcfZ6p5GZ", "xrp", "testnet"),
        ("kQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPgpP", "ton", "testnet"),
        (GENESIS, "bitcoin", "other-kind"),
        ("vitalik.eth", "ethereum", "other-kind"),
        ("carl@example.com", "bitcoin", "other-kind"),
        ("DE89370400440532013000", "bitcoin", "other-kind"),
        ("TR7NHqje...gjLj6t", "tron", "other-kind"),
        (f"https://etherscan.io/tx/0x{GENESIS}", "ethereum", "other-kind"),
        (f"https://etherscan.io/address/{ADDRESSES['ethereum'][0]}", "base", "other-network"),
        (f"https://shop.example/{TRON}", "tron", "link"),
        ("my wallet", "tron", "unknown"),
        (TRON, "lisk", "unknown-network"),
        (f"{TRON} {ADDRESSES['ethereum'][0]}", "", "several"),
        ("  ", "tron", "empty"),
    ],
)
def test_what_is_no_address_is_refused_for_its_own_reason(address, network, code):
    assert refused(read_address, address, network).code == code


def test_a_wrong_letter_is_named():
    assert "“0”" in str(refused(read_address, TRON.replace("N", "0"), "tron"))


@pytest.mark.parametrize(
    "lower",
    [
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9",
        "cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c",
    ],
)
def test_small_and_capital_letters_are_not_mixed_in_bech32(lower):
    """BIP-173: decoders must not accept a text of both cases."""
    half = lower[:-6] + lower[-6:].upper()
    assert read_address(lower).value == lower
    problem = refused(read_address, half)
    assert problem.code == "case"
    assert "mixed" in str(problem)
    assert read_address(lower.upper()).value == lower  # one case, and that is what QR codes have
