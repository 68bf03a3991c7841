"""An address no mailbox can have is told beside its field, at every door; the longest real one is taken."""

import json

import pytest

from support.people.models import ApiKey, Customer
from tests.support.api import is_problem, wrong

LONGEST = "a" * 60 + "@" + ".".join(["b" * 60] * 3) + ".example"  # 251 characters
TOO_LONG = "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".de"


def form(email):
    return {"happened": "My deposit is gone", "email": email, "key": "k1"}


def test_a_guest_with_the_longest_address_is_heard(client, house):
    assert client.post("/tickets/new/", form(LONGEST)).status_code == 302
    assert Customer.objects.get().email == LONGEST


@pytest.mark.parametrize("email", [TOO_LONG, "a" * 300 + "@b.de"])
def test_a_longer_one_is_told_and_no_word_is_lost(client, house, email):
    answer = client.post("/tickets/new/", form(email))
    assert answer.status_code == 422
    assert "My deposit is gone" in answer.content.decode()
    assert not Customer.objects.exists()


def test_so_it_is_in_the_chat(client, house):
    client.get("/chat/")
    assert client.post("/chat/address/", {"email": TOO_LONG}).status_code == 422
    assert not Customer.objects.exists()


def test_so_it_is_in_the_api(client, house):
    _, key = ApiKey.objects.create_key(name="exchange", scopes=["customers:write"])
    told = json.dumps({"tier": "plus", "email": TOO_LONG})
    headers = {"Authorization": f"Api-Key {key}"}
    answer = client.put("/api/v1/customers/MX-1/", told, content_type="application/json", headers=headers)
    assert "email" in wrong(is_problem(answer, 400))


def test_a_sign_in_longer_than_any_address_is_nobodys(client, house):
    answer = client.post("/account/login/", {"login": "a" * 300 + "@b.de", "password": "whatever"})
    assert answer.status_code == 200
    assert "not correct" in answer.content.decode()
