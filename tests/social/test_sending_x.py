"""Answers on X: they arrive once, where the customer wrote, whatever the line does."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from social.models import Account, Piece
from tests.fakes.loopback import answers, drops, takes_and_loses, takes_and_stalls, takes_but_says
from tests.fakes.x import WINDOW
from tests.social.conftest import payload, raw
from tickets import actions, delivery
from tickets.models import Message, Ticket

OTHER = "2222222222222222222"


@pytest.fixture
def answer(x, ada, hear):
    """`answer("x/dm_received", "words")`: the customer wrote, Ada answers, one try is made to send it."""

    def say(event: str, body: str = "We found it, dear é 👋") -> Message:
        hear(x, raw(event))
        reply = actions.reply(Ticket.objects.get(), by=ada, body=body, key=f"key-{body[:20]}")
        return again(reply)

    return say


def again(reply: Message, *, after: timedelta = timedelta()) -> Message:
    with time_machine.travel(datetime.now(UTC) + after, tick=True):
        delivery.attempt(reply.pk)
    reply.refresh_from_db()
    return reply


LATER = timedelta(minutes=2)
LONG = " ".join(f"Thank you for your patience, it is step {step}." for step in range(15))


def test_an_answer_to_a_message_arrives_as_a_message(x, answer):
    reply = answer("x/dm_received")
    (message,) = x.messages
    assert (message["person"], message["text"]) == (OTHER, "We found it, dear é 👋")
    assert (reply.delivery, reply.remote_id) == ("sent", message["id"])
    assert not x.posts


def test_an_answer_to_a_mention_arrives_in_public_under_it(x, answer):
    reply = answer("x/post_mention", "Please write to us in a direct message.")
    (post,) = x.posts
    assert post["referenced_tweets"] == [{"type": "replied_to", "id": "2080765813578191303"}]
    assert (reply.delivery, reply.remote_id, reply.public) == ("sent", post["id"], True)
    assert not x.messages


def test_an_answer_goes_under_the_newest_words(x, answer, hear, ada):
    answer("x/post_mention", "Please write to us in a direct message.")
    hear(x, raw("x/post_reply"))
    again(actions.reply(Ticket.objects.get(), by=ada, body="We have your message now.", key="k2"))
    assert x.posts[1]["referenced_tweets"] == [{"type": "replied_to", "id": "2080765999999999999"}]


@pytest.mark.parametrize(
    "body",
    [
        "We wrote to carl@customer.example about it",
        "See MER-ABCDEFG",
        "Your 0.5 BTC are on the way",
        "Shall we call you on +44 20 7946 0018?",
        "tx 0x88df016429689c079f3b2f6ad39fa052532c56795b733da78a91ebe6a713944b",
        "Please finish your verification",
    ],
)
def test_private_details_are_never_said_in_public(x, answer, body):
    reply = answer("x/post_mention", body)
    assert reply.delivery == "failed"
    assert "everybody would read it" in reply.failure
    assert not x.calls


def test_what_shield_hid_leaves_in_words(x, answer):
    answer("x/dm_received", "You sent us your card 4111 1111 1111 1111, never do that")
    assert "4111 1111" not in x.messages[0]["text"]
    assert "⟦" not in x.messages[0]["text"]


def test_the_same_details_may_be_said_in_private(x, answer):
    assert answer("x/dm_received", "Your 0.5 BTC are on the way, see MER-ABCDEFG").delivery == "sent"


def test_a_key_x_does_not_know_disconnects_the_account_and_tries_again(x, answer, settings):
    settings.X_ACCESS_TOKEN_SECRET = "wrong"
    reply = answer("x/dm_received")
    assert reply.delivery == "pending"
    assert "keys" in Account.objects.get().trouble
    settings.X_ACCESS_TOKEN_SECRET = x.token[1]
    assert again(reply, after=timedelta(minutes=16)).delivery == "sent"
    assert Account.objects.get().disconnected_at is None
    assert len(x.messages) == 1


def test_a_lost_answer_is_looked_for_and_never_sent_twice(x, answer):
    x.faults = [takes_and_loses]
    reply = answer("x/dm_received")
    assert reply.delivery == "unknown"
    assert again(reply, after=LATER).delivery == "sent"
    assert len(x.messages) == 1
    assert reply.remote_id == x.messages[0]["id"]
    assert [call.method for call in x.calls] == ["POST", "GET"]


def test_an_answer_that_comes_too_late_is_looked_for(x, answer):
    x.faults = [takes_and_stalls]
    reply = answer("x/post_mention", "Please write to us in a direct message.")
    assert reply.delivery == "unknown"
    assert again(reply, after=LATER).delivery == "sent"
    assert len(x.posts) == 1


def test_what_was_really_lost_is_sent_after_looking(x, answer):
    x.faults = [drops]
    reply = answer("x/dm_received")
    assert (reply.delivery, x.messages) == ("unknown", [])
    assert again(reply, after=LATER).delivery == "sent"
    assert [call.method for call in x.calls] == ["POST", "GET", "POST"]


@pytest.mark.parametrize("fault", [takes_but_says(503), takes_but_says(502, b"<html>Bad gateway</html>")])
def test_a_fault_that_took_it_all_the_same_does_not_send_it_twice(x, answer, fault):
    x.faults = [fault]
    reply = answer("x/dm_received")
    assert reply.delivery == "unknown"
    assert again(reply, after=LATER).delivery == "sent"
    assert len(x.messages) == 1


def test_an_answer_without_sense_is_a_doubt(x, answer):
    x.faults = [takes_but_says(201, b"{not json")]
    assert answer("x/dm_received").delivery == "unknown"


def test_a_duplicate_that_is_ours_counts_as_arrived(x, answer):
    detail = "You are not allowed to create a Tweet with duplicate content."
    x.faults = [takes_but_says(403, {"title": "Forbidden", "status": 403, "detail": detail})]
    reply = answer("x/post_mention", "Please write to us in a direct message.")
    assert again(reply, after=LATER).delivery == "sent"
    assert len(x.posts) == 1


def test_the_same_words_said_earlier_are_not_mistaken_for_the_new_ones(x, answer, ada):
    first = answer("x/dm_received", "Hello")
    x.faults = [drops]
    second = again(actions.reply(first.ticket, by=ada, body="Hello", key="another"))
    assert again(second, after=LATER).delivery == "sent"
    assert len(x.messages) == 2
    assert first.remote_id != second.remote_id


def test_a_used_up_limit_waits_for_its_reset(x, answer):
    x.limits["messages"] = 0
    reply = answer("x/dm_received")
    assert reply.delivery == "pending"
    x.limits["messages"] = 15
    calls = len(x.calls)
    assert again(reply, after=timedelta(minutes=5)).delivery == "pending"
    assert len(x.calls) == calls
    assert again(reply, after=timedelta(seconds=WINDOW + 5)).delivery == "sent"


def test_the_last_call_of_a_window_holds_the_next_back(x, answer, ada):
    x.limits["messages"] = 1
    answer("x/dm_received")
    reply = again(actions.reply(Ticket.objects.get(), by=ada, body="and more", key="k2"))
    assert reply.delivery == "pending"
    assert len(x.calls) == 1
    assert Account.objects.get().quiet_in_public_until is None


def test_a_daily_cap_waits_for_an_hour(x, answer):
    x.faults = [answers(429, {"title": "Too Many Requests"}, x_rate_limit_remaining="7")]
    reply = answer("x/dm_received")
    assert reply.retry_at - reply.attempted_at > timedelta(minutes=59)


def test_no_credits_is_trouble_and_no_loss(x, answer):
    x.faults = [answers(402, {"title": "CreditsDepleted", "detail": "no credits"})]
    assert answer("x/dm_received").delivery == "pending"
    assert "credits" in Account.objects.get().trouble


def test_a_person_who_takes_no_messages_is_told_to_the_agent(x, answer):
    x.closed = {OTHER}
    reply = answer("x/dm_received")
    assert reply.delivery == "failed"
    assert "You cannot send messages to this user." in reply.failure
    assert not again(reply, after=timedelta(days=1)).remote_id


def test_who_did_not_summon_us_cannot_be_answered_in_public(x, answer):
    x.engaged = set()
    reply = answer("x/post_mention", "Please write to us in a direct message.")
    assert reply.delivery == "failed"
    assert "not been mentioned" in reply.failure


def test_nobody_listening_is_tried_again_later(x, answer, settings):
    settings.X_API_URL = "http://127.0.0.1:9"
    reply = answer("x/dm_received")
    assert (reply.delivery, reply.failure[:13]) == ("pending", "no connection")
    settings.X_API_URL = x.url
    assert again(reply, after=LATER).delivery == "sent"


def test_a_long_public_answer_leaves_as_a_thread_in_order(x, answer):
    reply = answer("x/post_mention", LONG)
    assert len(x.posts) == 3
    parents = [post["referenced_tweets"][0]["id"] for post in x.posts]
    assert parents == ["2080765813578191303", *(post["id"] for post in x.posts[:-1])]
    assert " ".join(post["text"] for post in x.posts) == LONG
    assert reply.remote_id == x.posts[-1]["id"]


def test_a_long_answer_cut_off_in_the_middle_goes_on_where_it_was(x, answer):
    x.faults = [lambda call, go: go(), takes_and_loses]
    reply = answer("x/post_mention", LONG)
    assert reply.delivery == "unknown"
    again(reply, after=LATER)
    texts = [post["text"] for post in x.posts]
    assert len(texts) == len(set(texts)) == Piece.objects.count()
    assert reply.delivery == "sent"


def test_an_endless_answer_is_refused_in_words(x, answer):
    reply = answer("x/post_mention", " ".join(f"{LONG} Round {n}." for n in range(6)))
    assert reply.delivery == "failed"
    assert "at most 5" in reply.failure
    assert not x.calls


def test_our_echo_settles_a_doubt_and_is_no_customers_word(x, answer, hear):
    x.faults = [takes_and_loses]
    reply = answer("x/dm_received")
    assert hear(x, x.echo(x.messages[0])).outcome == "our own words × 1"
    reply.refresh_from_db()
    assert (reply.delivery, reply.remote_id) == ("sent", x.messages[0]["id"])
    assert Message.objects.filter(kind="customer").count() == 1
    assert [call.method for call in x.calls] == ["POST"]


def test_our_echo_after_the_answer_changes_nothing(x, answer, hear):
    answer("x/dm_received")
    assert hear(x, x.echo(x.messages[0])).outcome == "our own words × 1"
    assert Message.objects.count() == 2


def test_a_ticket_that_says_not_where_to_is_not_guessed_at(x, ada, carl, says):
    ticket = says(carl, channel="x")
    reply = again(actions.reply(ticket, by=ada, body="Hello", key="k"))
    assert reply.delivery == "failed"
    assert not x.calls


def test_a_customers_answer_to_our_reply_finds_the_ticket_in_the_older_shape_too(x, answer, hear):
    answer("x/post_mention", "Please write to us in a direct message.")
    tweet = {
        "id_str": "31",
        "text": "ok",
        "in_reply_to_status_id_str": x.posts[0]["id"],
        "user": {"id_str": OTHER},
    }
    hear(x, {"for_user_id": "1111111111111111111", "tweet_create_events": [tweet]})
    assert Ticket.objects.get().messages.filter(kind="customer").count() == 2


def test_the_mention_payload_is_about_the_account_we_answer_as():
    assert payload("x/post_mention")["data"]["filter"]["user_id"] == "1111111111111111111"
