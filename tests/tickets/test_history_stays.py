"""What was said and what happened is never changed and never goes: the database itself refuses."""

import pytest
from django.db import InternalError, connection, transaction
from django.utils import timezone

from tickets import actions
from tickets.models import Event, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(ada, carl, says):
    ticket = says(carl, "Where is it?")
    actions.reply(ticket, by=ada, body="On its way", key="r1")
    actions.note(ticket, by=ada, body="Hm", key="n1")
    return ticket


def refused(change):
    with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "changed", [{"kind": "noted"}, {"detail": {"x": 1}}, {"at": timezone.now()}, {"by": None}, {"seq": 99}]
)
def test_no_event_is_changed(told, changed):
    reply = told.events.get(kind="replied")
    refused(lambda: Event.objects.filter(pk=reply.pk).update(**changed))


def test_no_event_goes(told):
    refused(lambda: told.events.all().delete())
    refused(lambda: told.delete())


def test_that_it_was_announced_is_written_beside_it(told):
    assert told.events.update(announced_at=timezone.now()) == 4


@pytest.mark.parametrize("changed", [{"body": "other"}, {"kind": "reply"}, {"created_at": timezone.now()}])
def test_no_word_is_changed(told, changed):
    refused(lambda: told.messages.filter(kind="customer").update(**changed))


def test_no_word_goes(told):
    refused(lambda: Message.objects.filter(ticket=told, kind="note").delete())


def test_how_far_a_reply_has_come_is_written_beside_it(told):
    assert told.messages.filter(kind="reply").update(delivery="sent", delivered_at=timezone.now()) == 1


def test_not_even_by_hand(told):
    def by_hand():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE tickets_event SET detail = '{}', kind = 'closed'")

    refused(by_hand)
