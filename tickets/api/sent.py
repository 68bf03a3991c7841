"""What a machine sends in `fields`, with the topic and the customer at hand."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from rest_framework import serializers

from support.look.middleware import ZONES
from support.people.models import Customer
from tickets import actions
from tickets.fields.sent import Sent
from tickets.models import Topic


def read(sent: Mapping[str, Any] | None, *, topic: Topic | None, customer: Customer) -> actions.Answers:
    """A customer's answers, ready to be kept; none were given where `sent` is None.

    Raises ValidationError with the form's words by key, and for answers without a topic.
    """
    if sent is None or not (sent or topic):
        return actions.Answers()
    if topic is None:
        why = "These are answers to a topic's questions: send the topic with them."
        raise serializers.ValidationError({"fields": [why]}, code="no_topic")
    zone = customer.time_zone if customer.time_zone in ZONES else "UTC"
    with timezone.override(zone):
        form = Sent(sent, topic)
        if problems := {key: list(map(_detail, wrong)) for key, wrong in form.problems.items()}:
            raise serializers.ValidationError({"fields": problems})
        return actions.Answers(form.values, form.identifiers, form.gravest)


def _detail(wrong: ValidationError) -> serializers.ErrorDetail:
    return serializers.ErrorDetail(" ".join(wrong.messages), wrong.code)
