"""One table of states: what a row says and what a query finds agree, and no word names a person."""

from datetime import timedelta

import pytest
from django.utils import translation

from support.people.models import Team
from tickets import actions, path, standing, states, what_next
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def again(ticket):
    return Ticket.objects.select_related("team", "merged_into").get(pk=ticket.pk)


@pytest.fixture
def one_of_each(ada, carl, says):
    """A ticket in every state there is, by the name of the state."""
    made = {name: says(carl, name) for name in states.STATES}
    made["back"] = says(carl, "back")
    actions.claim(made["with-team"], by=ada)
    actions.reply(made["back"], by=ada, body="Which?", key="b")
    says(carl, "This one", ticket=made["back"])
    actions.reply(made["waiting-for-you"], by=ada, body="Which?", key="w")
    for name in ("solved", "closed"):
        actions.resolve(made[name], by=ada)
    actions.close(made["closed"])
    actions.merge(made["merged"], into=made["received"], by=ada)
    specialists = Team.objects.get(slug="security")
    Ticket.objects.filter(pk=made["with-specialists"].pk).update(team=specialists, escalated_to=specialists)
    return {name: again(ticket) for name, ticket in made.items()}


def test_every_state_is_told_of_its_row(one_of_each):
    back = one_of_each.pop("back")
    assert {name: states.of(ticket).slug for name, ticket in one_of_each.items()} == {
        name: name for name in states.STATES
    }
    assert states.of(back) is states.WITH_TEAM


def test_a_row_and_the_query_never_disagree(one_of_each):
    for state in states.STATES.values():
        found = set(Ticket.objects.filter(state.tickets))
        assert found == {ticket for ticket in one_of_each.values() if states.of(ticket) is state}, state.slug


def test_an_escalated_ticket_waits_for_its_customer_only_while_a_list_is_open(one_of_each, ada):
    ticket = one_of_each["with-specialists"]
    actions.reply(ticket, by=ada, body="We look into it", key="s1")
    assert states.of(again(ticket)) is states.SPECIALISTS
    actions.reply(ticket, by=ada, body="Please", key="s2", wanted=[actions.Thing("The TXID")])
    assert states.of(again(ticket)) is states.WITH_YOU
    assert again(ticket) in Ticket.objects.filter(states.WITH_YOU.tickets)


def test_the_team_is_named_in_the_readers_language_and_no_agent_is(one_of_each):
    ticket = one_of_each["with-team"]
    assert states.words(ticket) == "With our Front line team"
    with translation.override("de"):
        assert "Erste Anlaufstelle" in states.words(ticket)
    for one in one_of_each.values():
        stands = standing.in_full(one)
        said = [states.words(one), *what_next.next_steps(one, stands), str(path.steps(one, stands))]
        assert "Ada" not in " ".join(said)
        assert "Desk" not in " ".join(said)


def test_the_path_goes_from_received_to_closed(one_of_each):
    names = ["Received", "With our Front line team", "Waiting for you", "Solved", "Closed"]
    for name in ("received", "with-team", "waiting-for-you"):
        ticket = one_of_each[name]
        assert [str(step["name"]) for step in path.steps(ticket, standing.in_full(ticket))] == names
    for name, ticket in one_of_each.items():
        now = [step for step in path.steps(ticket, standing.in_full(ticket)) if step.get("now")]
        assert len(now) == 1, name


def test_who_is_late_says_so_and_what_it_means(one_of_each):
    ticket = one_of_each["with-team"]
    Ticket.objects.filter(pk=ticket.pk).update(
        target_seconds=60, waiting_since=ticket.waiting_since - timedelta(days=1)
    )
    ticket = again(ticket)
    said = what_next.next_steps(ticket, standing.in_full(ticket))
    assert said[0].startswith("We are late, and we are sorry. We promised an answer by ")
    assert not said[1].startswith("We are late")


def test_who_is_in_time_is_not_called_late(one_of_each):
    ticket = one_of_each["with-team"]
    said = what_next.next_steps(ticket, standing.in_full(ticket))
    assert said[0].startswith("Our Front line team has it. A person answers by ")
    assert "late" not in " ".join(said)
