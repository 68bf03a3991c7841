"""From a kept delivery to a ticket: heard once, in its thread; what nobody knows stays visible."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from social import clock, tasks
from social.models import MOST_ATTEMPTS, Account, Delivery
from support.people.models import Handle
from tests.social.conftest import payload, raw
from tickets.models import Message, Ticket


def test_a_direct_message_becomes_a_private_ticket_of_the_person(x, hear):
    delivery = hear(x, raw("x/dm_received"))
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.public, ticket.language, ticket.team.slug) == ("x", False, "fr", "social")
    assert ticket.customer.name == "@OtherUser"
    assert Handle.objects.get().proven_at is None
    assert delivery.outcome == "heard × 1"
    assert delivery.understood_at


def test_a_mention_becomes_a_public_ticket(x, hear):
    hear(x, raw("x/post_mention"))
    assert Ticket.objects.get().public
    assert Message.objects.get().public


def test_a_comment_becomes_a_public_ticket_and_a_message_a_private_one(graph, hear):
    hear(graph, raw("facebook/comment"))
    hear(graph, raw("facebook/message"))
    assert list(Ticket.objects.order_by("pk").values_list("channel", "public")) == [
        ("facebook", True),
        ("facebook", False),
    ]


def test_a_person_without_a_name_can_be_told_from_others(graph, hear):
    hear(graph, raw("facebook/message"))
    assert str(Ticket.objects.get().customer) == "Facebook …0394"


def test_two_people_under_one_post_have_a_ticket_each(x, hear):
    hear(x, raw("x/post_mention"))
    other = payload("x/post_mention")
    other["data"]["event_uuid"] = "77"
    other["data"]["payload"] |= {"id": "77", "author_id": "5005"}
    hear(x, other)
    assert Ticket.objects.count() == 2


def test_the_next_words_of_a_person_come_to_the_same_ticket(x, hear):
    hear(x, raw("x/post_mention"))
    hear(x, raw("x/post_reply"))
    assert Ticket.objects.get().messages.count() == 2


def test_the_same_post_by_two_subscriptions_is_heard_once(x, hear):
    hear(x, raw("x/post_mention"))
    twin = payload("x/post_mention")
    twin["data"] |= {"event_type": "post.reply.create", "event_uuid": "another"}
    assert hear(x, twin).outcome == "heard before × 1"
    assert Message.objects.count() == 1


def test_understanding_twice_changes_nothing(x, hear):
    delivery = hear(x, raw("x/dm_received"))
    Delivery.objects.update(understood_at=None)
    tasks.understand(delivery.pk)
    tasks.understand(delivery.pk)
    assert Message.objects.count() == 1


def test_words_sent_outside_the_desk_never_become_a_customers(x, graph, hear):
    message = {"id": "2080770000000000099", "person": "2222222222222222222", "text": "typed in the app"}
    assert hear(x, x.echo(message)).outcome == "said outside the desk × 1"
    assert hear(graph, raw("facebook/own_comment")).understood_at
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("name", ["x/post_delete", "facebook/removed_comment"])
def test_a_deleted_post_is_noted_without_a_ticket(x, graph, hear, name):
    assert hear(x if name.startswith("x") else graph, raw(name)).understood_at
    assert not Ticket.objects.exists()


def test_an_encrypted_message_is_a_ticket_that_says_so(x, hear):
    hear(x, raw("x/chat_received"))
    assert "does not show" in Message.objects.get().body


def test_what_is_unknown_stays_visible_and_is_not_tried_for_ever(x, hear):
    delivery = hear(x, raw("x/unknown_event"))
    assert delivery.understood_at is None
    assert delivery.error == "not known: spaces.tea.served"
    assert list(Delivery.objects.not_understood()) == [delivery]
    assert not Delivery.objects.forgotten().exists()


def test_the_known_part_of_a_batch_is_heard_though_the_rest_is_not(graph, hear):
    batch = payload("facebook/message")
    batch["entry"] += payload("facebook/unknown_event")["entry"]
    delivery = hear(graph, batch)
    assert Message.objects.count() == 1
    assert delivery.error == "not known: hologram"


def test_what_is_taught_later_is_understood_by_command(x, hear, monkeypatch, capsys):
    delivery = hear(x, raw("x/unknown_event"))
    with pytest.raises(CommandError):
        call_command("understand")
    monkeypatch.setattr("social.networks.x_payloads.KNOWN", {"spaces.tea.served"})
    call_command("understand", str(delivery.pk))
    delivery.refresh_from_db()
    assert delivery.understood_at
    assert delivery.error == ""


def test_the_clock_understands_what_the_queue_lost(x, post):
    post(x, raw("x/dm_received"))
    assert clock.understand_the_forgotten() == 0
    Delivery.objects.update(received_at=timezone.now() - timedelta(minutes=1))
    assert clock.understand_the_forgotten() == 1
    assert Message.objects.count() == 1
    assert clock.understand_the_forgotten() == 0


def test_a_fault_of_ours_is_tried_again_and_then_given_up(x, hear, monkeypatch):
    monkeypatch.setattr("social.networks.x.parse", lambda payload: 1 / 0)
    delivery = hear(x, raw("x/dm_received"))
    assert "ZeroDivisionError" in delivery.error
    assert delivery.given_up_at is None
    Delivery.objects.update(attempts=MOST_ATTEMPTS - 1)
    tasks.understand(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.given_up_at


def test_a_withdrawn_permission_shows_on_the_account(x, hear):
    hear(x, raw("x/oauth_revoke"))
    account = Account.objects.get(network="x")
    assert account.disconnected_at
    assert account.trouble
