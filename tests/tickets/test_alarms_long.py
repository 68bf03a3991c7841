"""However long an alarm is, it is looked through for secrets once, and up to a limit."""

import uuid

import pytest

from support.shield import masking
from tests.tickets.browsing import text
from tickets import alarms
from tickets.models import Ticket

NEW = "/tickets/new/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "valkey")]


def alarm(happened):
    form = {"topic": "account-takeover", "asked": "account-takeover", "happened": happened}
    return form | {"email": "gus@guest.example", "key": uuid.uuid4().hex}


@pytest.fixture
def looked_at(monkeypatch):
    """How many characters were looked through, call by call."""
    counts, find = [], masking.find
    monkeypatch.setattr(masking, "find", lambda text: counts.append(len(text)) or find(text))
    return counts


@pytest.mark.parametrize(
    "words", ["密码" * 100_000, "help me " * 200_000, "密码1 " * 60_000, "code 123456 " * 40_000]
)
def test_characters_are_looked_at_once(client, looked_at, words):
    page = client.post(NEW, alarm(words), follow=True)
    kept = len(alarms.taken(words))
    rounds = 4 if "123" in words else 1  # marks are longer than what they hide, and looked at once more
    assert sum(looked_at) <= rounds * kept + 80_000  # and samples, the title, what is pasted
    bodies = [message.body for message in Ticket.objects.get().messages.order_by("seq")]
    assert sum(map(len, bodies)) >= kept - alarms.EDGE
    assert "without the end of your text" in text(page)


def test_within_the_limit_nothing_is_cut(client, looked_at):
    words = "so-and-so " * 25_000
    page = client.post(NEW, alarm(words), follow=True)
    bodies = [message.body for message in Ticket.objects.get().messages.order_by("seq")]
    assert "".join(bodies).split() == words.split()
    assert "without the end of your text" not in text(page)
    assert sum(looked_at) <= len(words) + 100_000


def test_a_secret_at_the_very_end_is_not_kept_in_half(client):
    phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    words = "x " * (alarms.MOST // 2 - 20) + phrase
    client.post(NEW, alarm(words))
    assert "legal winner" not in " ".join(one.body for one in Ticket.objects.get().messages.all())
