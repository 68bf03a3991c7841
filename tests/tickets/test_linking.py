"""Tickets that belong together, and what an agent learns of the other one."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.tickets.browsing import HTMX, page
from tickets import actions, frames
from tickets.models import Event, Link, Ticket


@pytest.fixture
def three(carl, cleo, says):
    """A whole and two that may be parts of it."""
    return says(carl, "Withdrawals are down"), says(cleo, "Mine is stuck"), says(carl, "So is my other one")


def link(desk, ticket, way, *others, **more):
    references = " ".join(other.reference for other in others)
    told = {"way": way, "references": references}
    return desk.post(reverse("desk:link", args=[ticket.pk]), told, **more)


def test_both_histories_say_it_and_no_customer_hears(ada, three):
    whole, part, _other = three
    for _press in range(2):
        actions.link((part, whole), kind="part", by=ada)
    assert Link.objects.count() == 1
    for ticket, beside, role in ((part, whole, "of"), (whole, part, "has")):
        event = ticket.events.get(kind=Event.Kind.LINKED)
        assert (event.detail["reference"], event.detail["role"]) == (beside.reference, role)
        assert frames.for_customer(event) is None


def test_what_makes_no_sense_is_refused(ada, three):
    whole, part, other = three
    actions.link((part, whole), kind="part", by=ada)
    actions.link((other, part), kind="part", by=ada)
    for pair, kind in [
        ((whole, whole), "related"),
        ((whole, part), "duplicate"),
        ((part, other), "part"),
        ((whole, other), "part"),
        ((other, whole), "incident"),
    ]:
        with pytest.raises(actions.MayNotLink):
            actions.link(pair, kind=kind, by=ada)
    assert Link.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(ticket=whole, other=part, kind="related")


def test_of_several_all_or_none(ada, three, desk):
    whole, part, other = three
    actions.link((other, part), kind="part", by=ada)
    assert link(desk, whole, "has-part", part, other).status_code == 422
    assert Link.objects.count() == 1
    assert link(desk, whole, "related", part, other).status_code == 302
    assert Link.objects.count() == 3


def test_a_parts_state_shows_at_the_whole(ada, three, desk):
    whole, part, other = three
    for one in (part, other):
        actions.link((one, whole), kind="part", by=ada)
    actions.resolve(part, by=ada)
    shown = page(desk, "around", whole.pk)
    assert "1 of 2 solved" in shown
    assert f'data-linked="{part.pk}"' in shown
    assert ">waiting</span>" in shown
    assert "Part of" in page(desk, "around", part.pk)


def test_a_link_is_taken_away(ada, three, desk):
    whole, part, _other = three
    (made,) = actions.link((part, whole), kind="duplicate", by=ada)
    desk.post(reverse("desk:unlink", args=[whole.pk, made.pk]))
    assert not Link.objects.exists()
    assert part.events.filter(kind=Event.Kind.UNLINKED).exists()


def test_of_a_ticket_one_may_not_see_one_learns_nothing(ada, sam, carl, says, desk, three):
    hidden = says(carl, "A secret of payments", topic="bank-deposit-missing")
    answer = link(desk, three[0], "related", hidden, headers=HTMX)
    nothing = desk.post(
        reverse("desk:link", args=[three[0].pk]),
        {"way": "related", "references": "MER-NOTHNG"},
        headers=HTMX,
    )
    assert answer.status_code == nothing.status_code == 422
    said = answer.content.decode().replace(hidden.reference, "MER-NOTHNG")
    assert said.partition("csrf")[0] == nothing.content.decode().partition("csrf")[0]
    (made,) = actions.link((hidden, three[0]), kind="related", by=sam)
    shown = page(desk, "around", three[0].pk)
    assert "A secret of payments" not in shown
    assert hidden.reference not in shown
    assert "1 more is with another team." in shown
    assert desk.post(reverse("desk:unlink", args=[three[0].pk, made.pk])).status_code == 404


def test_a_problem_has_incidents_and_is_none(ada, three, desk):
    problem, incident, other = three
    desk.post(reverse("desk:flag", args=[problem.pk]), {"on": "yes"})
    assert "Problem" in page(desk, "ticket", problem.pk)
    actions.link((incident, problem), kind="incident", by=ada)
    with pytest.raises(actions.MayNotLink):
        actions.flag(incident, by=ada)
    with pytest.raises(actions.MayNotLink):
        actions.flag(problem, by=ada, problem=False)
    answer = desk.post(reverse("desk:flag", args=[problem.pk]), {"on": "no"})
    assert answer.status_code == 409
    assert "Take these links away first." in answer.content.decode()
    assert Ticket.objects.get(pk=problem.pk).problem_at
    actions.flag(other, by=ada)
    actions.flag(other, by=ada, problem=False)
    assert Ticket.objects.get(pk=other.pk).problem_at is None
