"""Real addresses and ids with where they are published; what is computed from a published rule says so."""

from base64 import b64encode

import pytest

from support.identifiers import NotOne

GENESIS = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"  # Bitcoin's first transaction
# Solana's JSON-RPC documentation, getTransaction
SIGNATURE = "2nBhEBYYvfaAe16UMNqRHre4YNSskvuYgx3M6E4JP1oDYvZEJHvoPzyUidNgNX5r9sTyN1J9UxtbCXy2rqYcuyuv"
TON_HASH = b64encode(bytes.fromhex(GENESIS)).decode()

ADDRESSES = {
    "bitcoin": [
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",  # the genesis block
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",  # Bitcoin wiki, "Address"
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",  # BIP-173
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",  # BIP-350
    ],
    # BOLT 11, "$3 for a cup of coffee"
    "lightning": [
        "lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu"
        "aztrnwngzn3kdzw5hydlzf03qdgm2hdq27cqv3agm2awhz5se903vruatfhq77w3ls4evs3ch9zw97j25emudupq63nyw24cg27h2"
        "rspfj9srp"
    ],
    "litecoin": [
        "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1",  # version 0x30, checksum computed
        "MGxNPPB7eBoWPUaprtX9v9CXJZoD2465zN",  # version 0x32
        "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9",  # BIP-173's program with the prefix of SLIP-173
    ],
    "dogecoin": ["DBXu2kgc3xtvCUWFcxFE3r9hEYgmuaaCyD"],  # version 0x1e
    "ethereum": [  # EIP-55
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ],
    "tron": ["TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"],  # the contract of USDT
    "solana": [
        "So11111111111111111111111111111111111111112",  # wrapped SOL
        "EPjFWdv5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",  # USDC
    ],
    "xrp": ["rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"],  # the genesis account, xrpl.org
    "stellar": ["GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ"],  # SEP-23
    "cosmos": ["cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh"],  # Cosmos SDK documentation
    "ton": [  # ton.org, "Smart contract addresses"
        "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF",
        "UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA",
    ],
    "cardano": [  # CIP-19, types 0 to 7; the last is of Byron's time, from Cardano's documentation
        "addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x",
        "addr1z8phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gten0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgs9yc0hh",
        "addr1yx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerkr0vd4msrxnuwnccdxlhdjar77j6lg0wypcc9uar5d2shs2z78ve",
        "addr1x8phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gt7r0vd4msrxnuwnccdxlhdjar77j6lg0wypcc9uar5d2shskhj42g",
        "addr1gx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer5pnz75xxcrzqf96k",
        "addr128phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gtupnz75xxcrtw79hu",
        "addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8",
        "addr1w8phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gtcyjy7wx",
        "Ae2tdPwUPEZFRbyhz3cpfC2CumGzNkFBN2L42rcUc2yjQpEkxDbkPodpMAi",
    ],
    "polkadot": ["15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"],  # Substrate's well-known Alice
    "monero": [
        # getmonero.org's donation addresses
        "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A",
        "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H",
    ],
}
EVM = ("ethereum", "arbitrum", "base", "optimism", "polygon", "bnb", "avalanche")
EVERY_ADDRESS = [(network, address) for network, known in ADDRESSES.items() for address in known]


def refused(read, *told, **named):
    """The refusal of a text, for its code and its words; it never repeats what was pasted."""
    with pytest.raises(NotOne) as raised:
        read(*told, **named)
    words = str(raised.value)
    assert words
    assert "%(" not in words
    assert len(str(told[0])) < 8 or str(told[0]) not in words
    return raised.value
