"""Whatever a question asks for, no secret is kept as its answer: masked in words, refused as a value."""

import pytest
import time_machine
from django.test import Client
from django.utils.datastructures import MultiValueDict

from support.people.models import Team
from tests.tickets.office_hours import FRIDAY_NOON
from tests.tickets.said import RIGHT, filled
from tickets.forms import NewTicketForm
from tickets.models import Ticket, Topic, TopicField

NEW = "/tickets/new/"
PHRASE = "abandon ability able about above absent absorb abstract absurd abuse access accident"
SECRETS = {
    "a card": "4111111111111111",
    "a card in groups": "4111 1111 1111 1111",
    "a card in an address": "4111111111111111@example.com",
    "a recovery phrase": "legal winner thank year wave sausage worth useful legal winner thank yellow",
    "a misspelt phrase": PHRASE.replace("absurd", "absurt"),
    "a private key": "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",  # Bitcoin wiki, "WIF"
    "Solana's key file": str([7] * 64),
}
WORDS = {"text", "words", "link"}  # where ten words may be a sentence
pytestmark = pytest.mark.django_db


@pytest.fixture
def noon():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield travelling


def every_kind(severity):
    """A topic with a question of each kind there is."""
    topic = Topic.objects.create(slug="all", severity=severity, team=Team.objects.all()[0], category="other")
    one = [{"value": "one", "names": {"en": "One"}}]
    for place, kind in enumerate(TopicField.Kind):
        options = one if kind in ("choice", "choices") else []
        TopicField.objects.create(topic=topic, key=f"{kind}-x", kind=kind, order=place, options=options)
    return topic


@pytest.mark.parametrize("severity", [0, 2])
@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_no_kind_of_question_keeps_a_secret(house, noon, secret, severity):
    topic = every_kind(severity)
    typed = MultiValueDict({f"f-{one.key}": [secret] for one in topic.fields.all()})
    typed.update({"topic": "all", "asked": "all", "happened": "It was like this", "key": "k1"})
    form = NewTicketForm(typed, is_guest=False, about=topic)
    form.is_valid()
    if severity == 0:
        assert form.is_valid(), form.errors
    heard = {one.key for one in form.values} | {name.removeprefix("f-") for name in form.errors}
    assert heard == {one.key for one in topic.fields.all()}
    prose = WORDS if secret == SECRETS["a misspelt phrase"] else set()
    for value in [one for one in [*form.values, *form.identifiers] if one.kind not in prose]:
        kept = f"{value.value} {getattr(value, 'facts', '')}"
        assert secret not in kept, value
        assert "111111111" not in kept.replace(" ", ""), value
        assert "winner thank" not in kept, value
        assert "ability able" not in kept, value


def test_right_answers_of_every_kind_stay_letter_by_letter(house, noon):
    topic = every_kind(2)
    typed = {f"f-{one.key}": [RIGHT.get(one.kind, "one")] for one in topic.fields.all()}
    for kind, also in (("bank_reference-x", ""), ("memo-x", "")):
        typed[f"f-{kind}"] = [also]
    typed |= {"topic": ["all"], "asked": ["all"], "happened": ["So it was"], "key": ["k1"]}
    form = NewTicketForm(MultiValueDict(typed | {"f-address-x": [""]}), is_guest=False, about=topic)
    assert form.is_valid(), form.errors
    kept = {value.key: value.value for value in form.values}
    assert not [value for value in kept.values() if "masked" in value]
    assert kept["text-x"] == RIGHT["text"]


def test_a_card_number_in_place_of_an_account_is_refused_by_name_and_on_an_alarm_it_is_masked(carl, valkey):
    client = Client()
    client.force_login(carl.user)
    card = {"account": "4111111111111111"}
    refused = client.post(NEW, filled("account-locked", **card))
    assert refused.status_code == 422
    assert "This is a whole card number." in refused.content.decode()
    assert not Ticket.objects.exists()
    assert client.post(NEW, filled("account-takeover", **card)).status_code == 302
    kept = Ticket.objects.get().values.get(key="account")
    assert kept.value == "⟦masked:card:1111⟧"
    page = client.get(f"{NEW.removesuffix('new/')}{Ticket.objects.get().reference}/").content.decode()
    assert card["account"] not in page
