"""The command that signs a payload is good for a real post, and only for those bytes."""

import io
import shlex

import pytest
from django.core.management import CommandError, call_command

from social.models import Delivery
from tests.social.conftest import PAYLOADS


def signed(network: str, file: str, *more: str) -> str:
    out = io.StringIO()
    call_command("sign_webhook", network, file, *more, stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize(("network", "name"), [("x", "dm_received"), ("facebook", "message")])
def test_a_signed_file_is_accepted(house, client, network, name):
    file = PAYLOADS / network / f"{name}.json"
    header, _colon, value = signed(network, str(file)).partition(": ")
    address = f"/hooks/{network}/"
    answer = client.post(address, file.read_bytes(), content_type="application/json", headers={header: value})
    assert answer.status_code == 200
    assert Delivery.objects.count() == 1


def test_the_whole_call_is_printed_ready_to_run(settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    file = str(PAYLOADS / "x" / "dm_received.json")
    words = shlex.split(signed("x", file, "--curl"))
    assert words[:3] == ["curl", "-i", "http://127.0.0.1:8000/hooks/x/"]
    assert words[-1] == f"@{file}"


def test_a_missing_file_is_said_plainly():
    with pytest.raises(CommandError):
        signed("x", "nowhere.json")
