"""What the mail server says decides what comes next: sent, again later, never, or nobody knows."""

import smtplib
import socket
import threading
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from tickets import actions, delivery, letters, post
from tickets.models import Message
from tickets.refusals import MaybeDelivered, NotDelivered

pytestmark = pytest.mark.django_db


def answered(ticket, ada, body="It has arrived."):
    message = actions.reply(ticket, by=ada, body=body, key="k1")
    delivery.attempt(message.pk)
    message.refresh_from_db()
    return message


@pytest.fixture
def server(settings):
    """A mail server on loopback; `server.say[verb]` is what it answers instead of yes."""

    class Handler:
        say: dict[str, str] = {}
        got: list = []

        async def handle_MAIL(self, server, session, envelope, address, options):
            envelope.mail_from = address
            return self.say.get("MAIL", "250 OK")

        async def handle_RCPT(self, server, session, envelope, address, options):
            envelope.rcpt_tos.append(address)
            return self.say.get("RCPT", "250 OK")

        async def handle_DATA(self, server, session, envelope):
            self.got.append(envelope)
            if self.say.get("DATA") == "cut":
                server.transport.abort()
            return self.say.get("DATA", "250 OK")

    handler = Handler()
    handler.say, handler.got = {}, []
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        controller.port = probe.getsockname()[1]
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 5
    yield handler
    controller.stop()


def test_a_mail_server_takes_the_letter(server, carl, ada, says):
    message = answered(says(carl), ada)
    [envelope] = server.got
    assert (envelope.mail_from, envelope.rcpt_tos) == ("bounces@reply.meridian.example", [carl.email])
    assert message.delivery == "sent"


@pytest.mark.parametrize(
    ("verb", "says_no", "state"),
    [
        ("RCPT", "550 no such user", "failed"),
        ("RCPT", "451 try later", "pending"),
        ("MAIL", "550 not from you", "pending"),  # our own settings: a person mends them, then it leaves
        ("DATA", "554 smells of spam", "failed"),
        ("DATA", "452 full", "pending"),
        ("DATA", "cut", "unknown"),
    ],
)
def test_what_the_mail_server_says_decides_what_comes_next(server, carl, ada, says, verb, says_no, state):
    server.say[verb] = says_no
    message = answered(says(carl), ada)
    assert message.delivery == state
    assert message.failure
    assert (message.retry_at is None) == (state == "failed")


def test_after_a_doubt_the_same_letter_is_sent_again_under_the_same_id(server, carl, ada, says):
    server.say["DATA"] = "cut"
    message = answered(says(carl), ada)
    server.say.clear()
    Message.objects.filter(pk=message.pk).update(retry_at=timezone.now())
    delivery.attempt(message.pk)
    ids = {
        message_from_bytes(envelope.original_content or envelope.content)["Message-ID"]
        for envelope in server.got
    }
    assert len(server.got) == 2
    assert ids == {letters.message_id(message)}
    message.refresh_from_db()
    assert message.delivery == "sent"


def test_a_mail_server_that_is_away_is_asked_again(carl, ada, says, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", probe.getsockname()[1]
    message = answered(says(carl), ada)
    assert message.delivery == "pending"
    assert message.retry_at > timezone.now()


def test_a_mail_server_that_says_nothing_does_not_hold_us(carl, ada, says, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.3
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        threading.Thread(target=silent.accept, daemon=True).start()
        message = answered(says(carl), ada)
    assert message.delivery == "pending"


def test_refusals_keep_their_meaning(settings):
    settings.EMAIL_BACKEND = "tests.tickets.test_mail_server.Refusing"
    for refusal, expected, permanent in (
        (smtplib.SMTPAuthenticationError(535, b"no"), NotDelivered, False),
        (ValueError("bad address"), NotDelivered, True),
        (smtplib.SMTPServerDisconnected("cut"), MaybeDelivered, None),
        (TimeoutError("slow"), MaybeDelivered, None),
    ):
        Refusing.with_ = refusal
        with pytest.raises(expected) as caught:
            post.send(EmailMessage("x", "y", to=["a@example.com"]))
        assert getattr(caught.value, "permanent", None) == permanent


class Refusing(BaseEmailBackend):
    """A mail backend that fails in a chosen way."""

    with_: Exception = Exception()

    def send_messages(self, email_messages):
        raise self.with_


def test_the_ticket_of_an_unsent_answer_still_shows_it(server, carl, ada, says, client):
    server.say["RCPT"] = "550 no such user"
    ticket = says(carl)
    answered(ticket, ada, body="Still to be read here")
    client.force_login(carl.user)
    assert "Still to be read here" in client.get(f"/tickets/{ticket.reference}/").content.decode()
