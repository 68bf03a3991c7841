"""Locked out: the letter that locks, and the one that stops a lifting."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from support.people import clock, lock_links
from support.people.models import AccountLock, Customer
from tests.tickets.browsing import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]
PAGE, LETTER, UNDO = "/tickets/lock/", "/tickets/lock/letter/", "/tickets/lock/undo/"


# The letter.


def mailed(browser, carry_out, address):
    answer = browser.post(LETTER, {"email": address})
    carry_out()
    return answer


def link(letter):
    """The path of the link in a letter."""
    return re.search(r"https?://[^/]+(/tickets/lock/\S+)", letter.body)[1]


def test_the_owner_gets_a_link_and_a_stranger_the_very_same_answer(carl, carry_out, mailoutbox):
    known = mailed(Client(), carry_out, "carl@customer.example")
    unknown = mailed(Client(), carry_out, "nobody@customer.example")
    assert known.status_code == unknown.status_code == 200
    plain = [
        re.sub(r'nonce="[^"]*"|value="[A-Za-z0-9]{64}"', "", page.content.decode()).replace(name, "…")
        for page, name in ((known, "carl@customer.example"), (unknown, "nobody@customer.example"))
    ]
    assert plain[0] == plain[1]
    [letter] = mailoutbox
    assert letter.to == ["carl@customer.example"]
    assert not AccountLock.objects.exists()


def test_the_view_itself_asks_no_row_about_the_address(carl, django_assert_num_queries, house):
    counts = []
    for address in ("carl@customer.example", "nobody@customer.example"):
        browser = Client()
        with django_assert_num_queries(0):
            counts.append(browser.post(LETTER, {"email": address}).status_code)
    assert counts == [200, 200]


def test_a_guest_s_address_without_an_account_gets_no_letter(gus, carry_out, mailoutbox):
    gus.exchange_id = None
    gus.save()
    mailed(Client(), carry_out, gus.email)
    assert not mailoutbox


def test_the_link_shows_a_page_and_only_a_post_locks(carl, carry_out, mailoutbox, post, vault):
    mailed(Client(), carry_out, "CARL@Customer.Example")
    browser, address = Client(), link(mailoutbox[0])
    shown = browser.get(address)
    assert shown.status_code == 200
    assert shown["Referrer-Policy"] == "same-origin"
    assert "MX-CARL" not in text(shown)
    assert not vault.calls
    assert post(browser, address)["Location"] == PAGE
    assert "Locked at" in text(browser.get(PAGE))
    assert vault.locked
    assert AccountLock.objects.get().asked_from == "letter"


def test_used_once_it_opens_nothing_for_others(carl, carry_out, mailoutbox, post, vault):
    mailed(Client(), carry_out, carl.email)
    address = link(mailoutbox[0])
    post(Client(), address)
    assert post(Client(), address).status_code == Client().get(address).status_code == 404
    assert AccountLock.objects.count() == len(vault.calls) == 1


def test_the_browser_that_used_it_is_shown_what_became_of_it_and_may_not_lift_it(
    carl, carry_out, mailoutbox, post
):
    mailed(Client(), carry_out, carl.email)
    browser = Client()
    post(browser, link(mailoutbox[0]))
    assert browser.get(link(mailoutbox[0]))["Location"] == PAGE
    assert browser.post(UNDO).status_code == 404
    assert "Have the lock lifted" not in text(browser.get(PAGE))


def test_after_half_an_hour_it_is_too_old(carl, carry_out, mailoutbox):
    mailed(Client(), carry_out, carl.email)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert Client().get(link(mailoutbox[0])).status_code == 404


def test_a_link_to_an_address_the_account_no_longer_has_opens_nothing(carl, carry_out, mailoutbox):
    mailed(Client(), carry_out, carl.email)
    Customer.objects.filter(pk=carl.pk).update(email="new@customer.example")
    assert Client().post(link(mailoutbox[0])).status_code == 404


@pytest.mark.parametrize("forged", ["x", "1:x", "{pk}:abc:1abcde:forged", "a:b:c:d:e"])
def test_a_forged_link_locks_nothing(carl, forged):
    address = f"/tickets/lock/now/{forged.format(pk=carl.pk)}/"
    assert Client().get(address).status_code == Client().post(address).status_code == 404
    assert not AccountLock.objects.exists()


def test_one_kind_of_link_is_not_good_for_the_other(carl):
    token = lock_links.to_lock(carl).rstrip("/").rpartition("/")[2]
    assert Client().post(f"/tickets/lock/stay/{token}/").status_code == 404


def test_one_address_gets_three_letters_an_hour_and_the_answer_stays_the_same(carl, carry_out, mailoutbox):
    for number in range(5):
        assert mailed(Client(REMOTE_ADDR=f"10.0.0.{number}"), carry_out, carl.email).status_code == 200
    assert len(mailoutbox) == 3


def test_one_place_may_ask_ten_times_an_hour_whoever_it_asks_about(as_guest):
    for number in range(10):
        assert as_guest.post(LETTER, {"email": f"a{number}@b.example"}).status_code == 200
    answer = as_guest.post(LETTER, {"email": "a11@b.example"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert 'value="a11@b.example"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "x", "a@b", "a@b.example\0", "a" * 250 + "@b.example", "\u202ea@b"])
def test_what_is_no_address_is_refused_in_words_and_kept(as_guest, typed, carry_out, mailoutbox):
    answer = as_guest.post(LETTER, {"email": typed})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    carry_out()
    assert not mailoutbox


def test_the_link_in_the_warning_shows_a_page_and_only_a_post_stops_it(as_carl, post, mailoutbox):
    post(as_carl, PAGE), post(as_carl, UNDO)
    clock.write_about_locks()
    browser, address = Client(), link(mailoutbox[0])
    assert "Keep the account locked?" in text(browser.get(address))
    assert AccountLock.objects.get().undo_asked_at
    assert post(browser, address)["Location"] == PAGE
    assert AccountLock.objects.get().undo_asked_at is None
    assert post(Client(), address).status_code == 404
    assert "Keep it locked" not in text(as_carl.get(PAGE))
