"""Lock my account now, on its pages: by a press, by a letter, and the way back."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from support.people import clock, lock_links
from support.people.models import AccountLock, Customer
from tests.fakes.exchange import locking
from tests.fakes.loopback import drops
from tickets import actions
from tickets.models import Event

pytestmark = pytest.mark.django_db
PAGE, LETTER, UNDO = "/tickets/lock/", "/tickets/lock/letter/", "/tickets/lock/undo/"
FORM = "/tickets/new/?topic=account-takeover"
BUTTON, HTMX = "Lock my account now", {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def vault(settings, valkey):
    """The exchange that locks accounts; counters of earlier stories are gone."""
    with locking(settings) as server:
        yield server


@pytest.fixture
def as_carl(client, carl):
    client.force_login(carl.user)
    return client


@pytest.fixture
def as_guest(house):
    return Client()


@pytest.fixture
def post(committed):
    """`post(client, PAGE)`: what follows the commit is done by the time the answer is here."""

    def posted(client, address, said=None, **more):
        with committed():
            return client.post(address, said or {}, **more)

    return posted


def text(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


# The press.


def test_the_form_of_what_is_urgent_shows_it_before_anything_else(as_carl):
    page = as_carl.get(FORM).content.decode()
    assert page.index(BUTTON) < page.index("What happened?")
    assert page.count(f'action="{PAGE}"') == 1


def test_other_topics_and_other_doors_do_not(as_carl, says, carl):
    assert BUTTON not in text(as_carl.get("/tickets/new/?topic=deposit-missing"))
    ticket = says(carl, topic="deposit-missing")
    assert BUTTON not in text(as_carl.get(f"/tickets/{ticket.reference}/"))


def test_one_press_locks_and_the_page_says_so(as_carl, post, vault):
    answer = post(as_carl, PAGE)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    page = text(as_carl.get(PAGE))
    assert re.search(r"Locked at \d\d:\d\d\. Trading and withdrawals have stopped\.", page)
    assert BUTTON not in page
    assert list(vault.locked.values()) == ["MX-CARL"]
    assert "Locked at" in text(as_carl.get(FORM))


def test_with_htmx_the_part_of_the_page_comes_back(as_carl, post):
    answer = post(as_carl, PAGE, headers=HTMX)
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith("<div")
    assert "every 2s" in answer.content.decode()  # asked for in this request, answered after its commit
    assert "every 2s" not in as_carl.get(PAGE, headers=HTMX).content.decode()


def test_on_the_ticket_it_comes_back_to_the_ticket_and_everybody_there_sees_it(
    as_carl, post, carl, ada, says, client
):
    ticket, other = says(carl, topic="account-takeover"), says(carl, topic="deposit-missing")
    page = f"/tickets/{ticket.reference}/"
    assert BUTTON in text(as_carl.get(page))
    answer = post(as_carl, PAGE, {"ticket": ticket.reference})
    assert answer["Location"] == page
    assert "Locked at" in text(as_carl.get(page))
    steps = [event.detail["step"] for event in ticket.events.filter(kind=Event.Kind.LOCKED)]
    assert steps == ["asked", "locked"]
    assert "The account is locked" in text(as_carl.get(page))
    assert not other.events.filter(kind=Event.Kind.LOCKED).exists()
    assert AccountLock.objects.get().asked_from == "ticket"
    desk = Client()
    desk.force_login(ada)
    assert "Reference of the exchange: LCK-1." in text(desk.get(f"/desk/tickets/{ticket.pk}/"))


def test_what_comes_live_brings_the_state_along(as_carl, post, carl, says):
    ticket = says(carl, topic="account-takeover")
    post(as_carl, PAGE)
    part = as_carl.get(f"/tickets/{ticket.reference}/after/2/")
    assert "Locked at" in text(part)
    assert 'id="locked"' in part.content.decode()


def test_somebody_else_s_ticket_is_no_way_back(as_carl, post, cleo, says):
    theirs = says(cleo, topic="account-takeover")
    assert post(as_carl, PAGE, {"ticket": theirs.reference})["Location"] == PAGE
    assert AccountLock.objects.get().asked_from == "page"
    assert not theirs.events.filter(kind=Event.Kind.LOCKED).exists()


def test_a_silent_exchange_is_told_honestly_and_the_page_looks_again(as_carl, post, vault):
    vault.faults = [drops]
    post(as_carl, PAGE)
    answer = as_carl.get(PAGE)
    assert "The exchange has not answered yet." in text(answer)
    assert "Locked at" not in text(answer)
    assert 'http-equiv="refresh"' in answer.content.decode()  # without any script
    AccountLock.objects.update(retry_at=timezone.now())
    clock.go_on_with_locks()
    answer = as_carl.get(PAGE)
    assert "Locked at" in text(answer)
    assert "refresh" not in answer.content.decode()


def test_a_refusal_is_told_with_its_reason_escaped(as_carl, post, vault):
    vault.refuses["MX-CARL"] = "<b>closed</b>"
    post(as_carl, PAGE)
    page = as_carl.get(PAGE).content.decode()
    assert "Refused: &lt;b&gt;closed&lt;/b&gt;" in page
    assert BUTTON in page


def test_where_no_exchange_locks_the_written_way_stays(as_carl, as_guest, settings):
    settings.EXCHANGE_LOCK_URL = ""
    for browser in (as_carl, as_guest):
        page = text(browser.get(FORM))
        assert BUTTON not in page
        assert (
            "Lock the account in the app: Security, then Lock. Trading and withdrawals stop at once." in page
        )
        assert browser.get(PAGE).status_code == browser.post(PAGE).status_code == 404
        assert browser.post(LETTER, {"email": "a@b.example"}).status_code == 404
    assert not AccountLock.objects.exists()


def test_many_presses_within_the_hour_are_paused(as_carl, post, vault):
    vault.refuses["MX-CARL"] = "no"
    for _ in range(20):
        assert post(as_carl, PAGE).status_code == 302
    answer = post(as_carl, PAGE)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert AccountLock.objects.count() == 20


def test_whoever_has_no_account_there_is_asked_for_its_address(as_guest, client, ada):
    staff = Client()
    staff.force_login(ada)
    for browser in (as_guest, staff):
        assert browser.post(PAGE)["Location"] == PAGE
        assert "Mail me a link that locks it" in text(browser.get(PAGE))
    assert not AccountLock.objects.exists()


def test_a_press_from_another_site_locks_nothing(carl):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(carl.user)
    assert browser.post(PAGE).status_code == 403
    assert not AccountLock.objects.exists()


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
    assert shown["Referrer-Policy"] == "no-referrer"
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


# The way back.


def test_lifting_is_asked_for_on_the_page_and_says_how_long_it_takes(as_carl, post, carl, mailoutbox, vault):
    post(as_carl, PAGE)
    assert "Lift the lock in 24 h" in text(as_carl.get(PAGE))
    assert post(as_carl, UNDO)["Location"] == PAGE
    clock.write_about_locks()
    page = text(as_carl.get(PAGE))
    assert "The lock is lifted tomorrow" in page
    assert "Keep it locked" in page
    assert vault.locked
    assert [letter.to for letter in mailoutbox] == [[carl.email]]


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


def test_keep_it_locked_on_the_page_stops_it_too(as_carl, post):
    post(as_carl, PAGE), post(as_carl, UNDO), post(as_carl, PAGE)
    assert AccountLock.objects.get().undo_asked_at is None


def test_a_thief_who_asks_again_and_again_is_paused_and_the_owner_may_still_lock(as_carl, post, mailoutbox):
    for _ in range(5):
        post(as_carl, PAGE), post(as_carl, UNDO)
    assert post(as_carl, UNDO).status_code == 429
    assert post(as_carl, PAGE).status_code == 302
    assert AccountLock.objects.get().undo_asked_at is None


def test_nobody_lifts_somebody_else_s_lock_or_one_that_is_not_there(as_carl, post, cleo, as_guest):
    other = Client()
    other.force_login(cleo.user)
    post(as_carl, PAGE)
    assert other.post(UNDO).status_code == as_guest.post(UNDO).status_code == 404
    assert "Locked at" not in text(other.get(PAGE))
    assert AccountLock.objects.get().undo_asked_at is None


def test_the_desk_sees_that_it_is_to_be_lifted(as_carl, post, carl, ada, says):
    ticket = says(carl, topic="account-takeover")
    post(as_carl, PAGE), post(as_carl, UNDO)
    desk = Client()
    desk.force_login(ada)
    assert "Lifting asked" in text(desk.get(f"/desk/tickets/{ticket.pk}/"))
    clock.write_about_locks()
    assert "unless the owner stops it" in text(desk.get(f"/desk/tickets/{ticket.pk}/"))


def test_solved_tickets_are_left_in_peace(as_carl, post, carl, ada, says):
    ticket = says(carl, topic="account-takeover")
    actions.resolve(ticket, by=ada)
    post(as_carl, PAGE)
    assert not ticket.events.filter(kind=Event.Kind.LOCKED).exists()
