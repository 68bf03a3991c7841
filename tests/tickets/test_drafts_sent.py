"""Unsent words come to an end: sent, they are forgotten on every device; signed out, they are still there."""

import json
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.tickets.drafting import NEW, TEXTS, keep, texts
from tests.together import at_once
from tickets import clock as clockwork
from tickets.models import Draft, Message, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]  # no counters of earlier stories


def answers(key, **more):
    """A filled form."""
    return {"happened": "It is gone", "key": key} | more


def test_what_was_sent_is_offered_no_more_and_other_devices_learn_as_what(as_carl, sign_in, carl):
    keep(as_carl, happened="It is gone")
    keep(as_carl, key="key-00002", happened="Something else")
    as_carl.post(NEW, answers("key-00001"))
    ticket = Ticket.objects.get()
    told = sign_in(carl.user).get(TEXTS).json()
    assert told["sent"] == {"key-00001": ticket.reference}
    assert [one["key"] for one in told["drafts"]] == ["key-00002"]
    assert "gone" not in json.dumps(Draft.objects.get(key="key-00001").typed)


def test_words_that_are_saved_after_they_were_sent_are_not_kept(as_carl):
    as_carl.post(NEW, answers("key-00001"))
    late = keep(as_carl, happened="It is gone")
    assert (late.status_code, late.json()) == (200, {"sent": Ticket.objects.get().reference})
    assert texts(as_carl) == {}


def test_a_guest_s_words_are_forgotten_as_well(as_guest):
    keep(as_guest, happened="It is gone", email="gus@guest.example")
    as_guest.post(NEW, answers("key-00001", email="gus@guest.example"))
    assert texts(as_guest) == {}
    assert Draft.objects.get().typed == {}


def test_a_refused_form_keeps_its_draft(as_carl):
    keep(as_carl, happened="It is gone")
    assert as_carl.post(NEW, answers("key-00001", happened=" ")).status_code == 422
    assert texts(as_carl) == {"key-00001": {"happened": "It is gone"}}


def test_an_answer_that_was_sent_is_forgotten(as_carl, carl, says):
    ticket = says(carl)
    keep(as_carl, form=ticket.reference, body="I also saw")
    as_carl.post(f"/tickets/{ticket.reference}/reply/", {"body": "I also saw this", "key": "key-00001"})
    assert as_carl.get(f"/tickets/drafts/{ticket.reference}/").json()["sent"] == {
        "key-00001": ticket.reference
    }


def test_the_page_of_the_ticket_tells_the_browser_which_words_are_done_with(as_carl):
    html = as_carl.post(NEW, answers("key-00001"), follow=True).content.decode()
    assert f'data-done data-key="key-00001" data-reference="{Ticket.objects.get().reference}"' in html
    assert (
        "data-done data-key"
        not in as_carl.get(f"/tickets/{Ticket.objects.get().reference}/").content.decode()
    )


def test_other_words_under_a_sent_key_are_both_shown(as_carl):
    as_carl.post(NEW, answers("key-00001"))
    page = as_carl.post(NEW, answers("key-00001", happened="And another thing"))
    html = page.content.decode()
    assert page.status_code == 409
    assert Ticket.objects.get().reference in html
    assert "And another thing" in html
    assert Message.objects.count() == 1


def test_the_same_words_hours_later_are_the_same_ticket(as_carl, clock):
    first = as_carl.post(NEW, answers("key-00001"))
    clock(hours=23)
    assert as_carl.post(NEW, answers("key-00001")).url == first.url
    assert Ticket.objects.count() == 1


# Because time passed


def test_what_nobody_came_back_to_is_forgotten_a_guest_s_sooner(as_carl, clock):
    guest = Client()
    keep(as_carl, happened="Carl's")
    keep(guest, happened="A guest's")
    clock(days=2, hours=-1)
    assert clockwork.forget_old_drafts() == 0
    clock(hours=2)
    assert clockwork.forget_old_drafts() == 1
    assert list(Draft.objects.values_list("typed", flat=True)) == [{"happened": "Carl's"}]
    clock(days=5)
    assert clockwork.forget_old_drafts() == 1
    assert clockwork.forget_old_drafts() == 0


def test_what_is_typed_on_lives_on(carl, house):
    draft = Draft(user=carl.user, form="new-ticket", key="key-00001", saved_at=timezone.now())
    draft.save()
    assert draft not in Draft.objects.outlived(timezone.now() + timedelta(days=6))


# When the session is over


def test_who_was_signed_out_and_answers_is_asked_to_sign_in_and_led_back(client, carl, says):
    ticket = says(carl)
    page = client.post(f"/tickets/{ticket.reference}/reply/", {"body": "More", "key": uuid.uuid4().hex})
    html = page.content.decode()
    assert page.status_code == 404
    assert f"?next=/tickets/{ticket.reference}/" in html
    assert "<kept-words" in html
    assert ticket.messages.count() == 1


def test_who_was_signed_out_and_files_keeps_every_word_on_the_page(client, house):
    page = client.post(NEW, answers("key-00001"))
    assert page.status_code == 422
    assert "It is gone" in page.content.decode()
    assert "key-00001" in page.content.decode()


def test_a_stale_page_leads_back_to_its_form(house, carl, says):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(NEW, answers("key-00001"))
    assert (page.status_code, f'<a href="{NEW}"' in page.content.decode()) == (403, True)
    reference = says(carl).reference
    page = strict.post(f"/tickets/{reference}/reply/", {"body": "More"})
    assert (page.status_code, f'<a href="/tickets/{reference}/"' in page.content.decode()) == (403, True)
    other = strict.post("/language/setlang/", {"language": "de"})
    assert "kept-words" not in other.content.decode()


# All at once


@pytest.mark.django_db(transaction=True)
def test_twenty_saves_of_one_page_at_once_are_one_draft_with_the_last_words(carl, sign_in):
    browsers = [sign_in(carl.user) for _ in range(20)]
    found = at_once(20, lambda n: keep(browsers[n], step=n + 1, happened=f"Words {n + 1}").status_code)
    assert set(found) == {200}
    assert Draft.objects.get().typed == {"happened": "Words 20"}


@pytest.mark.django_db(transaction=True)
def test_a_save_that_meets_the_sending_never_brings_the_words_back(carl, sign_in):
    browsers = [sign_in(carl.user) for _ in range(12)]

    def go(number):
        if number == 5:
            return browsers[number].post(NEW, answers("key-00001")).status_code
        return keep(browsers[number], step=number + 1, happened="It is gone").status_code

    found = at_once(12, go)
    assert found[5] == 302
    assert set(found) == {200, 302}
    draft = Draft.objects.get()
    assert (draft.typed, draft.sent_as) == ({}, Ticket.objects.get())
