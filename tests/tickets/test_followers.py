"""Writing opens a solved ticket again for some days; after that a new one begins, and the two are linked."""

from datetime import timedelta

import pytest

from tickets import actions, letters
from tickets import clock as house_clock
from tickets.models import Ticket


def again(ticket):
    return Ticket.objects.get(pk=ticket.pk)


@pytest.fixture
def solved(ada, carl, says, clock):
    return actions.resolve(says(carl, "Where is it?", topic="deposit-missing", subject="USDT"), by=ada)


@pytest.fixture
def closed(solved, clock):
    clock(days=3, minutes=1)
    house_clock.close_the_quiet()
    return again(solved)


def page(ticket):
    return f"/tickets/{ticket.reference}/"


def test_within_the_days_it_opens_again(solved, carl, says, clock, settings):
    clock(days=settings.REOPEN_DAYS, minutes=-1)
    house_clock.close_the_quiet()
    assert says(carl, "Still not", ticket=again(solved)) == solved
    assert again(solved).is_open


def test_after_them_a_new_one_begins_and_names_the_old(closed, carl, says):
    new = says(carl, "Again", ticket=closed)
    assert new != closed
    assert (new.follows, new.subject, new.topic) == (closed, "USDT", closed.topic)
    assert again(closed).closed_at


def test_a_house_may_wait_longer(solved, carl, says, clock, settings):
    settings.REOPEN_DAYS = 10
    clock(days=9)
    house_clock.close_the_quiet()
    assert says(carl, "Still not", ticket=again(solved)) == solved
    assert again(solved).reopens_until is None


def test_a_second_word_on_the_closed_one_goes_to_the_one_that_follows(closed, carl, says):
    new = says(carl, "Again", ticket=closed)
    assert says(carl, "And one more thing", ticket=closed) == new
    assert Ticket.objects.count() == 2


def test_a_chain_is_followed_to_its_end(closed, ada, carl, says):
    second = says(carl, "Again", ticket=closed)
    actions.close(actions.resolve(second, by=ada))
    third = says(carl, "And again", ticket=closed)
    assert third.follows == second


def test_somebody_else_at_the_old_address_gets_a_ticket_that_names_nothing(closed, cleo, says):
    assert says(cleo, "I was forwarded this", ticket=closed).follows is None


def test_a_letter_to_the_old_address_is_linked_too(closed, carl, says):
    found = letters.ticket_of_address(letters.reply_address(closed))
    assert says(carl, "By mail", ticket=found, channel="email").follows == closed


def test_both_pages_link_to_each_other_and_the_desk_shows_both(closed, carl, sam, says, sign_in):
    new = says(carl, "Again", ticket=closed)
    mine = sign_in(carl.user)
    assert f'href="{page(new)}"' in mine.get(page(closed)).content.decode()
    assert f'href="{page(closed)}"' in mine.get(page(new)).content.decode()
    desk = sign_in(sam)
    assert f'href="/desk/tickets/{new.pk}/"' in desk.get(f"/desk/tickets/{closed.pk}/head/").content.decode()
    assert f'href="/desk/tickets/{closed.pk}/"' in desk.get(f"/desk/tickets/{new.pk}/head/").content.decode()


def test_an_agent_is_shown_no_link_to_what_another_team_has(closed, carl, ben, says, sign_in):
    new = says(carl, "Again", ticket=closed)
    Ticket.objects.filter(pk=new.pk).update(team=ben.agent.teams.get())
    html = sign_in(ben).get(f"/desk/tickets/{new.pk}/head/").content.decode()
    assert closed.reference not in html


def test_the_page_says_until_when_writing_opens_it(solved, carl, sign_in):
    html = sign_in(carl.user).get(page(solved)).content.decode()
    assert "Not solved after all? Write here by 23 November, 12:00" in html
    assert "After that, what you write opens a new ticket" in html


def test_an_answer_in_the_last_moment_opens_the_old_one_even_if_closing_is_late(solved, carl, says, clock):
    clock(days=4)  # nobody has closed it yet
    assert says(carl, "Still not", ticket=again(solved)) == solved
    assert again(solved).waiting_since - solved.resolved_at == timedelta(days=4)
