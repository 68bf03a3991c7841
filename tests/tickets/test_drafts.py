"""Unsent words at the house: kept for one person only, never written over, forgotten once sent."""

import json

import pytest
from django.test import Client

from tests.tickets.drafting import TEXTS, keep, texts
from tickets.models import Draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]  # no counters of earlier stories
PHRASE = "abandon " * 11 + "about"


# Kept, for one person


def test_what_is_typed_is_found_on_the_customer_s_other_device(as_carl, sign_in, carl):
    answer = keep(as_carl, happened="It is gone", **{"f-txid": "0xabc"})
    assert answer.status_code == 200
    assert answer.json()["revision"] == "aaaaaaaa-1"
    assert texts(sign_in(carl.user)) == {"key-00001": {"happened": "It is gone", "f-txid": "0xabc"}}


def test_nobody_else_sees_it(as_carl, sign_in, cleo, ada):
    keep(as_carl, happened="It is gone")
    for other in (Client(), sign_in(cleo.user), sign_in(ada)):
        assert texts(other) == {}
        assert other.delete(f"{TEXTS}key-00001/").status_code == 204  # as for one that nobody has
    assert Draft.objects.count() == 1


def test_the_same_key_of_somebody_else_is_a_text_of_their_own(as_carl, sign_in, cleo):
    keep(as_carl, happened="Carl's")
    assert keep(sign_in(cleo.user), happened="Cleo's").status_code == 200
    assert texts(as_carl) == {"key-00001": {"happened": "Carl's"}}


def test_a_guest_finds_it_in_the_same_browser_only(as_guest):
    keep(as_guest, happened="It is gone", email="gus@guest.example")
    assert texts(as_guest) == {"key-00001": {"happened": "It is gone", "email": "gus@guest.example"}}
    assert texts(Client()) == {}


def test_what_a_guest_typed_is_the_account_s_once_they_signed_in(as_guest, carl, sign_in):
    keep(as_guest, happened="Typed before")
    as_guest.force_login(carl.user)
    assert texts(as_guest) == {"key-00001": {"happened": "Typed before"}}
    keep(as_guest, step=2, happened="Typed before, and after")
    assert texts(sign_in(carl.user)) == {"key-00001": {"happened": "Typed before, and after"}}


def test_who_signs_out_leaves_nothing_behind_for_the_next_one(as_guest, carl, cleo):
    as_guest.force_login(carl.user)
    keep(as_guest, happened="Carl's")
    as_guest.logout()
    assert texts(as_guest) == {}
    as_guest.force_login(cleo.user)
    assert texts(as_guest) == {}


def test_the_words_of_a_page_are_kept_for_no_other_account_than_the_page_s(as_guest, carl, cleo):
    page_of_carl = str(carl.user.pk)
    assert keep(as_guest, owner=page_of_carl, happened="Carl's").status_code == 401
    as_guest.force_login(cleo.user)
    answer = keep(as_guest, owner=page_of_carl, happened="Carl's")
    assert (answer.status_code, "Another account" in answer.json()["reason"]) == (403, True)
    assert not Draft.objects.exists()


def test_an_answer_half_written_is_kept_for_whoever_may_answer(as_carl, sign_in, carl, cleo, ada, says):
    ticket = says(carl)
    assert keep(as_carl, form=ticket.reference, body="I also saw").status_code == 200
    assert texts(as_carl, ticket.reference) == {"key-00001": {"body": "I also saw"}}
    assert texts(as_carl) == {}
    for stranger in (Client(), sign_in(cleo.user), sign_in(ada)):
        assert keep(stranger, form=ticket.reference, body="Me too").status_code == 404
        assert stranger.get(f"/tickets/drafts/{ticket.reference}/").status_code == 404
    assert keep(as_carl, form="MER-0000000", body="x").status_code == 404
    assert keep(as_carl, form="no-such-form", body="x").status_code == 404


# Bounded and clean


def test_a_secret_never_rests(as_carl):
    keep(as_carl, happened=f"My phrase is {PHRASE}", subject="password: hunter2hunter2")
    kept = json.dumps(Draft.objects.get().typed)
    assert "abandon" not in kept
    assert "masked:seed" in kept


def test_a_phrase_that_is_still_being_typed_is_not_kept(as_carl):
    refused = keep(as_carl, happened=" ".join(PHRASE.split()[:9]))
    assert (refused.status_code, "recovery phrase" in refused.json()["reason"]) == (422, True)
    assert not Draft.objects.exists()
    assert keep(as_carl, happened="About access to my account: they will not move money").status_code == 200


def test_chinese_prose_is_no_phrase_being_typed(as_carl):
    assert keep(as_carl, happened="我今天中午从我的账户里提现但是到现在还没有收到").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b"[" * 100_000,
        b'{"typed": {"happened": "x"}}',
        b'{"typed": {"happened": "x"}, "revision": "A-1"}',
        b'{"typed": {"happened": "x"}, "revision": "aaaaaaaa-0"}',
        b'{"typed": ["x"], "revision": "aaaaaaaa-1"}',
        b'{"typed": {"happened": 1}, "revision": "aaaaaaaa-1"}',
        b'{"typed": {"files": "x"}, "revision": "aaaaaaaa-1"}',
        b'{"typed": {"key": "x"}, "revision": "aaaaaaaa-1"}',
        b'{"typed": {"severity": "0"}, "revision": "aaaaaaaa-1"}',
        b'{"typed": {"f-": "x"}, "revision": "aaaaaaaa-1"}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_draft_is_refused_with_words_and_not_kept(as_carl, body):
    answer = as_carl.post(f"{TEXTS}key-00001/", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["reason"]
    assert not Draft.objects.exists()


@pytest.mark.parametrize("key", ["short", "x" * 65, "x:y:z-0000", "ключ-00001"])
def test_a_key_that_is_none_is_refused(as_carl, key):
    assert keep(as_carl, key=key, happened="x").status_code == 422


def test_what_no_row_can_hold_is_replaced_and_the_rest_is_kept(as_carl):
    keep(as_carl, happened="before \0 after \ud83d!")
    assert texts(as_carl)["key-00001"]["happened"] == "before � after �!"


def test_more_than_a_form_can_hold_is_refused_before_it_is_read(as_carl):
    answer = keep(as_carl, happened="x" * 300_000)
    assert (answer.status_code, "too long" in answer.json()["reason"]) == (413, True)
    assert keep(as_carl, happened="我" * 20_000, did="我" * 20_000).status_code == 200


def test_a_text_too_many_is_refused_and_none_of_the_others_is_lost(as_carl):
    for number in range(10):
        assert keep(as_carl, key=f"key-{number:05}", happened=f"Text {number}").status_code == 200
    refused = keep(as_carl, key="key-00010", happened="One more")
    assert (refused.status_code, "10 unsent texts" in refused.json()["reason"]) == (422, True)
    assert len(texts(as_carl)) == 10
    assert keep(as_carl, key="key-00003", step=2, happened="Text 3, longer").status_code == 200


def test_new_texts_without_end_are_stopped(as_guest):
    for number in range(121):
        keep(as_guest, key=f"key-{number:05}", happened="x")
        as_guest.delete(f"{TEXTS}key-{number:05}/")
    assert keep(as_guest, key="key-99999", happened="x").status_code == 429


def test_a_forged_page_keeps_and_deletes_nothing(carl):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carl.user)
    assert keep(strict, happened="x").status_code == 403
    token = strict.get(TEXTS).json()["token"]  # what a page that stood open for long does
    strict.defaults["HTTP_X_CSRFTOKEN"] = token
    assert keep(strict, happened="x").status_code == 200


# Never written over


def test_a_page_s_later_words_replace_its_earlier_ones_whatever_arrives_first(as_carl):
    keep(as_carl, step=3, happened="It is gone since")
    assert keep(as_carl, step=2, happened="It is").json()["revision"] == "aaaaaaaa-3"
    assert texts(as_carl) == {"key-00001": {"happened": "It is gone since"}}


def test_a_page_that_did_not_know_the_words_does_not_write_over_them(as_carl):
    keep(as_carl, happened="From my phone")
    refused = keep(as_carl, page="bbbbbbbb", happened="From my desk")
    assert refused.status_code == 409
    assert refused.json()["draft"]["typed"] == {"happened": "From my phone"}
    known = keep(as_carl, page="bbbbbbbb", step=2, base="aaaaaaaa-1", happened="From my desk")
    assert known.status_code == 200
    assert keep(as_carl, step=2, happened="From my phone, again").status_code == 409


def test_two_texts_are_two_and_deleting_one_leaves_the_other(as_carl):
    keep(as_carl, key="key-00001", happened="About a deposit")
    keep(as_carl, key="key-00002", happened="About my password")
    assert as_carl.delete(f"{TEXTS}key-00001/").status_code == 204
    assert texts(as_carl) == {"key-00002": {"happened": "About my password"}}
    assert as_carl.delete(f"{TEXTS}key-00001/").status_code == 204  # what is gone need not be deleted
