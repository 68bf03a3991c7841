"""Article search for machines."""

import pytest

from support.people.models import ApiKey


@pytest.fixture
def key(house: None) -> str:
    return ApiKey.objects.create_key(name="site", scopes=[ApiKey.Scope.ARTICLES_READ])[1]


def ask(client, key: str, **query: object):
    return client.get("/api/v1/articles/", query, headers={"authorization": f"Api-Key {key}"})


def test_a_machine_finds_what_a_customer_would(client, key, write) -> None:
    write("memo", "I forgot the memo", body="Zebra & co.")
    write("draft", "Zebra draft", out=False)
    write("runbook", "Zebra runbook", audience="agent")
    (found,) = ask(client, key, q="zebra").json()
    assert found["slug"] == "memo"
    assert found["url"].endswith("/help/memo/")
    assert found["snippet"].endswith("<mark>Zebra</mark> &amp; co.")


def test_a_key_without_the_scope_and_no_key_are_refused(client, house, write) -> None:
    _, other = ApiKey.objects.create_key(name="other", scopes=[ApiKey.Scope.TICKETS_READ])
    assert ask(client, other, q="zebra").status_code == 403
    assert client.get("/api/v1/articles/", {"q": "zebra"}).status_code in (401, 403)


def test_a_bad_question_is_explained(client, key) -> None:
    for query in ({}, {"q": "a", "language": "xx"}, {"q": "a", "limit": 1000}):
        response = ask(client, key, **query)
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
