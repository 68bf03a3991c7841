"""How much fits into a pair of hands: units over all channels, some kept free for money at risk."""

import pytest

from support.people.models import Agent, Team
from tests.together import at_once
from tickets import actions, queue, workforce
from tickets.models import Routing, Ticket


@pytest.fixture
def routing(house):
    """The front line: a chat takes 3 units, a ticket 2; 3 are kept free for S0."""
    front = Team.objects.get(slug="front-line")
    return Routing.objects.create(team=front, chat_units=3, ticket_units=2, reserved_units=3)


def capacity(user, units):
    Agent.objects.filter(user=user).update(capacity=units)


def test_chats_and_letters_share_one_capacity(ada, carl, cleo, says, routing):
    capacity(ada, 8)
    says(carl, "chat", channel="chat")
    says(cleo, "letter", channel="email")
    says(cleo, "another", channel="email")
    assert [actions.claim_next(ada).subject for _ in range(2)] == ["chat", "letter"]
    assert workforce.units_in_hand(ada) == 5
    assert actions.claim_next(ada) is None
    actions.reply(Ticket.objects.get(subject="letter"), by=ada, body="Done", key="k")
    assert workforce.units_in_hand(ada) == 3
    assert actions.claim_next(ada).subject == "another"


def test_a_chat_takes_its_place_until_it_is_over_a_letter_only_while_we_are_waited_for(
    ada, carl, says, routing
):
    chat, letter = says(carl, channel="chat"), says(carl, channel="email")
    for ticket in (chat, letter):
        actions.reply(ticket, by=ada, body="Which network?", key=f"{ticket.pk}")
    assert workforce.units_in_hand(ada) == 3
    actions.resolve(chat, by=ada)
    assert workforce.units_in_hand(ada) == 0


def test_the_reserve_is_for_money_at_risk_only(ada, carl, cleo, says, routing):
    capacity(ada, 5)
    says(carl, "question")
    says(carl, "second question")
    assert actions.claim_next(ada).subject == "question"
    assert actions.claim_next(ada) is None
    assert queue.next_for(ada, now=Ticket.objects.first().opened_at) == []
    says(cleo, "money is leaving", topic="account-takeover")
    assert actions.claim_next(ada).subject == "money is leaving"


def test_full_hands_may_still_take_money_at_risk(ada, carl, cleo, says, routing):
    capacity(ada, 0)
    says(carl, "question")
    says(cleo, "money is leaving", topic="account-takeover")
    assert actions.claim_next(ada).subject == "money is leaving"
    assert actions.claim_next(ada) is None


def test_a_team_without_a_row_weighs_as_new_rows_do(ada, carl, says):
    says(carl, channel="chat")
    says(carl, channel="email")
    for _ in range(2):
        actions.claim_next(ada)
    assert workforce.units_in_hand(ada) == Routing().chat_units + Routing().ticket_units


def test_who_is_busy_gets_letters_but_no_chats(ada, carl, says):
    Agent.objects.filter(user=ada).update(availability="busy")
    says(carl, "chat", channel="chat")
    says(carl, "letter", channel="email")
    assert actions.claim_next(ada).subject == "letter"
    assert actions.claim_next(ada) is None


@pytest.mark.parametrize("availability", ["away", "offline"])
def test_who_is_not_there_is_given_nothing(ada, carl, says, availability):
    Agent.objects.filter(user=ada).update(availability=availability)
    says(carl)
    with pytest.raises(actions.NotTakingWork):
        actions.claim_next(ada)
    assert Ticket.objects.get().assignee is None


@pytest.mark.django_db(transaction=True)
def test_two_screens_of_one_agent_take_no_more_than_their_hands_hold(ada, carl, says, routing):
    capacity(ada, 5)
    for number in range(4):
        says(carl, f"{number}")
    taken = at_once(4, lambda _: actions.claim_next(ada))
    assert len([ticket for ticket in taken if ticket]) == 1
    assert workforce.units_in_hand(ada) == 2
