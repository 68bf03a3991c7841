"""Every topic's form: right answers are kept as they are meant, each wrong one gets its own sentence."""

import pytest
import time_machine
from django.utils.datastructures import MultiValueDict

from tests.tickets.office_hours import FRIDAY_NOON
from tests.tickets.said import RIGHT, WRONG, right
from tickets import catalogue
from tickets.forms import NewTicketForm
from tickets.models import Topic, TopicField

MISSED = {
    "": "Tell us this as well, or we would have to ask you again.",
    "agree": "Tick this box, so that you know what to expect.",
    "choices": "Tick at least one.",
    **dict.fromkeys(("choice", "network", "country"), "Choose what fits best."),
    **dict.fromkeys(("moment", "date", "past_day"), "Tell us when. About is fine."),
}
SLUGS = [row["slug"] for row in catalogue.read("topics.json")]
pytestmark = pytest.mark.django_db


@pytest.fixture
def noon():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield travelling


def data(topic, **said):
    """A form with right answers to all the topic's questions, some of them said otherwise by key."""
    typed = {f"f-{one.key}": right(one) for one in topic.fields.exclude(key="no_txid")}
    typed |= {"topic": topic.slug, "happened": "It was like this at 14:05", "key": "k1"}
    if topic.slug == "bug-report":
        typed |= {"did": "Opened the app", "expected": "My wallet"}
    typed |= {f"f-{key}": value for key, value in said.items()}
    return typed


def form(topic, **said):
    typed = MultiValueDict(
        {name: value if isinstance(value, list) else [value] for name, value in data(topic, **said).items()}
    )
    return NewTicketForm(typed, is_guest=False, about=topic)


def test_the_catalogue_is_whole_and_every_kind_is_walked(house):
    assert Topic.objects.count() == len(SLUGS) == 43
    kinds = set(TopicField.objects.values_list("kind", flat=True))
    assert kinds == set(TopicField.Kind) == RIGHT.keys() | {"choice", "choices"}
    assert kinds == WRONG.keys()
    assert all(words for answers in WRONG.values() for _typed, words in answers)


def test_a_doubt_on_an_alarm_is_kept_without_the_marks_no_row_can_hold(house, noon):
    wrong = form(Topic.objects.get(slug="account-takeover"), txids="no\0ne")
    assert wrong.is_valid()
    kept = {value.key: value for value in wrong.values}["txids"]
    assert (kept.value, bool(kept.facts["doubt"])) == ("none", True)


@pytest.mark.parametrize("typed", ["when the moon was full", "between 3 and 4 apples", "yesterday 9:12 BST"])
def test_a_time_that_is_not_understood_holds_up_no_alarm_but_others_with_an_example(house, noon, typed):
    alarm = form(Topic.objects.get(slug="account-takeover"), noticed_at=typed)
    assert alarm.is_valid(), alarm.errors
    kept = {value.key: value for value in alarm.values}["noticed_at"]
    assert kept.value == typed
    assert kept.facts["doubt"]
    usual = form(Topic.objects.get(slug="deposit-missing"), sent_at=typed)
    assert not usual.is_valid()
    assert any(char.isdigit() for char in str(usual.errors["f-sent_at"]))


@pytest.mark.parametrize("slug", SLUGS)
def test_right_answers_pass_and_wrong_ones_say_how_to_mend_them(house, noon, slug):
    topic = Topic.objects.get(slug=slug)
    good = form(topic)
    assert good.is_valid(), good.errors
    assert {value.key for value in good.values} == {one.key for one in topic.fields.all()} - {"no_txid"}
    for question in topic.fields.all():
        told = {
            typed: how_it_is_refused(topic, question, typed, words) for typed, words in WRONG[question.kind]
        }
        assert len(set(told.values())) == len({words for _typed, words in WRONG[question.kind]})


def how_it_is_refused(topic, question, typed, words):
    """The sentence beside the question, which has these words in it."""
    wrong = form(topic, **{question.key: typed})
    wrong.is_valid()
    told = {one.field.name: one.wrong for one in wrong.typed}[f"f-{question.key}"]
    assert words in told, (question.key, typed[:40], told)
    assert wrong.never_blocks is not bool(wrong.errors.get(f"f-{question.key}"))
    return told


@pytest.mark.parametrize("slug", SLUGS)
def test_each_answer_that_must_be_there_is_missed_with_what_to_do(house, noon, slug):
    topic = Topic.objects.get(slug=slug)
    for question in topic.fields.filter(required=True):
        bare = form(topic, **{"iban": "", question.key: [] if question.kind == "choices" else ""})
        bare.data["asked"] = slug
        bare.is_valid()
        errors = [str(one) for one in bare.errors.get(f"f-{question.key}", [])]
        assert errors == ([] if bare.never_blocks else [MISSED.get(question.kind, MISSED[""])]), question.key
