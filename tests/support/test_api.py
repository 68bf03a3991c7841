"""What every call of the API keeps to: problems machines can read, bodies that cannot hurt, a true manual."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.support.api import is_problem, machine, wrong

CALLS = [("POST", "tickets/"), ("PUT", "customers/MX-9/"), ("POST", "tickets/MER-0000000/messages/")]


@pytest.fixture
def caller(house):
    """A machine that may do everything."""
    return machine()


@pytest.mark.parametrize(("method", "path"), CALLS)
@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"[1, 2",
        b"nonsense",
        b'{"tier": NaN}',
        b"\xff\xfe{}",
        b'{"tier": "\xc3\x28"}',
        b"[" * 100_000,
        b'"' * 3,
    ],
    ids=["open", "cut", "words", "nan", "utf-16", "utf-8", "deep", "quotes"],
)
def test_broken_json_is_a_bad_request(caller, carl, says, method, path, raw):
    path = path.replace("MER-0000000", says(carl).reference)
    problem = is_problem(caller.call(method, path, raw=raw, once="broken-0001"), 400)
    assert problem["title"] == "Bad Request"


@pytest.mark.parametrize(("method", "path"), CALLS)
@pytest.mark.parametrize("raw", [b"[]", b"1", b'"text"', b"null", b""])
def test_json_that_is_no_object_is_a_bad_request(caller, carl, says, method, path, raw):
    path = path.replace("MER-0000000", says(carl).reference)
    is_problem(caller.call(method, path, raw=raw, once="broken-0001"), 400)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "text/html"]
)
def test_anything_but_json_is_not_taken(caller, kind):
    is_problem(caller.call("PUT", "customers/MX-9/", raw=b'{"tier": "plus"}', kind=kind), 415)


def test_a_body_that_is_too_large_is_not_read(caller, settings):
    raw = b'{"tier": "plus", "name": "' + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + b'"}'
    is_problem(caller.call("PUT", "customers/MX-9/", raw=raw), 413)


def test_only_what_is_offered_can_be_done(caller, carl, says):
    ticket = says(carl)
    for method in ("DELETE", "PATCH", "PUT"):
        answer = caller.call(method, f"tickets/{ticket.reference}/", {})
        is_problem(answer, 405)
        assert "GET" in answer.headers["Allow"]
    is_problem(caller.get("customers/MX-9/"), 405)


def test_a_problem_tells_no_secrets_of_the_house(caller):
    answer = caller.call("POST", "tickets/", raw=b"{", once="broken-0001")
    assert not re.search(rb"Traceback|File \"|/home|site-packages|psycopg", answer.content)


def test_personal_answers_are_kept_by_nobody_on_the_way(caller, carl, says):
    ticket = says(carl)
    for path in ("tickets/", f"tickets/{ticket.reference}/"):
        assert "no-store" in caller.get(path).headers.get("Cache-Control", ""), path


def test_no_other_origin_is_let_in(caller):
    answer = caller.call("GET", "tickets/", Origin="https://evil.test")
    assert "Access-Control-Allow-Origin" not in answer.headers


# The manual.


def test_the_schema_is_complete_and_valid(house, tmp_path):
    """drf-spectacular warns of nothing and finds its own schema valid."""
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"))


def test_the_schema_names_every_call_its_key_and_its_refusals(client):
    schema = client.get(reverse("schema"), headers={"Accept": "application/json"}).json()
    assert set(schema["paths"]) == {
        "/api/v1/articles/",
        "/api/v1/chats/{reference}/code/",
        "/api/v1/customers/{exchange_id}/",
        "/api/v1/tickets/",
        "/api/v1/tickets/{reference}/",
        "/api/v1/tickets/{reference}/messages/",
        "/api/v1/tickets/{reference}/replies/",
        "/api/v1/topics/",
    }
    assert schema["components"]["securitySchemes"]["Api-Key"]["in"] == "header"
    for path, calls in schema["paths"].items():
        for method, call in calls.items():
            assert call["security"] == [{"Api-Key": []}], (path, method)
            problem = call["responses"]["401"]["content"]["application/problem+json"]
            assert problem["schema"]["$ref"].endswith("/Problem")
            if method == "post":
                assert "Idempotency-Key" in [asked["name"] for asked in call["parameters"]]


def test_the_manual_has_no_inline_script_and_asks_no_foreign_host(client):
    page = client.get(reverse("api-docs"))
    assert page.status_code == 200
    shown = page.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=", shown)
    sources = re.findall(r"(?:src|href)=\"([^\"]+)\"", shown)
    assert sources
    assert all(source.startswith("/") and not source.startswith("//") for source in sources)
    assert "unsafe" not in page.headers["Content-Security-Policy"].replace(
        "style-src-attr 'unsafe-inline'", ""
    )


# Articles: helpcenter/api.py; what is found is told in tests/helpcenter.


def test_articles_want_a_key_and_a_question(house):
    is_problem(machine("tickets:read").get("articles/", q="deposit"), 403)
    assert "q" in wrong(is_problem(machine("articles:read").get("articles/"), 400))
    assert machine("articles:read").get("articles/", q="deposit").json() == []
    for name in ("limit", "language"):  # an empty one is not the usual one
        asked = machine("articles:read").get("articles/", **{"q": "deposit", name: ""})
        assert wrong(is_problem(asked, 400)).keys() == {name}
