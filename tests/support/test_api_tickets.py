"""Tickets for machines: opened once, listed, shown, written on; nothing internal ever leaves."""

import pytest

from support.people.models import ApiKey
from tests.support.api import is_problem, machine, wrong
from tests.together import at_once
from tickets import actions, defaults
from tickets.models import Message, Ticket, Topic


@pytest.fixture
def caller(ada):
    """A machine that may do everything and answers as Ada."""
    return machine(acts_as=ada)


def words(carl, **more):
    return {
        "customer": carl.exchange_id,
        "subject": "No deposit",
        "body": "It is missing",
        "topic": "deposit-missing",
    } | more


def test_a_ticket_comes_in_by_the_one_way_in(caller, carl):
    answer = caller.post("tickets/", words(carl, language="de"))
    assert answer.status_code == 201
    ticket = Ticket.objects.get()
    told = answer.json()
    assert told["reference"] == ticket.reference
    assert (told["status"], told["severity"], told["channel"]) == ("waiting", ticket.topic.severity, "web")
    assert [(said["kind"], said["body"]) for said in told["messages"]] == [("customer", "It is missing")]
    assert (ticket.customer, ticket.language, ticket.team) == (carl, "de", ticket.topic.team)
    assert [event.kind for event in ticket.events.all()] == ["opened", "received"]
    assert ticket.lane


def test_secrets_are_masked_before_they_rest(caller, carl):
    phrase = "abandon " * 11 + "about"
    told = caller.post("tickets/", words(carl, subject=phrase, body=f"My phrase: {phrase}")).json()
    assert "abandon" not in str(told)
    assert told["messages"][0]["masked"]
    assert "abandon" not in Message.objects.get().body


def test_without_an_idempotency_key_nothing_is_opened(caller, carl):
    for key in ("", "short", "x" * 129):
        problem = is_problem(caller.call("POST", "tickets/", words(carl), once=key), 400)
        assert "Idempotency-Key" in wrong(problem)
    assert not Ticket.objects.exists()


def test_the_same_key_again_answers_with_the_first_ticket(caller, carl):
    first = caller.post("tickets/", words(carl), once="order-0001")
    again = caller.post("tickets/", words(carl), once="order-0001")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Ticket.objects.count() == 1


def test_the_same_key_is_known_after_an_agent_has_filed_it_elsewhere(caller, carl, ada):
    first = caller.post("tickets/", words(carl), once="order-0001")
    actions.refile(Ticket.objects.get(), topic=Topic.objects.get(slug="fees"), by=ada)
    again = caller.post("tickets/", words(carl), once="order-0001")
    assert (again.status_code, again.json()["reference"]) == (200, first.json()["reference"])
    is_problem(caller.post("tickets/", words(carl, topic="fees"), once="order-0001"), 409)


@pytest.mark.parametrize(
    "other",
    [{"body": "Something else"}, {"subject": "Something else"}, {"topic": "fees"}, {"customer": "MX-CLEO"}],
)
def test_the_same_key_for_something_else_is_a_conflict(caller, carl, cleo, other):
    caller.post("tickets/", words(carl), once="order-0001")
    is_problem(caller.post("tickets/", words(carl, **other), once="order-0001"), 409)
    assert Ticket.objects.count() == Message.objects.count() == 1


def test_two_machines_may_choose_the_same_key(caller, carl):
    caller.post("tickets/", words(carl), once="order-0001")
    assert machine().post("tickets/", words(carl), once="order-0001").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_twenty_repeats_at_once_open_one_ticket(request):
    defaults.prepare()
    carl = request.getfixturevalue("carl")
    caller = machine()
    found = at_once(20, lambda _: caller.post("tickets/", words(carl), once="order-0001"))
    assert {answer.status_code for answer in found} <= {200, 201}
    assert len({answer.json()["reference"] for answer in found}) == 1
    assert Ticket.objects.count() == Message.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"topic": "no-such-topic"}, "topic"),
        ({"customer": "MX-NOBODY"}, "customer"),
        ({"customer": None}, "customer"),
        ({"body": "  "}, "body"),
        ({"body": "x" * 50_001}, "body"),
        ({"body": "a\u0000b"}, "body"),
        ({"body": "\ud83d"}, "body"),
        ({"body": {"a": 1}}, "body"),
        ({"subject": "x" * 201}, "subject"),
        ({"subject": ""}, "subject"),
        ({"language": "klingon"}, "language"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field(caller, carl, said, field):
    assert field in wrong(is_problem(caller.post("tickets/", words(carl, **said)), 400))
    assert not Ticket.objects.exists()


def test_what_may_not_be_told_is_not_heard(caller, carl, cleo, ada):
    """Mass assignment (AZ-04)."""
    more = {
        **{
            "reference": "MER-STOLEN1",
            "severity": 0,
            "status": "resolved",
            "channel": "x",
            "team": "security",
        },
        **{
            "assignee": ada.pk,
            "opened_at": "2001-01-01T00:00:00Z",
            "due_at": "2001-01-01T00:00:00Z",
            "seq": 99,
        },
        **{
            "resolved_at": "2001-01-01T00:00:00Z",
            "kind": "note",
            "public": True,
            "id": 1,
            "customer_id": cleo.pk,
        },
    }
    plain = caller.post("tickets/", words(carl)).json()
    told = caller.post("tickets/", words(carl, **more)).json()
    ticket = Ticket.objects.get(reference=told["reference"])
    assert (told["severity"], told["status"], told["channel"], told["team"]) == (
        *(plain["severity"], plain["status"], plain["channel"], plain["team"]),
    )
    assert (ticket.customer, ticket.assignee, ticket.public, ticket.resolved_at) == (carl, None, False, None)
    assert ticket.opened_at.year > 2001


# Lists.


def test_the_list_is_newest_first_and_narrowed(caller, carl, cleo, says, ada):
    first, second, other = says(carl), says(carl), says(cleo)
    actions.resolve(first, by=ada)
    assert references(caller.get("tickets/")) == [one.reference for one in (other, second, first)]
    assert references(caller.get("tickets/", customer=carl.exchange_id)) == [
        second.reference,
        first.reference,
    ]
    assert references(caller.get("tickets/", customer=carl.exchange_id, open=1)) == [second.reference]
    assert references(caller.get("tickets/", customer="MX-NOBODY")) == []


def references(answer):
    assert answer.status_code == 200
    return [one["reference"] for one in answer.json()["results"]]


def test_the_list_is_turned_page_by_page(caller, carl, says):
    for _ in range(53):
        says(carl)
    page = caller.get("tickets/").json()
    assert len(page["results"]) == 50
    following = caller.call("GET", page["next"].partition("/api/v1/")[2])
    assert len(references(following)) == 3
    assert not set(references(following)) & {one["reference"] for one in page["results"]}


def test_a_broken_cursor_is_a_problem(caller):
    is_problem(caller.get("tickets/", cursor="garbage"), 404)


def test_nobody_has_an_id_with_a_nul_in_it(caller):
    assert caller.get("tickets/", customer="\0").status_code == 400
    assert caller.get("tickets/", cursor="\0").status_code == 400
    assert caller.get("tickets/MER%00/").status_code == 400
    assert caller.put("customers/a%00b/", {"tier": "plus"}).status_code == 400


def test_a_list_costs_the_same_for_many_tickets(caller, carl, says, django_assert_max_num_queries):
    for _ in range(12):
        says(carl)
    with django_assert_max_num_queries(4):
        caller.get("tickets/")


# One ticket.


def test_a_ticket_shows_its_public_thread_and_no_note(caller, carl, says, ada):
    ticket = says(carl, body="It is missing")
    actions.note(ticket, by=ada, body="smells of fraud", key="n1")
    actions.reply(ticket, by=ada, body="We are looking", key="r1")
    answer = caller.get(f"tickets/{ticket.reference}/")
    assert [said["body"] for said in answer.json()["messages"]] == ["It is missing", "We are looking"]
    assert b"fraud" not in answer.content
    assert b"Ada Desk" not in answer.content


@pytest.mark.parametrize("reference", ["MER-0000000", "1", "mer", "None"])
def test_a_ticket_that_is_not_there_is_a_problem(caller, reference):
    is_problem(caller.get(f"tickets/{reference}/"), 404)


def test_reading_and_writing_are_two_rights(carl, says):
    ticket = says(carl)
    reader, writer = machine(ApiKey.Scope.TICKETS_READ), machine(ApiKey.Scope.TICKETS_WRITE)
    assert reader.get("tickets/").status_code == 200
    is_problem(writer.get("tickets/"), 403)
    is_problem(writer.get(f"tickets/{ticket.reference}/"), 403)
    is_problem(reader.post("tickets/", words(carl)), 403)
    assert writer.post("tickets/", words(carl)).status_code == 201
