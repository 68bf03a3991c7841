"""Two agents and one field: the second is told, and chooses. Two fields merge. Of two takers one has it."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.people.models import Team
from tests.tickets.browsing import HTMX, text
from tests.together import at_once
from tickets import actions
from tickets.models import Topic


@pytest.fixture
def ticket(carl, says):
    return says(carl)


def post(desk, name, ticket, *, htmx=True, **said):
    answer = desk.post(reverse(f"desk:{name}", args=[ticket.pk]), said, headers=HTMX if htmx else {})
    ticket.refresh_from_db()
    return answer


@pytest.mark.parametrize("htmx", [True, False])
def test_the_same_severity_twice_is_told_with_both_values_who_and_why(desk, sam, ticket, htmx):
    actions.reprioritise(ticket, severity=1, by=sam, why="locked out")
    answer = post(desk, "severity", ticket, htmx=htmx, severity=2, why="less bad", seen="3")
    shown = text(answer)
    assert (answer.status_code, ticket.severity) == (409, 1)
    assert "Sam set this to S1" in shown
    assert "locked out" in shown
    assert "You chose S2" in shown
    assert 'name="seen" value="1"' in answer.content.decode()
    assert post(desk, "severity", ticket, severity=2, why="less bad", seen="1").status_code == 204
    assert ticket.severity == 2


def test_both_wanting_the_same_is_no_conflict(desk, sam, ticket):
    actions.reprioritise(ticket, severity=1, by=sam, why="locked out")
    assert post(desk, "severity", ticket, severity=1, why="me too", seen="3").status_code == 204


def test_another_field_merges(desk, sam, ticket):
    actions.reprioritise(ticket, severity=1, by=sam, why="locked out")
    actions.claim(ticket, by=sam)
    answer = desk.post(reverse("desk:refile", args=[ticket.pk]), {"topic": "fees", "seen": ""}, headers=HTMX)
    assert answer.status_code == 204
    ticket.refresh_from_db()
    assert (ticket.severity, ticket.topic.slug, ticket.assignee) == (1, "fees", sam)


def test_complexity_topic_snooze_and_hands_ask_too(desk, ada, sam, ticket):
    actions.classify(ticket, complexity="investigation", by=sam, why="three chains")
    answer = post(desk, "complexity", ticket, complexity="simple", why="easy", seen="standard")
    assert answer.status_code == 409
    actions.refile(ticket, topic=Topic.objects.get(slug="limits"), by=sam)
    answer = post(desk, "refile", ticket, topic="staking", seen="")
    assert (answer.status_code, ticket.topic.slug) == (409, "limits")
    actions.reply(ticket, by=sam, body="Wait", key="r")
    soon = timezone.now() + timedelta(days=1)
    actions.snooze(ticket, until=soon, by=sam)
    answer = post(desk, "snooze", ticket, until=f"{soon + timedelta(days=1):%Y-%m-%dT%H:%M}", seen="")
    assert (answer.status_code, ticket.snoozed_until) == (409, soon)
    assert "Sam set this to snoozed until" in text(answer)
    answer = post(desk, "assign", ticket, to=f"agent-{ada.pk}", seen_with="")
    assert (answer.status_code, ticket.assignee) == (409, sam)
    assert f'name="seen_with" value="{sam.pk}"' in answer.content.decode()


def test_two_teams_at_once_are_a_conflict_too(sam, ticket):
    seen = ticket.team_id
    actions.assign(ticket, by=sam, team=Team.objects.get(slug="payments"))
    with pytest.raises(actions.TakenByAnother):
        actions.assign(ticket, by=sam, team=Team.objects.get(slug="security"), seen_with=None, seen_team=seen)


def test_who_comes_too_late_hears_who_has_it_since_when_and_is_offered_the_next(desk, sam, ticket):
    actions.claim(ticket, by=sam)
    answer = post(desk, "claim", ticket)
    toast = json.loads(answer["HX-Trigger"])["desk:toast"]
    assert answer.status_code == 409
    assert answer["HX-Reswap"] == "none"
    assert toast["words"][0].startswith("Sam Lead was faster: it is in their hands since ")
    assert toast["take"] == "Take next"
    assert "Sam Lead was faster" in text(post(desk, "claim", ticket, htmx=False))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_set_the_severity_at_once_one_is_told(ada, sam, carl, says, valkey):
    ticket = says(carl)
    wanted = [(ada, 1), (sam, 2)]
    found = at_once(
        2,
        lambda n: actions.reprioritise(ticket, by=wanted[n][0], severity=wanted[n][1], why="x", seen="3"),
    )
    assert sorted(type(one).__name__ for one in found) == ["ChangedByAnother", "Ticket"]
    lost = next(one for one in found if isinstance(one, actions.ChangedByAnother))
    ticket.refresh_from_db()
    assert lost.ticket.severity == ticket.severity
    assert lost.event.by == next(by for by, severity in wanted if severity == ticket.severity)


@pytest.mark.django_db(transaction=True)
def test_two_fields_at_once_are_both_set(ada, sam, carl, says, valkey):
    ticket = says(carl)
    calls = [
        lambda: actions.reprioritise(ticket, by=ada, severity=1, why="x", seen="3"),
        lambda: actions.classify(ticket, by=sam, complexity="investigation", why="y", seen=ticket.complexity),
    ]
    at_once(2, lambda n: calls[n]())
    ticket.refresh_from_db()
    assert (ticket.severity, ticket.complexity) == (1, "investigation")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_has_it(ada, sam, carl, says, valkey):
    for number in range(3):
        ticket, who = says(carl, f"Case {number}"), [ada, sam]
        found = at_once(2, lambda n, ticket=ticket, who=who: actions.claim(ticket, by=who[n]))
        assert sorted(type(one).__name__ for one in found) == ["TakenByAnother", "Ticket"]
        lost = next(one for one in found if isinstance(one, actions.TakenByAnother))
        ticket.refresh_from_db()
        assert lost.ticket.assignee == ticket.assignee
        assert ticket.events.filter(kind="claimed").count() == 1
