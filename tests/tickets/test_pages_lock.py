"""Lock my account now, on its pages: by a press, by a letter, and the way back."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from support.people import clock
from support.people.models import AccountLock
from tests.fakes.loopback import drops
from tests.tickets.browsing import HTMX, text
from tickets import actions
from tickets.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]
PAGE, LETTER, UNDO = "/tickets/lock/", "/tickets/lock/letter/", "/tickets/lock/undo/"
FORM = "/tickets/new/?topic=account-takeover"
BUTTON = "Lock my account now"


# The press.


def test_the_form_of_what_is_urgent_shows_it_before_anything_else(as_carl):
    page = as_carl.get(FORM).content.decode()
    assert page.index(BUTTON) < page.index("What happened?")
    assert page.count(f'action="{PAGE}"') == 1


def test_other_topics_and_other_doors_do_not(as_carl, says, carl):
    assert BUTTON not in text(as_carl.get("/tickets/new/?topic=deposit-missing"))
    ticket = says(carl, topic="deposit-missing")
    assert BUTTON not in text(as_carl.get(f"/tickets/{ticket.reference}/"))


@pytest.mark.parametrize(
    ("entered", "alarm", "drawn", "offered"),
    [
        ("yes", [], True, True),  # it comes
        ("yes", ["shown"], False, False),  # it stands there already
        ("no", ["shown"], True, False),  # its cause was taken back
        ("no", ["shown", "asked"], False, False),  # what became of a lock stays to be read
        ("no", [], False, False),
    ],
)
def test_an_answer_brings_it_and_taken_back_takes_it_away(as_carl, entered, alarm, drawn, offered):
    said = {"topic": "phishing-report", "asked": "phishing-report", "f-entered": entered, "alarm": alarm}
    page = as_carl.post("/tickets/new/advice/", said).content.decode()
    assert ('id="urgent"' in page, BUTTON in page) == (drawn, offered)


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
        assert "Mail me the link" in text(browser.get(PAGE))
    assert not AccountLock.objects.exists()


def test_a_press_from_another_site_locks_nothing(carl):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(carl.user)
    assert browser.post(PAGE).status_code == 403
    assert not AccountLock.objects.exists()


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
