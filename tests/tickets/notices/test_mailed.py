"""Letters to agents: only while they are away, at most one in ten minutes, without a word of anybody's."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from support.people.models import Team
from tickets import actions, clock
from tickets.models import Event, Notice, Wishes
from tickets.notices import digest, making
from tickets.refusals import NotDelivered


@pytest.fixture
def away(ada):
    ada.agent.availability = "away"
    ada.agent.save()
    return ada


@pytest.fixture
def ticket(ada, carl, says):
    return actions.claim(says(carl, "Very private words", subject="Private"), by=ada)


@pytest.fixture
def news(says, carl, ticket):
    def write(about=ticket):
        says(carl, "More private words", ticket=about)
        making.make(Event.objects.select_related("ticket").latest("pk"))

    return write


def test_who_is_away_gets_a_letter_without_a_word_of_the_customers(away, ticket, news, mailoutbox, settings):
    news()
    assert digest.mail_the_away() == 1
    [letter] = mailoutbox
    assert letter.to == [away.email]
    whole = letter.subject + letter.body + str(letter.alternatives[0][0])
    assert "rivate" not in whole
    assert "Carl" not in whole
    assert ticket.reference in letter.subject
    assert f"{settings.SITE_URL}/desk/tickets/{ticket.pk}/" in letter.body
    assert "/tickets/open/" not in whole
    assert letter.reply_to == [settings.DEFAULT_FROM_EMAIL]  # "reply" must not speak as the customer


def test_who_is_here_gets_none_and_who_came_back_neither(ada, ticket, news, mailoutbox):
    news()
    assert digest.mail_the_away() == 0
    ada.agent.availability = "away"
    ada.agent.save()
    Notice.objects.update(to_mail=True)
    ada.agent.availability = "online"
    ada.agent.save()
    assert clock.mail_the_away() == 0
    assert not Notice.objects.filter(to_mail=True).exists()
    assert mailoutbox == []


def test_one_letter_in_ten_minutes_holds_what_came_together(away, news, mailoutbox):
    with time_machine.travel(datetime.now(UTC), tick=False) as travelling:
        news()
        assert clock.mail_the_away() == 1
        news()
        news()
        travelling.shift(timedelta(minutes=9, seconds=59))
        assert clock.mail_the_away() == 0
        travelling.shift(timedelta(seconds=1))
        assert clock.mail_the_away() == 1
        assert clock.mail_the_away() == 0
    assert len(mailoutbox) == 2
    assert mailoutbox[1].subject == "2 things happened while you were away"


def test_kinds_that_ask_for_no_letter_get_none(away, news, mailoutbox):
    Wishes.objects.create(user=away, chosen={"mine.wrote": ["listed", "push"]})
    news()
    assert clock.mail_the_away() == 0


def test_a_letter_that_does_not_leave_is_written_again(away, news, settings, mailoutbox):
    news()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9  # nobody listens
    with pytest.raises(NotDelivered):
        clock.mail_the_away()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert clock.mail_the_away() == 1
    assert len(mailoutbox) == 1


def test_nothing_is_mailed_of_a_ticket_that_left_or_was_read(away, sam, ticket, news, mailoutbox):
    news()
    actions.assign(ticket, by=sam, team=Team.objects.get(slug="payments"))
    assert clock.mail_the_away() == 0
    assert mailoutbox == []
