"""Whose time it is, said in the reader's language."""

import pytest
from django.utils import translation

from support.look.cities import city


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en", "Europe/Berlin", "Berlin"),
        ("ru", "Europe/Berlin", "Берлин"),
        ("zh-hans", "America/New_York", "纽约"),
        ("it", "America/Sao_Paulo", "San Paolo"),
        ("de", "America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("ru", "UTC", "UTC"),
        ("ru", "Etc/GMT+3", "GMT+3"),
        ("ru", "Nowhere/At_All", "At All"),
    ],
)
def test_a_city_is_called_as_its_reader_calls_it(language, zone, said):
    with translation.override(language):
        assert city(zone) == said
