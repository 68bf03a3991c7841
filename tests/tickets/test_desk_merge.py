"""Merging at the desk: look first, confirm, take it back; never against a stranger."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from support.files import check
from support.people.models import Team
from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.models import Attachment, Ticket


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def merge(desk, ticket, *, htmx=False, **data):
    return desk.post(reverse("desk:merge", args=[ticket.pk]), data, headers=HTMX if htmx else {})


def test_the_customers_other_open_tickets_are_offered_and_no_others(ada, cleo, carl, says, desk, two):
    solved, foreign = actions.resolve(says(carl, "Solved one"), by=ada), says(cleo, "Cleo's")
    hidden = says(carl, "Of another team", topic="bank-deposit-missing")
    shown = page(desk, "merge", two[0].pk).partition('id="asking"')[2]
    assert two[1].reference in shown
    for other in (solved, foreign, hidden):
        assert f'value="{other.pk}"' not in shown


def test_it_is_found_by_its_reference_and_what_is_no_reference_finds_nothing(desk, two):
    assert f'value="{two[1].pk}"' in page(desk, "merge", two[0].pk, find=two[1].reference[4:9].lower())
    shown = page(desk, "merge", two[0].pk, find="MER-NOTHING")
    assert "No open ticket of this customer has that reference." in shown


def test_the_preview_says_what_will_happen_and_changes_nothing(ada, carl, says, desk, two):
    danger = says(carl, "They are in!", topic="account-takeover")
    shown = page(desk, "merge", danger.pk, other=two[0].pk, keep="other")
    assert f"Merge {danger.reference} into {two[0].reference}" in shown
    assert f"That of {two[0].reference}, which has waited longer" in shown
    assert f"(the graver one, of {danger.reference})" in shown
    assert "our answers leave by Web" in shown
    assert fresh(danger).merged_into is None
    swapped = page(desk, "merge", danger.pk, other=two[0].pk, keep="this")
    assert f"Merge {two[0].reference} into {danger.reference}" in swapped


def test_what_cannot_be_merged_says_so_before_it_is_tried(ada, xenia, says, desk):
    private = says(xenia, channel="x", thread="dm:1:7001")
    public = says(xenia, channel="x", thread="public:1:7001", public=True)
    shown = page(desk, "merge", private.pk, other=public.pk)
    assert "Everybody can read the answers" in shown
    assert '<button class="button" data-kind="primary">' not in shown.partition("desk-ask")[2]


@pytest.mark.parametrize("htmx", [True, False])
def test_confirmed_the_agent_stands_before_the_survivor_and_may_undo(ada, desk, two, htmx):
    older, younger = two
    answer = merge(desk, older, htmx=htmx, other=younger.pk, keep="other", why="the same")
    there = reverse("desk:ticket", args=[younger.pk])
    assert (answer["HX-Redirect"] if htmx else answer.url) == there
    assert fresh(older).merged_into == younger
    shown = desk.get(there).content.decode()
    assert f"{older.reference} goes on in {younger.reference}." in shown
    assert f'form="unmerge-{older.pk}">Undo</button>' in shown
    assert f'id="unmerge-{older.pk}"' in shown
    assert f"Ada merged {older.reference} into this one, the same" in shown
    desk.post(reverse("desk:unmerge", args=[older.pk]))
    assert fresh(older).is_open
    assert f'id="unmerge-{older.pk}"' not in desk.get(there).content.decode()


def test_the_merged_one_says_where_it_goes_on(desk, two):
    actions.merge(two[0], into=two[1], by=None)
    shown = page(desk, "ticket", two[0].pk)
    assert f"Goes on in {two[1].reference}." in shown
    assert f"Open {two[1].reference}" in shown
    assert "form-reply" not in shown
    assert two[0].reference not in page(desk, "home", view="solved")


def test_its_messages_are_read_at_the_place_where_it_was_merged(ada, desk, two):
    actions.note(two[0], by=ada, body="smells of a delayed node", key="n1")
    actions.merge(two[0], into=two[1], by=ada)
    shown = page(desk, "part", two[1].pk, two[0].pk)
    assert "Where is my deposit?" in shown
    assert "smells of a delayed node" in shown
    assert "data-seq" not in shown


def test_what_is_no_part_of_it_is_not_there(desk, carl, says, two):
    actions.merge(two[0], into=two[1], by=None)
    for whole, part in [(two[1], two[1]), (two[0], two[1]), (says(carl), two[0])]:
        assert desk.get(reverse("desk:part", args=[whole.pk, part.pk])).status_code == 404


def test_who_may_read_the_whole_may_read_its_parts_and_their_files(ada, ben, carl, says, sign_in):
    file = check(SimpleUploadedFile("proof.txt", b"paid", "text/plain"))
    part, whole = says(carl, files=[file]), says(carl, topic="bank-deposit-missing")
    theirs = sign_in(ben)
    download = reverse("desk:attachment", args=[Attachment.objects.get().key])
    assert theirs.get(download).status_code == 404
    actions.merge(part, into=whole, by=ada)
    assert "proof.txt" in page(theirs, "part", whole.pk, part.pk)
    assert theirs.get(download).status_code == 200
    actions.assign(whole, by=ada, team=Team.objects.get(slug="tax"))
    assert theirs.get(download).status_code == 404


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("other", ["", "0", "x", "99999999999999999999"])
def test_what_nobody_chose_is_refused_and_the_reason_is_kept(desk, two, htmx, other):
    answer = merge(desk, two[0], htmx=htmx, other=other, why="the same deposit")
    assert answer.status_code == 422
    assert fresh(two[0]).is_open


def test_a_foreign_customers_ticket_cannot_be_chosen(cleo, says, desk, two):
    foreign = says(cleo)
    assert merge(desk, two[0], other=foreign.pk).status_code == 422
    assert fresh(two[0]).merged_into is fresh(foreign).merged_into is None


def test_what_was_merged_meanwhile_is_said(ada, carl, says, xenia, desk):
    private = says(xenia, channel="x", thread="dm:1:7001")
    public = says(xenia, channel="x", thread="public:1:7001", public=True)
    answer = merge(desk, private, other=public.pk, why="one person")
    assert answer.status_code == 409
    assert "Everybody can read the answers" in answer.content.decode()
    assert "one person" in answer.content.decode()


def test_undoing_twice_says_why_not(ada, desk, two):
    actions.merge(two[0], into=two[1], by=ada)
    address = reverse("desk:unmerge", args=[two[0].pk])
    assert desk.post(address, headers=HTMX).status_code == 204
    answer = desk.post(address, headers=HTMX)
    assert answer.status_code == 409
    assert "is a ticket of its own" in answer["HX-Trigger"]
