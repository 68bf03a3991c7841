"""Tags: words on tickets that agents make, supervisors name, and no customer ever reads."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.tickets.browsing import HTMX, page
from tickets import actions, frames, story
from tickets.models import Event, Tag, Ticket, with_tags


def names(ticket):
    return with_tags(Ticket.objects.all()).get(pk=ticket.pk).tag_names


def put(desk, ticket, words, **more):
    return desk.post(reverse("desk:tags", args=[ticket.pk]), {"names": words}, **more)


def test_a_tag_is_one_however_it_is_typed(ada, carl, cleo, says):
    one, other = says(carl), says(cleo, "Mine too")
    actions.tag(one, names=["Hot Wallet", "VIP"], by=ada)
    actions.tag(other, names=["hot wallet", " vip "], by=ada)
    assert names(one) == names(other) == ["hot-wallet", "vip"]
    assert Tag.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="VIP")


def test_the_history_says_who_tagged_what_and_a_second_time_says_nothing(ada, carl, says):
    ticket = says(carl)
    for _press in range(2):
        actions.tag(ticket, names=["vip"], by=ada)
    actions.untag(ticket, name="vip", by=ada)
    actions.untag(ticket, name="vip", by=ada)
    told = ticket.events.filter(kind=Event.Kind.TAGGED).order_by("seq")
    assert [(event.by, event.detail) for event in told] == [
        (ada, {"added": ["vip"]}),
        (ada, {"removed": ["vip"]}),
    ]


def test_the_customer_never_learns_of_it(ada, carl, says, browser):
    ticket = actions.tag(says(carl), names=["troublemaker"], by=ada)
    event = ticket.events.get(kind=Event.Kind.TAGGED)
    assert frames.for_customer(event) is None
    assert not [line for line in story.lines(ticket) if line.event == event]
    client = browser(carl)
    for address in (reverse("tickets:show", args=[ticket.reference]), reverse("tickets:mine")):
        assert "troublemaker" not in client.get(address).content.decode()


@pytest.mark.parametrize("words", ["", "!!!", "  ,  ", "x, ???"])
def test_what_is_no_tag_is_refused_and_kept(carl, says, desk, words):
    ticket = says(carl)
    answer = put(desk, ticket, words, headers={**HTMX, "HX-Target": "tags"})
    assert answer.status_code == 422
    assert not ticket.taggings.exists()
    if words == "x, ???":
        assert "x, ???" in answer.content.decode()


def test_a_ticket_takes_only_so_many(ada, carl, says):
    ticket = actions.tag(says(carl), names=[f"t{number}" for number in range(20)], by=ada)
    with pytest.raises(actions.MayNotTag):
        actions.tag(ticket, names=["one-more"], by=ada)
    assert len(names(ticket)) == 20


def test_they_stand_in_the_head_and_a_few_in_the_row(ada, carl, says, desk):
    ticket = actions.tag(says(carl), names=["a1", "b2", "c3"], by=ada)
    assert put(desk, ticket, "Chargeback, vip").status_code == 302
    shown = page(desk, "ticket", ticket.pk)
    head, row = shown.partition('id="talk-head"')[2], shown.partition(f'id="row-{ticket.pk}"')[2]
    for name in ("a1", "b2", "c3", "chargeback", "vip"):
        assert f">{name}</span>" in head
    row = row.partition("</li>")[0]
    assert ">a1</span>" in row
    assert ">c3</span>" not in row
    assert "+3" in row


def test_known_tags_are_offered_but_not_those_that_are_on(ada, carl, cleo, says, desk):
    ticket = actions.tag(says(carl), names=["mine"], by=ada)
    actions.tag(says(cleo, "Other"), names=["theirs"], by=ada)
    shown = page(desk, "tags", ticket.pk).partition('id="known-tags"')[2].partition("</datalist>")[0]
    assert '<option value="theirs">' in shown
    assert '<option value="mine">' not in shown


def test_a_supervisor_renames_and_two_of_one_name_become_one(ada, sam, carl, cleo, says, sign_in):
    one = actions.tag(says(carl), names=["wallet", "hot-wallet"], by=ada)
    other = actions.tag(says(cleo, "Other"), names=["wallet"], by=ada)
    client, tag = sign_in(sam), Tag.objects.get(name="wallet")
    rename = reverse("desk:tag-rename", args=[tag.pk])
    assert client.post(rename, {"name": "???"}).status_code == 422
    assert client.post(rename, {"name": "Hot wallet"}).status_code == 302
    assert names(one) == names(other) == ["hot-wallet"]
    assert Tag.objects.count() == 1
    assert "hot-wallet" in page(client, "all-tags")


def test_an_agent_names_none(ada, carl, says, desk):
    actions.tag(says(carl), names=["wallet"], by=ada)
    tag = Tag.objects.get()
    assert desk.post(reverse("desk:tag-rename", args=[tag.pk]), {"name": "other"}).status_code == 404
    assert desk.get(reverse("desk:all-tags")).status_code == 404
    assert Tag.objects.get().name == "wallet"


def test_tags_of_another_team_are_not_offered(ada, ben, carl, says, sign_in):
    actions.tag(says(carl, topic="account-locked"), names=["police-raid"], by=ada)
    theirs = sign_in(ben)
    for shown in (page(theirs, "home"), page(theirs, "view-new"), page(theirs, "home", q="tag:zzz")):
        assert "police-raid" not in shown
    assert "police-raid" in page(sign_in(ada), "view-new")
