"""The status page says when it was checked, once in the reader's time and once in everybody's."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 19, 12, 40, tzinfo=UTC)


@pytest.fixture
def checked(house, client, time_machine, valkey):
    """`checked("Europe/Berlin")`: the line as a reader there sees it, hidden parts left out."""

    def read(zone: str) -> str:
        time_machine.move_to(NOON, tick=False)
        client.cookies["zone"] = zone
        html = client.get(reverse("noticeboard:status")).content.decode()
        line = re.search(r"<span>(Checked.*?)</p>", html)[1]
        return re.sub(r"<[^>]+>", "", re.sub(r"<span[^>]* hidden>.*?</span>", "", line))

    return read


@pytest.mark.parametrize(
    ("zone", "line"),
    [
        ("Europe/Berlin", "Checked 13:40 (Berlin), 12:40 UTC"),
        ("Asia/Kolkata", "Checked 18:10 (Kolkata), 12:40 UTC"),
        ("Europe/London", "Checked 12:40 (London), 12:40 UTC"),
    ],
)
def test_a_reader_elsewhere_reads_both_times(checked, zone, line):
    assert checked(zone) == line


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC"])
def test_a_reader_in_utc_reads_it_once(checked, zone):
    assert checked(zone) == "Checked 12:40 (UTC)"
