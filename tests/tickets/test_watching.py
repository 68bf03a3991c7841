"""Who follows a ticket hears of it, as long as they may see it."""

from django.urls import reverse

from support.people.models import Team
from tests.tickets.browsing import page
from tickets import actions
from tickets.followers import followers_of


def test_an_agent_follows_and_no_more(ada, carl, says, desk):
    ticket = says(carl)
    assert "Hear what happens here" in page(desk, "ticket", ticket.pk)
    for _press in range(2):
        desk.post(reverse("desk:follow", args=[ticket.pk]), {"on": "yes"})
    assert list(followers_of(ticket)) == [ada]
    assert ">Following</button>" in page(desk, "ticket", ticket.pk).replace("\n", "")
    desk.post(reverse("desk:follow", args=[ticket.pk]), {"on": "no"})
    assert not followers_of(ticket).exists()


def test_following_goes_on_where_a_ticket_goes_on(ada, sam, two):
    older, younger = two
    actions.watch(older, by=ada)
    actions.watch(younger, by=ada)
    actions.watch(older, by=sam)
    actions.merge(older, into=younger, by=ada)
    assert set(followers_of(younger)) == {ada, sam}
    actions.unwatch(younger, by=ada)
    assert set(followers_of(younger)) == {sam}


def test_who_may_not_see_it_any_more_hears_nothing(ada, sam, carl, says):
    ticket = says(carl)
    for who in (ada, sam):
        actions.watch(ticket, by=who)
    actions.assign(ticket, by=sam, team=Team.objects.get(slug="payments"))
    ticket.refresh_from_db()
    assert set(followers_of(ticket)) == {sam}
    sam.is_active = False
    sam.save()
    assert not followers_of(ticket).exists()
