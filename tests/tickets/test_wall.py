"""The supervisors' wall: what waits where, who is there, and what a supervisor does about it."""

import pytest
from django.urls import reverse

from support.people.models import Agent, Team, Tier
from tests.together import at_once
from tickets import actions
from tickets.models import Routing, Ticket


@pytest.fixture
def tiller(sam, sign_in):
    """Sam's browser."""
    return sign_in(sam)


def put(tiller, name, *args, **data):
    return tiller.post(reverse(f"desk:{name}", args=args), data)


def test_the_wall_shows_the_front_the_teams_and_everybodys_hands(tiller, ada, carl, says):
    says(carl, "money is leaving", topic="account-takeover")
    actions.claim(says(carl, "in her hands"), by=ada)
    Agent.objects.filter(user=ada).update(availability="busy")
    page = tiller.get(reverse("desk:wall")).content.decode()
    for words in (
        "money is leaving",
        "in her hands",
        "1 of 16 units",
        "Ada Desk",
        "Busy",
        "Account security",
    ):
        assert words in page


def test_an_empty_house_says_so(tiller):
    page = tiller.get(reverse("desk:wall")).content.decode()
    assert "Nobody is waiting." in page
    assert "nobody waits" in page


def test_a_team_for_whom_somebody_waits_and_nobody_is_there_stands_out(tiller, carl, says):
    says(carl, "bank", topic="bank-deposit-missing")
    assert "nobody there" in tiller.get(reverse("desk:wall")).content.decode()


def test_the_wall_says_how_many_wait_for_a_senior_who_is_not_there(tiller, ada, carl, says):
    Tier.objects.filter(slug="verified").update(senior_only=True)
    carl.refresh_from_db()
    says(carl, "one"), says(carl, "two")
    says(carl, "danger", topic="account-takeover")
    assert "for a senior" not in tiller.get(reverse("desk:wall")).content.decode()  # no team has one
    Agent.objects.filter(user=ada).update(senior=True)
    assert "for a senior" not in tiller.get(reverse("desk:wall")).content.decode()
    Agent.objects.filter(user=ada).update(availability="away")
    page = tiller.get(reverse("desk:wall")).content.decode()
    assert page.count("for a senior") == 1
    assert "2 wait for a senior" in page


def test_a_supervisor_puts_a_ticket_into_somebodys_hands_with_a_reason(tiller, sam, ben, carl, says):
    ticket = says(carl)
    since = ticket.waiting_since
    assert put(tiller, "force", ticket.pk, to=ben.pk, why="Ben knows this bank").status_code == 302
    ticket.refresh_from_db()
    event = ticket.events.last()
    assert (ticket.assignee, ticket.waiting_since) == (ben, since)
    assert (event.kind, event.by, event.detail["cause"], event.detail["why"]) == (
        "assigned",
        sam,
        "forced",
        "Ben knows this bank",
    )


@pytest.mark.parametrize("missing", ["to", "why"])
def test_without_a_name_or_a_reason_nothing_moves_and_what_was_typed_stays(tiller, ben, carl, says, missing):
    ticket = says(carl)
    sent = {"to": ben.pk, "why": "Ben knows this bank"} | {missing: ""}
    answer = put(tiller, "force", ticket.pk, **sent)
    ticket.refresh_from_db()
    assert (answer.status_code, ticket.assignee) == (422, None)
    kept = "Ben knows this bank" if missing == "to" else f'value="{ben.pk}" selected'
    assert kept in answer.content.decode()


def test_the_front_of_one_line_moves_to_another_and_keeps_its_age(tiller, carl, cleo, says):
    waits = [says(carl, f"{number}") for number in range(3)]
    taken = says(cleo, topic="bank-deposit-missing")
    front, payments = Team.objects.get(slug="front-line"), Team.objects.get(slug="payments")
    sent = {"source": front.pk, "target": payments.pk, "most": 2, "why": "a crash"}
    assert put(tiller, "rebalance", **sent).status_code == 302
    moved = list(Ticket.objects.filter(team=payments).exclude(pk=taken.pk).order_by("pk"))
    assert [ticket.subject for ticket in moved] == ["0", "1"]
    assert [ticket.waiting_since for ticket in moved] == [ticket.waiting_since for ticket in waits[:2]]
    assert moved[0].lane.team == payments
    detail = moved[0].events.last().detail
    assert (detail["cause"], detail["why"], detail["from_team"]) == ("rebalanced", "a crash", front.pk)


@pytest.mark.parametrize(
    "wrong", [{"most": 0}, {"most": "many"}, {"why": ""}, {"target": ""}, {"same": True}]
)
def test_a_move_that_makes_no_sense_is_refused(tiller, carl, says, wrong):
    says(carl)
    front = Team.objects.get(slug="front-line")
    payments = front if wrong.pop("same", False) else Team.objects.get(slug="payments")
    sent = {"source": front.pk, "target": payments.pk, "most": 2, "why": "a crash"} | wrong
    answer = put(tiller, "rebalance", **sent)
    assert answer.status_code == 422
    assert Ticket.objects.get().team == front
    assert answer.content.decode().count('aria-invalid="true"') == 1


def test_full_hands_are_relieved_of_what_waits_and_keep_what_does_not(tiller, ada, sam, carl, cleo, says):
    waits, chat, answered = says(carl, "waits"), says(cleo, "chat", channel="chat"), says(carl, "answered")
    for ticket in (waits, chat, answered):
        actions.claim(ticket, by=ada)
    actions.reply(answered, by=ada, body="Done?", key="k")
    assert put(tiller, "relieve", ada.agent.pk, why="six chats").status_code == 302
    hands = dict(Ticket.objects.values_list("subject", "assignee"))
    assert hands == {"waits": None, "chat": None, "answered": ada.pk}
    waits.refresh_from_db()
    assert (waits.lane is not None, waits.events.last().detail["cause"]) == (True, "relieved")


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_while_a_line_is_moved_stays_with_who_took_it(ada, sam, carl, says):
    front, payments = Team.objects.get(slug="front-line"), Team.objects.get(slug="payments")
    Routing.objects.create(team=front, reserved_units=0)
    for number in range(8):
        says(carl, f"{number}")

    def act(number):
        if number:
            return actions.claim_next(ada)
        return actions.rebalance(source=front, target=payments, most=8, by=sam, why="a crash")

    at_once(5, act)
    for ticket in Ticket.objects.all():
        moved, claimed = ticket.team == payments, ticket.assignee == ada
        assert moved != claimed or (not moved and not claimed)
