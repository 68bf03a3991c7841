"""Whatever door somebody comes by, a merged ticket leads to the one it goes on in."""

import pytest
from django.urls import reverse

from tickets import actions, frames, letters
from tickets.models import Ticket


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


@pytest.mark.parametrize("channel", ["email", "chat", "x"])
def test_new_words_on_the_thread_land_on_the_survivor(ada, carl, says, clock, channel):
    moved, into = says(carl, channel=channel, thread="t-1"), says(carl)
    actions.merge(moved, into=into, by=ada)
    assert says(carl, "More", channel=channel, thread="t-1") == into
    assert into.messages.last().channel == channel


def test_words_to_the_merged_ticket_itself_follow_a_chain(ada, carl, says):
    first, second, third = says(carl), says(carl), says(carl)
    actions.merge(first, into=second, by=ada)
    actions.merge(second, into=third, by=ada)
    assert says(carl, "More", ticket=first) == third
    assert fresh(first).survivor() == third


def test_when_the_survivor_is_closed_a_new_ticket_begins(ada, carl, says):
    moved, into = says(carl, channel="email", thread="t-1"), says(carl)
    actions.merge(moved, into=into, by=ada)
    actions.close(actions.resolve(into, by=ada))
    anew = says(carl, "Again", channel="email", thread="t-1")
    assert anew not in (moved, into)
    assert says(carl, "And again", channel="email", thread="t-1") == anew
    with pytest.raises(actions.MayNotMerge, match="is closed"):
        actions.unmerge(moved, by=ada)


def test_the_customers_page_leads_to_the_survivor_which_shows_both(ada, carl, sign_in, two):
    older, younger = two
    actions.note(older, by=ada, body="looks like fraud", key="n1")
    actions.merge(older, into=younger, by=ada, why="hush hush")
    page = sign_in(carl.user)
    there = reverse("tickets:show", args=[younger.reference])
    assert page.get(reverse("tickets:show", args=[older.reference])).url == there
    shown = page.get(there).content.decode()
    assert "Where is my deposit?" in shown
    assert "My deposit is missing" in shown
    assert f"Your ticket {older.reference} about the same thing goes on here" in shown
    assert "fraud" not in shown
    assert "hush" not in shown
    assert f"Goes on in {younger.reference}" in page.get(reverse("tickets:mine")).content.decode()


def test_an_answer_on_the_old_page_and_solving_there_reach_the_survivor(ada, carl, sign_in, two):
    older, younger = two
    actions.merge(older, into=younger, by=ada)
    page = sign_in(carl.user)
    answer = page.post(
        reverse("tickets:reply", args=[older.reference]), {"body": "Still missing", "key": "k" * 8}
    )
    assert younger.reference in answer.url
    assert younger.messages.last().body == "Still missing"
    page.post(reverse("tickets:solve", args=[older.reference]))
    assert not fresh(younger).is_open


def test_a_page_left_open_is_told_and_points_on(ada, carl, sign_in, two):
    older, younger = two
    seen = older.seq
    actions.merge(older, into=younger, by=ada)
    told = frames.for_customer_after(older.pk, seen)
    assert [frame["kind"] for frame in told] == ["merged"]
    assert "before" not in str(told)
    after = reverse("tickets:after", args=[older.reference, seen])
    shown = sign_in(carl.user).get(after).content.decode()
    assert reverse("tickets:show", args=[younger.reference]) in shown


def test_a_guests_links_open_the_whole(ada, gus, says, client):
    first, second = says(gus, "One"), says(gus, "Two")
    link = letters.guest_link(first).partition("/tickets/")[1:]
    actions.merge(first, into=second, by=ada)
    answer = client.post("".join(link), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("tickets:show", args=[second.reference])
    assert "One" in answer.content.decode()
    assert "Two" in answer.content.decode()


def test_strangers_see_neither(ada, cleo, sign_in, two):
    actions.merge(two[0], into=two[1], by=ada)
    page = sign_in(cleo.user)
    for ticket in two:
        assert page.get(reverse("tickets:show", args=[ticket.reference])).status_code == 404
