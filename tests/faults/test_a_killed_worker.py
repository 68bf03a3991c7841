"""A worker is killed in the middle of its work: the work is done all the same, and once."""

import signal
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from tests.faults.conftest import PATIENCE, kill_all, until
from tickets import actions, clock
from tickets.models import Message

PREFIX = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def in_hand(valkey):
    """How many tasks workers, dead or alive, have taken and not finished."""
    return valkey.hlen(PREFIX + "unacked")


def nothing_is_left(valkey):
    """Wait until no queue holds a task and no worker has one in hand."""
    lists = [PREFIX + name for name in ("urgent", "default", "bulk")]
    until(lambda: not any(map(valkey.llen, lists)) and not in_hand(valkey), "nothing left to do")


def at_it(worker, mail_server):
    """The worker's child that talks to the mail server now."""
    return next(
        child
        for child in worker.children()
        if any(line.raddr and line.raddr.port == mail_server.port for line in child.net_connections())
    )


def test_a_mail_cut_off_by_a_kill_is_sent_by_the_next_child_once(
    start_worker, mail_server, valkey, gus, says
):
    worker = start_worker()
    ticket = says(gus, "My deposit is missing", topic="cannot-sign-in")
    assert mail_server.asked.wait(PATIENCE), "the worker never began"
    at_it(worker, mail_server).send_signal(signal.SIGKILL)
    mail_server.go_on.set()
    until(lambda: mail_server.taken, "the mail sent again")
    nothing_is_left(valkey)
    assert len(mail_server.taken) == 1
    assert ticket.reference.encode() in mail_server.taken[0]


def test_when_the_whole_worker_dies_the_next_one_does_its_task_once(
    start_worker, mail_server, valkey, gus, says
):
    worker = start_worker()
    ticket = says(gus, "My deposit is missing", topic="cannot-sign-in")
    assert mail_server.asked.wait(PATIENCE), "the worker never began"
    kill_all(worker)
    mail_server.go_on.set()
    assert in_hand(valkey)
    start_worker()
    until(lambda: mail_server.taken, "the mail sent by the next worker")
    nothing_is_left(valkey)
    assert len(mail_server.taken) == 1
    assert ticket.reference.encode() in mail_server.taken[0]


def test_a_reply_whose_sender_died_is_sent_by_the_clock_once(
    start_worker, mail_server, settings, valkey, gus, ada, says
):
    ticket = says(gus, "My deposit is missing")
    valkey.flushdb()  # the acknowledgement is another story
    worker = start_worker()
    message = actions.reply(ticket, by=ada, body="It has arrived.", key="k1")
    assert mail_server.asked.wait(PATIENCE), "the reply never left"
    kill_all(worker)
    mail_server.go_on.set()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    assert clock.deliver_the_stranded() == 0  # its sender may still be at it
    Message.objects.filter(pk=message.pk).update(attempted_at=timezone.now() - timedelta(minutes=3))
    assert clock.deliver_the_stranded() == 1
    message.refresh_from_db()
    assert (message.delivery, message.attempts) == (Message.Delivery.SENT, 2)
    assert clock.deliver_the_stranded() == 0
    assert len(mail_server.taken) == 1
