"""Broken JSON, over every door for machines: refused with a problem, never an error of ours, nothing kept."""

import base64
import json
import uuid
from urllib.parse import quote

import pytest

from support.people.models import Customer
from tests.support.api import is_problem, machine
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db

HALF = "\ud800"  # half of a UTF-16 pair: JSON can name it, UTF-8 cannot write it
BROKEN = [
    HALF,
    f"de{HALF}",
    "\0",
    "\u202e\u200b",
    "x" * 60_000,
    None,
    True,
    -1,
    1e308,
    10**400,
    [],
    [HALF],
    {},
    {HALF: HALF},
    [[[[[[]]]]]],
]
UNSEEN = ["\u200b", "\u202e\u200b", "\u2060", "\ufeff", "\u00ad", " \u200d \n"]


@pytest.fixture
def caller(ada):
    return machine(acts_as=ada)


@pytest.fixture
def kept():
    """How much there is; it must not become more."""
    return lambda: (Ticket.objects.count(), Message.objects.count(), Customer.objects.count())


def doors(carl, ticket):
    """Where JSON is taken: method, path, a good body."""
    fields = {"txid": "", "asset": "BTC"}
    opening = {"customer": carl.exchange_id, "subject": "x", "body": "x", "language": "en", "repeats": "new"}
    return [
        ("POST", "tickets/", opening | {"topic": "deposit-missing", "fields": fields}),
        ("POST", f"tickets/{ticket}/messages/", {"body": "x"}),
        ("POST", f"tickets/{ticket}/replies/", {"body": "x"}),
        (
            "PUT",
            f"customers/{carl.exchange_id}/",
            {"tier": "plus", "name": "x", "email": "a@b.example", "language": "en", "time_zone": "UTC"}
            | {"reason": "x"},
        ),
    ]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda value: repr(value)[:24])
def test_no_broken_value_of_any_field_breaks_anything(caller, carl, says, broken):
    ticket = says(carl, "Hello").reference
    for method, path, good in doors(carl, ticket):
        for name in good:
            raw = json.dumps(good | {name: broken})
            answer = caller.call(method, path, raw=raw, once=uuid.uuid4().hex)
            assert answer.status_code < 500, (path, name, raw[:80])
            if answer.status_code >= 400:
                is_problem(answer, answer.status_code)
        if "fields" in good:
            for name in ("txid", "asset", "amount", "sent_at", "network"):
                raw = json.dumps(good | {"fields": {name: broken}})
                answer = caller.call(method, path, raw=raw, once=uuid.uuid4().hex)
                assert answer.status_code < 500, (path, name, raw[:80])


@pytest.mark.parametrize(
    "raw", ["", "{", "[", "null", "[]", '"x"', "NaN", '{"body": NaN}', "{" * 2000, "[" * 90_000]
)
def test_what_is_no_object_is_a_problem_everywhere(caller, carl, says, kept, raw):
    ticket = says(carl, "Hello").reference
    before = kept()
    for method, path, _good in doors(carl, ticket):
        answer = caller.call(method, path, raw=raw, once=uuid.uuid4().hex)
        is_problem(answer, 400)
    assert kept() == before


@pytest.mark.parametrize("unseen", UNSEEN)
def test_words_of_which_nothing_is_seen_are_no_words(caller, carl, says, kept, unseen):
    ticket = says(carl, "Hello").reference
    before = kept()
    for path, more in (
        ("tickets/", {"customer": carl.exchange_id, "subject": "x"}),
        (f"tickets/{ticket}/messages/", {}),
        (f"tickets/{ticket}/replies/", {}),
    ):
        problem = is_problem(caller.post(path, more | {"body": unseen}), 400)
        assert [(one["field"], one["code"]) for one in problem["errors"]] == [("body", "blank")]
    assert kept() == before


def test_letters_that_are_joined_by_unseen_marks_stay_words(caller, carl, says):
    ticket = says(carl, "Hello").reference
    assert caller.post(f"tickets/{ticket}/messages/", {"body": "نمی\u200cخواهم"}).status_code == 201
    assert caller.post(f"tickets/{ticket}/replies/", {"body": "👩\u200d👧"}).status_code == 201


@pytest.mark.parametrize(
    "position",
    [
        *("", "abc", "2026", "2026-13-45", "10000-01-01 00:00:00+00:00", "2026-11-20", "2026-11-20 12:00:00"),
        *("\0", "0001-01-01 00:00:00+14:00", "9999-12-31 23:59:59-14:00", "25:00", "²"),
    ],
)
def test_a_cursor_that_names_no_moment_is_a_problem(caller, carl, says, position):
    says(carl, "Hello")
    cursor = base64.b64encode(f"p={quote(position)}".encode()).decode()
    answer = caller.get("tickets/", cursor=cursor)
    assert answer.status_code in (200, 404) if position == "" else answer.status_code == 404
    if answer.status_code == 404:
        is_problem(answer, 404)


@pytest.mark.parametrize(
    "query", ["customer=%00", "customer=%ed%a0%80", "status=%ed%a0%80", "open=%00", "x=%00"]
)
def test_a_broken_question_is_a_problem(caller, query):
    assert caller.call("GET", f"tickets/?{query}").status_code in (200, 400)
    assert caller.call("GET", f"articles/?q=x&language={query.partition('=')[2]}").status_code == 400
