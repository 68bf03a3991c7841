"""The public block explorers whose links are understood: the first of each network is where we link to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explorer:
    """A website, and the paths (`{}` is the id) of a transaction and of an address there."""

    host: str
    tx: str = "/tx/{}"
    address: str = "/address/{}"


def _scan(*hosts: str) -> tuple[Explorer, ...]:
    """Explorers with the usual paths."""
    return tuple(Explorer(host) for host in hosts)


def _chair(chain: str) -> Explorer:
    return Explorer("blockchair.com", f"/{chain}/transaction/{{}}", f"/{chain}/address/{{}}")


def _cypher(chain: str) -> Explorer:
    return Explorer("live.blockcypher.com", f"/{chain}/tx/{{}}", f"/{chain}/address/{{}}")


def _oklink(chain: str) -> Explorer:
    return Explorer("oklink.com", f"/{chain}/tx/{{}}", f"/{chain}/address/{{}}")


EXPLORERS: dict[str, tuple[Explorer, ...]] = {
    "bitcoin": (
        *_scan("mempool.space", "blockstream.info"),
        *(_chair("bitcoin"), _cypher("btc"), _oklink("bitcoin"), _oklink("btc")),
        Explorer("blockchain.com", "/explorer/transactions/btc/{}", "/explorer/addresses/btc/{}"),
        Explorer("blockchain.com", "/btc/tx/{}", "/btc/address/{}"),
        Explorer("btcscan.org"),
    ),
    "lightning": (Explorer("mempool.space", "", "/lightning/node/{}"),),
    "litecoin": (
        *(Explorer("litecoinspace.org"), _chair("litecoin"), _cypher("ltc"), _oklink("ltc")),
        Explorer("blockchain.com", "/explorer/transactions/ltc/{}", "/explorer/addresses/ltc/{}"),
    ),
    "dogecoin": (_chair("dogecoin"), Explorer("dogechain.info"), _cypher("doge"), _oklink("doge")),
    "ethereum": (
        *_scan("etherscan.io", "eth.blockscout.com"),
        *(_chair("ethereum"), _oklink("ethereum"), _oklink("eth")),
        Explorer("ethplorer.io"),
        Explorer("blockchain.com", "/explorer/transactions/eth/{}", "/explorer/addresses/eth/{}"),
    ),
    "arbitrum": (
        *_scan("arbiscan.io", "arbitrum.blockscout.com"),
        _chair("arbitrum-one"),
        _oklink("arbitrum-one"),
    ),
    "base": (*_scan("basescan.org", "base.blockscout.com"), _chair("base"), _oklink("base")),
    "optimism": (
        *_scan("optimistic.etherscan.io", "optimism.blockscout.com", "explorer.optimism.io"),
        *(_chair("optimism"), _oklink("optimism")),
    ),
    "polygon": (*_scan("polygonscan.com", "polygon.blockscout.com"), _chair("polygon"), _oklink("polygon")),
    "bnb": (*_scan("bscscan.com", "bsctrace.com"), _chair("bnb"), _oklink("bsc")),
    "avalanche": (
        *_scan("snowtrace.io", "snowscan.xyz"),
        *(_chair("avalanche"), _oklink("avalanche")),
        Explorer("subnets.avax.network", "/c-chain/tx/{}", "/c-chain/address/{}"),
    ),
    "tron": (
        Explorer("tronscan.org", "/#/transaction/{}", "/#/address/{}"),
        Explorer("tronscan.io", "/#/transaction/{}", "/#/address/{}"),
        Explorer("tronscan.org", "/transaction/{}"),
        Explorer("tronscan.io", "/transaction/{}"),
        *(_chair("tron"), _oklink("tron"), _oklink("trx")),
    ),
    "solana": (
        Explorer("solscan.io", "/tx/{}", "/account/{}"),
        *_scan("explorer.solana.com", "solana.fm"),
        Explorer("solanabeach.io", "/transaction/{}"),
        *(_chair("solana"), _oklink("solana"), _oklink("sol")),
    ),
    "xrp": (
        Explorer("xrpscan.com", "/tx/{}", "/account/{}"),
        Explorer("livenet.xrpl.org", "/transactions/{}", "/accounts/{}"),
        Explorer("bithomp.com", "/explorer/{}", "/account/{}"),
        _chair("xrp-ledger"),
    ),
    "stellar": (
        Explorer("stellar.expert", "/explorer/public/tx/{}", "/explorer/public/account/{}"),
        Explorer("stellarchain.io", "/transactions/{}", "/accounts/{}"),
        _chair("stellar"),
    ),
    "cosmos": (
        Explorer("mintscan.io", "/cosmos/tx/{}", "/cosmos/address/{}"),
        Explorer("mintscan.io", "/cosmos/txs/{}", "/cosmos/account/{}"),
        Explorer("atomscan.com", "/transactions/{}", "/accounts/{}"),
        Explorer("ping.pub", "/cosmos/tx/{}", "/cosmos/account/{}"),
    ),
    "ton": (
        Explorer("tonviewer.com", "/transaction/{}", "/{}"),
        *_scan("tonscan.org"),
        Explorer("tonscan.com", "/tx/{}", "/{}"),
        _chair("ton"),
    ),
    "cardano": (
        Explorer("cardanoscan.io", "/transaction/{}"),
        Explorer("cexplorer.io"),
        Explorer("explorer.cardano.org", "/tx/{}"),
        Explorer("adastat.net", "/transactions/{}", "/addresses/{}"),
        _chair("cardano"),
    ),
    "polkadot": (
        Explorer("polkadot.subscan.io", "/extrinsic/{}", "/account/{}"),
        Explorer("polkadot.statescan.io", "/#/extrinsics/{}", "/#/accounts/{}"),
        _chair("polkadot"),
    ),
    "monero": (*_scan("xmrchain.net"), _chair("monero"), Explorer("localmonero.co", "/blocks/tx/{}", "")),
}

# Words in an explorer's host, path or query that say: a test network.
_TESTS = (
    "testnet testnet3 testnet4 signet regtest sepolia goerli holesky hoodi amoy mumbai fuji shasta nile "
    "devnet preprod preview stagenet westend paseo rococo futurenet localnet custom chapel test"
)
TEST_WORDS = frozenset(_TESTS.split())
