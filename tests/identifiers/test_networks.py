"""The table of networks: whole, and never promising more than it is."""

import pytest

from support.identifiers import NETWORKS
from support.identifiers.assets import PLACES
from support.identifiers.networks import FAMILIES

from .vectors import ADDRESSES


@pytest.mark.parametrize("network", NETWORKS.values(), ids=list(NETWORKS))
def test_a_network_is_described_whole(network):
    assert network.family in FAMILIES
    assert network.assets
    assert all(0 <= places <= 18 for places in network.assets.values())
    assert network.confirmations >= 0
    assert network.explorers
    assert network.address_url(ADDRESSES.get(network.slug, ADDRESSES["ethereum"])[0]).startswith("https://")


def test_networks_with_memos_are_those_that_lose_money_without():
    assert {slug for slug, network in NETWORKS.items() if network.memo} == {"xrp", "stellar", "cosmos", "ton"}


def test_an_asset_has_the_most_places_it_has_anywhere():
    assert PLACES["USDT"] == 18
    assert NETWORKS["tron"].assets["USDT"] == 6
    assert PLACES["BTC"] == 8
