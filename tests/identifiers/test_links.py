"""Explorer links: the id and the network are pulled out, and a strange website is never believed."""

import pytest

from support.identifiers import NETWORKS, Link, Txid, read_address, read_link, read_txid
from support.identifiers.explorers import EXPLORERS

from .vectors import ADDRESSES, GENESIS, SIGNATURE, refused

EXAMPLES = {"signature": SIGNATURE, "0x": f"0x{GENESIS}", "polkadot": f"0x{GENESIS}", "HEX": GENESIS.upper()}
KNOWN = [(network, one) for network, explorers in EXPLORERS.items() for one in explorers]


def example(network):
    return EXAMPLES.get(NETWORKS[network].txid, GENESIS)


@pytest.mark.parametrize(("network", "explorer"), KNOWN)
def test_every_explorer_s_links_are_understood(network, explorer):
    family = NETWORKS[network].family
    address = ADDRESSES["ethereum" if family == "evm" else family][0]
    if explorer.tx:
        link = f"https://{explorer.host}{explorer.tx.format(example(network))}"
        assert read_txid(link) == read_txid(link, network) == Txid(example(network), network, link=True)
    if explorer.address and network != "lightning":
        link = f"https://www.{explorer.host}{explorer.address.format(address)}"
        assert read_link(link) == Link("address", address, network)
        assert read_address(link, network).value == address


@pytest.mark.parametrize("network", NETWORKS)
def test_our_own_links_are_links_we_understand(network):
    if url := NETWORKS[network].tx_url(example(network)):
        assert read_link(url) == Link("tx", example(network), network)
    assert url.startswith("https://") or network == "lightning"


@pytest.mark.parametrize(
    ("link", "network"),
    [
        ("etherscan.io/tx/0x{}", "ethereum"),
        ("HTTPS://ETHERSCAN.IO/tx/0x{}", "ethereum"),
        ("https://etherscan.io/tx/0x{}#eventlog", "ethereum"),
        ("https://etherscan.io/tx/0x{}?utm_source=x", "ethereum"),
        ("https://mempool.space/zh/tx/{}/", "bitcoin"),
        ("https://tronscan.org/#/transaction/{}?lang=en", "tron"),
        ("Link: https://stellar.expert/explorer/public/tx/{}.", "stellar"),
        ("see https://blockchair.com/cardano/transaction/{} please", "cardano"),
    ],
)
def test_a_link_is_understood_as_people_paste_it(link, network):
    assert read_txid(link.format(GENESIS), network).link


@pytest.mark.parametrize(
    "link",
    [
        "https://sepolia.etherscan.io/tx/0x{}",
        "https://mempool.space/testnet4/tx/{}",
        "https://mempool.space/signet/tx/{}",
        "https://shasta.tronscan.org/#/transaction/{}",
        "https://explorer.solana.com/tx/{}?cluster=devnet",
        "https://stellar.expert/explorer/testnet/tx/{}",
        "https://preprod.cardanoscan.io/transaction/{}",
        "https://testnet.tonviewer.com/transaction/{}",
        "https://testnet.xrpl.org/transactions/{}",
    ],
)
def test_a_test_network_s_link_is_said_to_be_one(link):
    for read in (read_link, read_txid, read_address):
        assert refused(read, link.format(GENESIS)).code == "testnet"


@pytest.mark.parametrize(
    "link",
    [
        "https://etherscan.io.evil.example/tx/0x{}",
        "https://etherscan.io@evil.example/tx/0x{}",
        "https://evil.example/etherscan.io/tx/0x{}",
        "https://etherscan.io/token/0x{}",
        "https://еtherscan.io/tx/0x{}",  # a Cyrillic е
        "javascript://etherscan.io/tx/0x{}",
        "https://[::1/tx/{}",
    ],
)
def test_a_link_that_only_looks_like_one_is_not_believed(link):
    assert read_link(link.format(GENESIS)) is None
    assert refused(read_txid, link.format(GENESIS)).code in ("link", "other-kind", "unknown")


def test_a_link_to_another_network_than_the_chosen_is_told():
    problem = refused(read_txid, f"https://etherscan.io/tx/0x{GENESIS}", "arbitrum")
    assert problem.code == "other-network"
    assert str(problem).startswith("This link leads to Ethereum; you chose Arbitrum.")


def test_a_link_with_half_an_id_is_refused():
    assert refused(read_txid, f"https://etherscan.io/tx/0x{GENESIS[:60]}").code == "length"


def test_a_link_to_an_address_is_no_transaction():
    assert refused(read_txid, f"https://solscan.io/account/{ADDRESSES['solana'][1]}").code == "other-kind"


def test_what_is_no_link_is_none():
    assert read_link(GENESIS) is None
    assert read_link("hello") is None
