"""Many tickets at once: looked at first, each done once, taken back where nobody went on from it."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.people.models import Team
from tests.tickets.browsing import page, text
from tickets import actions, clock
from tickets.models import BulkChange, BulkItem, Event, Ticket


@pytest.fixture
def three(ada, carl, cleo, says):
    return [says(carl, "One"), says(cleo, "Two"), says(carl, "Three", topic="fees")]


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def states(change):
    return [item.passed or item.state for item in change.items.order_by("ticket")]


def begin(tickets, by, key="bulk-k1", **wanted):
    change = actions.change_many(tickets, wanted=wanted, by=by, key=key)
    clock.go_on_with_bulk_changes()
    return change


def back(change, by):
    actions.undo_many(change, by=by)
    clock.go_on_with_bulk_changes()


def test_all_that_is_wanted_is_done_once_with_its_history(ada, ben, three):
    wanted = {"topic": "fees", "severity": 1, "why": "all of one wave", "tag": ["wave"], "agent": ada.pk}
    for _press in range(2):
        change = begin(three, ada, **wanted)
    assert states(change) == ["done"] * 3
    for ticket in map(fresh, three):
        assert (ticket.topic.slug, ticket.severity, ticket.assignee) == ("fees", 1, ada)
        assert list(ticket.taggings.values_list("tag__name", flat=True)) == ["wave"]
        assert ticket.events.filter(kind=Event.Kind.REPRIORITISED, by=ada, detail__why="all of one wave")
        assert ticket.events.filter(kind=Event.Kind.ASSIGNED).count() == 1


def test_what_is_over_or_so_already_is_left_and_said(ada, carl, three):
    one, two, other = three
    actions.merge(one, into=other, by=ada)
    actions.tag(two, names=["wave"], by=ada)
    assert states(begin([one, two, other], ada, tag=["wave"])) == ["over", "same", "done"]


def test_what_left_their_sight_meanwhile_is_not_touched(ada, three):
    change = actions.change_many(three, wanted={"tag": ["wave"]}, by=ada, key="bulk-k1")
    actions.assign(three[0], by=None, team=Team.objects.get(slug="payments"))
    clock.go_on_with_bulk_changes()
    assert states(change) == ["away", "done", "done"]
    assert not three[0].taggings.exists()


def test_a_ticket_that_takes_no_more_tags_stays_wholly_as_it_is(ada, three):
    actions.tag(three[0], names=[f"t{number}" for number in range(20)], by=ada)
    change = begin(three, ada, topic="account-locked", tag=["wave"])
    assert states(change) == ["tags", "done", "done"]
    assert fresh(three[0]).topic == three[0].topic


def test_it_is_taken_back_as_it_was(ada, sam, three):
    actions.claim(three[1], by=ada)
    actions.tag(three[2], names=["old"], by=ada)
    three = [fresh(ticket) for ticket in three]
    before = [(t.topic, t.severity, t.assignee, t.team, t.waiting_since) for t in map(fresh, three)]
    wanted = {"topic": "account-locked", "severity": 2, "why": "calmer", "tag": ["wave"], "untag": ["old"]}
    change = begin(three, sam, **wanted, agent=sam.pk, solved=True)
    assert not Ticket.objects.open().exists()
    back(change, sam)
    assert states(change) == ["undone"] * 3
    after = [(t.topic, t.severity, t.assignee, t.team, t.waiting_since) for t in map(fresh, three)]
    assert after == before
    assert list(three[2].taggings.values_list("tag__name", flat=True)) == ["old"]
    assert fresh(three[0]).lane
    assert fresh(three[1]).lane is None


def test_who_went_on_from_it_keeps_what_they_did(ada, sam, three):
    change = begin(three, sam, agent=sam.pk, tag=["wave"])
    actions.assign(three[0], by=ada, to=ada)
    back(change, sam)
    assert states(change) == ["kept", "undone", "undone"]
    assert fresh(three[0]).assignee == ada
    assert not three[0].taggings.exists()


def test_taking_back_stops_what_had_not_its_turn(ada, three):
    change = actions.change_many(three, wanted={"tag": ["wave"]}, by=ada, key="bulk-k1")
    back(change, ada)
    assert states(change) == ["stopped"] * 3
    with pytest.raises(actions.TooLate):
        actions.undo_many(change, by=ada)


def test_after_a_day_it_stands(ada, three):
    change = begin(three, ada, tag=["wave"])
    BulkChange.objects.update(begun_at=timezone.now() - timedelta(hours=24))
    with pytest.raises(actions.TooLate):
        actions.undo_many(BulkChange.objects.get(), by=ada)
    assert states(change) == ["done"] * 3


def test_one_that_fails_stops_no_other_and_comes_later(ada, three):
    change = actions.change_many(three, wanted={"topic": "none-such"}, by=ada, key="bulk-k1")
    assert clock.go_on_with_bulk_changes() == 0
    assert states(change) == ["waiting"] * 3
    BulkChange.objects.update(wanted={"topic": "fees"})
    assert clock.go_on_with_bulk_changes() == 3
    assert states(change) == ["done", "done", "same"]


def hidden(shown, name):
    return re.search(rf'name="{name}" value="([^"]*)"', shown)[1]


def test_it_is_looked_at_before_it_is_done(ada, desk, three):
    there = reverse("desk:bulk")
    shown = page(desk, "bulk", ticket=[one.pk for one in three[:2]])
    said = {name: hidden(shown, name) for name in ("key", "tickets")} | {"topic": "fees"}
    answer = desk.post(there, said)
    assert "2 tickets change" in text(answer)
    looked = answer.content.decode()
    assert not BulkChange.objects.exists()
    actions.refile(three[0], topic=three[2].topic, by=ada)
    said |= {"looked": hidden(looked, "looked"), "send": "1"}
    again = desk.post(there, said)
    assert again.status_code == 409
    assert "Something has changed since you looked" in text(again)
    assert "1 ticket changes" in text(again)
    done = desk.post(there, said | {"looked": hidden(again.content.decode(), "looked")}, follow=True)
    clock.go_on_with_bulk_changes()
    assert fresh(three[1]).topic.slug == "fees"
    assert BulkItem.objects.count() == 2
    address = done.redirect_chain[-1][0]
    assert "All done." in text(desk.get(address))
    desk.post(f"{address}undo/")
    clock.go_on_with_bulk_changes()
    assert fresh(three[1]).topic == three[1].topic


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose what is to become of them."),
        ({"severity": "1", "why": ""}, "Say why, in a few words"),
        ({"tag": "!!!"}, "A tag is made of letters and digits"),
        ({"to": "agent-999999"}, "Select a valid choice"),
        ({"tag": "wave", "tickets": "none"}, "No ticket is chosen."),
    ],
)
def test_what_makes_no_sense_is_refused_and_kept(desk, three, said, words):
    shown = page(desk, "bulk", ticket=[one.pk for one in three])
    typed = {"key": hidden(shown, "key"), "tickets": hidden(shown, "tickets"), "why": "as I typed it"}
    refused = desk.post(reverse("desk:bulk"), typed | said)
    assert refused.status_code == 422
    assert words in html.unescape(text(refused))
    assert ("as I typed it" in refused.content.decode()) == (not {"tickets", "why"} & said.keys())
    assert not BulkChange.objects.exists()


def test_a_whole_view_is_chosen_narrowed_as_it_is(desk, ada, three):
    shown = page(desk, "bulk", all="1", view="unassigned", topic="fees")
    assert hidden(shown, "tickets") == str(three[2].pk)
    found = page(desk, "bulk", all="1", q="status:open")
    assert len(hidden(found, "tickets").split(",")) == 3


def test_nobody_changes_what_they_may_not_see(sign_in, ben, carl, ada, three):
    for ticket in three:
        actions.assign(ticket, by=None, team=Team.objects.get(slug="payments"))
    browser = sign_in(ada)
    shown = page(browser, "bulk", ticket=[one.pk for one in three])
    assert "No ticket is chosen." in shown
    assert browser.post(reverse("desk:bulk"), {"tickets": "1,2,3", "key": "x", "tag": "w"}).status_code == 422
    change = actions.change_many(three, wanted={"tag": ["wave"]}, by=ben, key="bulk-k1")
    there = reverse("desk:bulk-begun", args=[change.pk])
    assert browser.get(there).status_code == 404
    assert browser.post(f"{there}undo/").status_code == 404
    assert sign_in(carl.user).get(reverse("desk:bulk")).status_code == 404


def test_a_word_that_nobody_saw_is_not_solved_away(ada, carl, three, says):
    change = actions.change_many(three, wanted={"solved": True}, by=ada, key="bulk-k1")
    says(carl, "WAIT", ticket=three[0])
    clock.go_on_with_bulk_changes()
    assert states(change) == ["wrote", "done", "done"]
    assert fresh(three[0]).resolved_at is None


def test_what_somebody_else_has_set_meanwhile_stays(ada, sam, three):
    change = actions.change_many(three, wanted={"severity": 4, "why": "calm"}, by=ada, key="bulk-k1")
    actions.reprioritise(three[0], severity=0, by=sam, why="it is being emptied")
    actions.claim(three[1], by=sam)
    clock.go_on_with_bulk_changes()
    assert states(change) == ["clash", "done", "done"]
    assert fresh(three[0]).severity == 0


def test_who_wrote_after_the_preview_is_looked_at_again(ada, carl, desk, three, says):
    said = {name: hidden(page(desk, "bulk", ticket=[three[0].pk]), name) for name in ("key", "tickets")}
    said |= {"solved": "yes"}
    looked = desk.post(reverse("desk:bulk"), said).content.decode()
    says(carl, "WAIT", ticket=three[0])
    said |= {"looked": hidden(looked, "looked"), "send": "1"}
    assert desk.post(reverse("desk:bulk"), said).status_code == 409


def test_what_is_taken_back_goes_to_nobody_who_has_left(ben, sam, carl, says):
    ticket = says(carl, topic="fees")
    actions.assign(ticket, by=sam, to=ben)
    change = begin([fresh(ticket)], sam, agent=sam.pk)
    assert fresh(ticket).assignee == sam
    ben.is_active = False
    ben.save(update_fields=["is_active"])
    back(change, sam)
    assert fresh(ticket).assignee is None
