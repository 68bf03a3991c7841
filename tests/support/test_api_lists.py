"""What a list of tickets may be narrowed to: by what we know, never silently by nothing."""

import pytest
from django.urls import reverse

from tests.support.api import is_problem, machine, wrong
from tickets import actions
from tickets.models import Ticket

STANDING = ["waiting", "in_hand", "with_customer", "resolved"]


@pytest.fixture
def caller(house):
    """A machine that may read."""
    return machine("tickets:read")


@pytest.fixture
def one_of_each(house, ada, carl, says):
    """A ticket of every standing."""
    waiting, held, answered, solved = (says(carl) for _ in STANDING)
    actions.claim(held, by=ada)
    actions.reply(answered, by=ada, body="Which one?", key="r1")
    actions.resolve(solved, by=ada)
    return dict(zip(STANDING, (waiting, held, answered, solved), strict=True))


def references(answer):
    assert answer.status_code == 200, answer.content
    return {one["reference"] for one in answer.json()["results"]}


@pytest.mark.parametrize("status", STANDING)
def test_a_status_narrows_to_the_tickets_that_say_so_themselves(caller, one_of_each, status):
    answer = caller.get("tickets/", status=status)
    assert references(answer) == {one_of_each[status].reference}
    assert [one["status"] for one in answer.json()["results"]] == [status]


def test_every_ticket_has_one_of_the_statuses(caller, one_of_each):
    found = [references(caller.get("tickets/", status=status)) for status in STANDING]
    assert set.union(*found) == references(caller.get("tickets/"))
    assert sum(map(len, found)) == Ticket.objects.count()


@pytest.mark.parametrize("status", ["zzz", "Waiting", "waiting,resolved", ""])
def test_an_unknown_status_is_a_problem_that_names_the_known_ones(caller, one_of_each, status):
    problem = is_problem(caller.get("tickets/", status=status), 400)
    assert all(known in wrong(problem)["status"][0] for known in STANDING)


@pytest.mark.parametrize(("word", "solved"), [("1", False), ("true", False), ("0", True), ("false", True)])
def test_open_means_yes_or_no(caller, one_of_each, word, solved):
    wanted = {ticket.reference for name, ticket in one_of_each.items() if (name == "resolved") is solved}
    assert references(caller.get("tickets/", open=word)) == wanted


@pytest.mark.parametrize("query", [{"open": "maybe"}, {"open": ""}, {"customer": ""}, {"stauts": "waiting"}])
def test_what_we_do_not_know_is_never_ignored(caller, one_of_each, query):
    assert query.keys() == wrong(is_problem(caller.get("tickets/", **query), 400)).keys()


def test_filters_add_up_and_a_stranger_has_no_tickets(caller, one_of_each, carl, cleo):
    waiting = {one_of_each["waiting"].reference}
    assert references(caller.get("tickets/", status="waiting", open=1, customer=carl.exchange_id)) == waiting
    assert references(caller.get("tickets/", status="waiting", open=0)) == set()
    assert references(caller.get("tickets/", status="waiting", customer=cleo.exchange_id)) == set()


def test_the_schema_names_the_filters_and_the_refusal(client):
    schema = client.get(reverse("schema"), headers={"Accept": "application/json"}).json()
    calls = schema["paths"]["/api/v1/tickets/"]
    asked = {one["name"]: one["schema"] for one in calls["get"]["parameters"]}
    assert asked.keys() == {"cursor", "customer", "open", "status"}
    assert set(asked["status"]["enum"]) == set(STANDING)
    assert "400" in calls["get"]["responses"]
    assert "status" not in [one["name"] for one in calls["post"]["parameters"]]
