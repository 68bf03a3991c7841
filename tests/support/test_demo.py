"""The demo day is played by the doors' own rules: answers in it are what the forms would take."""

import random
from itertools import islice

import pytest

from support.demo import people
from support.demo.day import STORIES, Day
from tickets.models import FieldValue, TopicField

ANSWERED = [number for number, story in enumerate(STORIES) if "answers" in story]


@pytest.mark.django_db
def test_what_its_customers_answer_is_read_and_each_value_is_the_same_all_through_a_story(house):
    day = Day(people.gather(), random.Random(1))
    told = list(islice(day.tickets(), max(ANSWERED) + 1))
    for number in ANSWERED:
        ticket, story = told[number], STORIES[number]
        answers = {value.key: value.value for value in ticket.values.all()}
        assert answers.keys() == story["answers"].keys()
        required = TopicField.objects.filter(topic=ticket.topic, required=True).values_list("key", flat=True)
        assert set(required) <= answers.keys()
        said = ticket.messages.earliest("seq").body
        for key in ("txid", "withdrawal"):
            if f"{{{key}}}" in story["body"] and key in answers:
                assert answers[key] in said
    assert FieldValue.objects.exclude(ticket__in=[told[number] for number in ANSWERED]).count() == 0
