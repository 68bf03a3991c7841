"""Words of a break-in raise a ticket nobody chose a topic for; a question about break-ins stays one."""

import pytest

from tickets.desk.words import happened
from tickets.guessing.raising import raised
from tickets.models import Ticket

NEW, ADVICE = "/tickets/new/", "/tickets/new/advice/"
HACKED = "Hacker in my account, all coins are being withdrawn"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "valkey")]

ALARMS = [
    ("en", HACKED),
    ("en", "someone hacked my account and stole my coins"),
    ("en", "How do I stop this, someone hacked my account and steals my coins"),
    ("en", "What can I do? A hacker is in my account"),
    ("en", "I gave my password to someone on the phone"),
    ("es", "Han hackeado mi cuenta y me están robando"),
    ("fr", "On m'a piraté mon compte"),
    ("de", "Jemand ist in meinem Konto und überweist alles"),
    ("it", "Qualcuno mi ha rubato tutto dal conto"),
    ("pt", "Hackearam minha conta"),
    ("ru", "Взломали аккаунт, выводят деньги"),
    ("tr", "Hesabım çalındı, paralarım çekiliyor"),
    ("zh-hans", "我的账户被盗了，有人在转走我的币"),
]
QUESTIONS = [
    ("en", "How do I recognise a hack?"),
    ("en", "How can I tell whether my account was hacked?"),
    ("en", "How can I tell, whether my account was hacked?"),
    ("en", "Hello. How do I protect my account from hackers who steal coins"),
    ("en", "How do I create an api key?"),
    ("es", "¿Cómo reconozco un hackeo de mi cuenta?"),
    ("fr", "Comment savoir si mon compte a été piraté ?"),
    ("de", "Wie erkenne ich, ob mein Konto gehackt wurde?"),
    ("it", "Come posso capire se il mio account è stato violato?"),
    ("pt", "Como sei se a minha conta foi hackeada?"),
    ("ru", "Как узнать, взломан ли мой аккаунт?"),
    ("tr", "Hesabımın çalındığını nasıl anlarım?"),
    ("zh-hans", "怎么知道我的账户被盗了？"),
    ("en", "My deposit has not arrived"),
    ("en", "Card 1 lost"),
    ("en", "I want to change my phone number"),
    ("en", "my api key expired"),
    ("en", "what is a seed phrase"),
    ("en", ""),
    ("en", "?!\0"),
]


@pytest.mark.parametrize(("code", "words"), ALARMS)
def test_words_of_a_break_in_are_an_alarm(code, words):
    found = raised(words, code)
    assert found
    assert (found.topic.severity, bool(found.because)) == (0, True)


@pytest.mark.parametrize(("code", "words"), QUESTIONS)
def test_a_question_about_break_ins_is_none(code, words):
    assert raised(words, code) is None


@pytest.mark.parametrize("box", ["happened", "subject"])
def test_without_a_topic_it_is_filed_as_the_alarm_it_sounds_like(as_carl, vault, box):
    page = as_carl.post(NEW, {"topic": "", box: HACKED, "key": "k"}, follow=True).content.decode()
    ticket = Ticket.objects.get()
    assert (ticket.topic, ticket.severity, ticket.team.slug) == (None, 0, "security")
    assert ticket.messages.get().body == HACKED
    assert "because of: Hacker" in happened(ticket.events.first())
    assert page.index("Lock my account now") < page.index("Conversation")


def test_a_question_without_a_topic_stays_what_it_was(as_carl, vault):
    said = {"topic": "", "happened": "How do I recognise a hack of my account?", "key": "k"}
    page = as_carl.post(NEW, said, follow=True).content.decode()
    ticket = Ticket.objects.get()
    assert (ticket.severity, ticket.team.slug) == (3, "front-line")
    assert "because of" not in happened(ticket.events.first())
    assert "Lock my account now" not in page


def test_who_chose_a_topic_is_not_raised_by_words(as_carl):
    as_carl.post(NEW, {"topic": "feedback", "asked": "feedback", "happened": HACKED, "key": "k"})
    assert Ticket.objects.get().severity == 4


def test_what_happened_alone_shows_the_lock_while_it_is_typed(as_carl, vault):
    page = as_carl.post(ADVICE, {"topic": "", "happened": HACKED}).content.decode()
    assert 'id="urgent"' in page
    assert "Lock my account now" in page
    assert 'name="take" value="account-takeover"' in page
    calm = as_carl.post(ADVICE, {"topic": "", "happened": "How do I recognise a hack?"}).content.decode()
    assert "Lock my account now" not in calm
    assert "from:#id_happened" in as_carl.get(NEW).content.decode()
