"""Windows of one customer at the same moment: one conversation, and each line in it once."""

import pytest

from livechat import actions
from livechat.models import Visit
from tests.together import at_once
from tickets.models import Message, Ticket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("valkey")]
MANY = 50


def test_fifty_first_lines_of_one_customer_are_one_conversation(carl):
    def speak(number):
        visit = actions.begin(carl.user, language="en")
        return actions.say(visit, body=f"Line {number}", key=f"line-{number}").ticket.pk

    found = at_once(MANY, speak)
    assert set(found) == {Ticket.objects.get().pk}
    assert Visit.objects.count() == 1
    assert Message.objects.count() == MANY
    assert sorted(Message.objects.values_list("body", flat=True)) == sorted(f"Line {n}" for n in range(MANY))


def test_two_customers_never_share_one(carl, cleo):
    people = [carl.user, cleo.user]
    found = at_once(10, lambda number: actions.begin(people[number % 2], language="en").customer_id)
    assert set(found) == {carl.pk, cleo.pk}
    assert Visit.objects.count() == 2


def test_strangers_never_share_one(house):
    found = at_once(5, lambda _number: actions.begin(None, language="en").pk)
    assert len(set(found)) == 5


def test_the_same_line_five_times_at_once_is_kept_once(carl):
    visit = actions.begin(carl.user, language="en")
    found = at_once(5, lambda _number: actions.say(visit, body="Hello", key="line-0001").message.pk)
    assert set(found) == {Message.objects.get().pk}
