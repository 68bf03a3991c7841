"""A reply to a visitor: shown by the window, else mailed to who left an address, else it waits."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from livechat import access, actions
from livechat.clock import forget_the_silent
from livechat.models import Visit
from tests.windows import here
from tickets import actions as desk
from tickets import clock, delivery

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def asked(house, settings):
    """A stranger's visit with one line, whose window showed a sign of life at noon."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(NOON, tick=False):
        visit = actions.begin(None, language="en")
        actions.say(visit, body="Where is it?", key="line-0001")
        actions.be_here(visit)
    return access.known(str(visit.pk))


def reply(visit, by, at=NOON):
    with time_machine.travel(at, tick=False):
        message = desk.reply(visit.ticket, by=by, body="Here it is", key=f"{visit.pk}-{at}")
        delivery.attempt(message.pk)
    message.refresh_from_db()
    return message


def look(at):
    """The clock looks for replies that should have left."""
    with time_machine.travel(at, tick=False):
        clock.deliver_the_stranded()


def test_a_window_that_showed_it_needs_no_mail(asked, ada):
    actions.leave_address(asked, email="gus@guest.example")
    message = reply(asked, ada)
    assert message.delivery == "pending"  # the window has not said so yet
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        actions.see(asked, seq=message.seq)
    message.refresh_from_db()
    assert (message.delivery, mail.outbox) == ("sent", [])


def test_who_left_with_an_address_gets_a_mail_when_they_do_not_come_back(asked, ada):
    actions.leave_address(asked, email="gus@guest.example")
    actions.go(asked)
    message = reply(asked, ada)
    assert (message.delivery, mail.outbox) == ("pending", [])
    look(NOON + timedelta(minutes=9))
    assert mail.outbox == []
    look(NOON + timedelta(minutes=10))
    message.refresh_from_db()
    assert message.delivery == "sent"
    assert [letter.to for letter in mail.outbox] == [["gus@guest.example"]]


def test_what_nobody_saw_is_not_delivered_until_they_return(asked, ada, client):
    actions.go(asked)
    message = reply(asked, ada)
    assert (message.delivery, message.retry_at, mail.outbox) == ("pending", None, [])
    client.force_login(ada)
    assert "Not seen yet" in client.get(f"/desk/tickets/{asked.ticket.pk}/").content.decode()
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        clock.deliver_the_stranded()
        message.refresh_from_db()
        assert message.delivery == "pending"
        actions.see(asked, seq=message.seq)
    message.refresh_from_db()
    assert (message.delivery, mail.outbox) == ("sent", [])


def test_a_phone_that_fell_asleep_is_noticed_and_the_answer_mailed_once(asked, ada):
    actions.leave_address(asked, email="gus@guest.example")
    message = reply(asked, ada, at=NOON + timedelta(seconds=20))  # no goodbye, and no sign of life since
    assert (message.delivery, mail.outbox) == ("pending", [])
    for minute in range(2, 14):
        look(NOON + timedelta(minutes=minute))
    message.refresh_from_db()
    assert (message.delivery, len(mail.outbox)) == ("sent", 1)


def test_a_window_open_in_the_background_does_not_hold_the_mail_back_for_long(asked, ada):
    actions.leave_address(asked, email="gus@guest.example")
    reply(asked, ada)
    for minute in range(2, 26):
        with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
            actions.be_here(asked)
            clock.deliver_the_stranded()
    assert len(mail.outbox) == 1


def test_a_killed_process_leaves_nobody_here_for_good(asked):
    with time_machine.travel(NOON + timedelta(seconds=44), tick=False):
        assert Visit.objects.get().is_here
    with time_machine.travel(NOON + timedelta(seconds=46), tick=False):
        assert not Visit.objects.get().is_here


def test_one_of_two_windows_closing_is_mended_by_the_other(play, stranger):
    async def story():
        async with stranger.window() as other:
            async with stranger.window():
                pass
            gone = await here(Visit.objects.get)
            await other.state()
            return gone.is_here, (await here(Visit.objects.get)).is_here

    assert play(story) == (False, True)
    assert not Visit.objects.get().is_here  # and now both are closed


def test_a_customer_who_signs_in_keeps_their_own_address(carl, house):
    visit = actions.begin(carl.user, language="en")
    actions.leave_address(visit, email="other@guest.example")
    carl.refresh_from_db()
    assert carl.email == "carl@customer.example"


def test_visits_without_a_word_are_forgotten_with_their_session(asked):
    with time_machine.travel(NOON, tick=False):
        silent = actions.begin(None, language="en")
    with time_machine.travel(NOON + timedelta(days=13), tick=False):
        assert forget_the_silent() == 0
    with time_machine.travel(NOON + timedelta(days=15), tick=False):
        assert forget_the_silent() == 1
    assert list(Visit.objects.all()) == [asked]
    assert access.known(str(silent.pk)) is None
