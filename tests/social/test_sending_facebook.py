"""Answers on Facebook: the same promises as on X, by Meta's rules."""

from datetime import UTC, datetime, timedelta

import pytest

from social.models import Account
from tests.fakes.loopback import answers, drops, takes_and_loses, takes_but_says
from tests.social.conftest import raw
from tests.social.test_sending_x import LATER, again
from tickets import actions
from tickets.models import Message, Ticket

PERSON = "7392015648120394"


@pytest.fixture
def answer(graph, ada, hear):
    """`answer("facebook/message", "words")`: the customer wrote, Ada answers, one try is made to send it."""

    def say(event: str, body: str = "We found it, dear é 👋") -> Message:
        hear(graph, raw(event))
        return again(actions.reply(Ticket.objects.get(), by=ada, body=body, key=f"key-{body[:20]}"))

    return say


def test_an_answer_to_a_message_arrives_with_our_key(graph, answer):
    reply = answer("facebook/message")
    (message,) = graph.messages
    assert (message["person"], message["message"]) == (PERSON, "We found it, dear é 👋")
    assert message["metadata"] == f"fairlead:{reply.pk}:1"
    assert (reply.delivery, reply.remote_id) == ("sent", message["id"])


def test_the_token_is_never_in_the_address(graph, answer):
    answer("facebook/message")
    (call,) = graph.calls
    assert graph.token not in str(call.query)
    assert "appsecret_proof" in call.query


def test_an_answer_to_a_comment_arrives_under_it(graph, answer):
    reply = answer("facebook/comment", "Please write to us in a message.")
    (comment,) = graph.comments
    assert (comment["under"], comment["message"]) == ("1122_987654", "Please write to us in a message.")
    assert (reply.delivery, reply.remote_id) == ("sent", comment["id"])
    assert not graph.messages


def test_private_details_are_never_said_under_a_comment(graph, answer):
    assert answer("facebook/comment", "Your refund of 24 EUR is booked").delivery == "failed"
    assert not graph.calls


@pytest.mark.parametrize("event", ["facebook/message", "facebook/comment"])
def test_a_lost_answer_is_looked_for_and_never_sent_twice(graph, answer, event):
    graph.faults = [takes_and_loses]
    reply = answer(event, "Please write to us in a message.")
    assert reply.delivery == "unknown"
    assert again(reply, after=LATER).delivery == "sent"
    assert len(graph.messages) + len(graph.comments) == 1
    assert [call.method for call in graph.calls] == ["POST", "GET"]


def test_what_was_really_lost_is_sent_after_looking(graph, answer):
    graph.faults = [drops]
    reply = answer("facebook/message")
    assert again(reply, after=LATER).delivery == "sent"
    assert [call.method for call in graph.calls] == ["POST", "GET", "POST"]


def test_a_fault_that_took_it_all_the_same_does_not_send_it_twice(graph, answer):
    graph.faults = [takes_but_says(500, {"error": {"message": "unknown", "code": 1}})]
    reply = answer("facebook/message")
    assert again(reply, after=LATER).delivery == "sent"
    assert len(graph.messages) == 1


def test_our_echo_settles_a_doubt_by_its_key(graph, answer, hear):
    graph.faults = [takes_and_loses]
    reply = answer("facebook/message")
    assert hear(graph, graph.echo(graph.messages[0])).outcome == "our own words × 1"
    reply.refresh_from_db()
    assert (reply.delivery, reply.remote_id) == ("sent", graph.messages[0]["id"])
    assert len(graph.calls) == 1


def test_outside_the_window_the_agent_is_told(graph, answer):
    graph.last_inbound[PERSON] = datetime.now(UTC) - timedelta(hours=25)
    reply = answer("facebook/message")
    assert reply.delivery == "failed"
    assert "outside of allowed window" in reply.failure
    assert "AxIIVeNpuf3y2jeXdufRcEX" in reply.failure


def test_an_error_inside_a_good_status_is_an_error(graph, answer):
    graph.errors_in_200 = True
    graph.last_inbound[PERSON] = datetime.now(UTC) - timedelta(hours=25)
    assert answer("facebook/message").delivery == "failed"


def test_a_revoked_token_disconnects_the_page_and_loses_nothing(graph, answer):
    graph.revoked = True
    reply = answer("facebook/message")
    assert reply.delivery == "pending"
    assert Account.objects.get().disconnected_at
    graph.revoked = False
    assert again(reply, after=timedelta(minutes=16)).delivery == "sent"
    assert Account.objects.get().disconnected_at is None


def test_a_wrong_proof_is_refused(graph, hear, ada):
    hear(graph, raw("facebook/message"))
    graph.secret = "another"
    reply = again(actions.reply(Ticket.objects.get(), by=ada, body="Hello", key="k"))
    assert reply.delivery == "failed"
    assert "appsecret_proof" in reply.failure


def test_a_used_up_limit_waits_and_does_not_knock(graph, answer):
    graph.usage = 100
    reply = answer("facebook/message")
    assert reply.delivery == "pending"
    graph.usage = 10
    assert again(reply, after=timedelta(minutes=2)).delivery == "pending"
    assert len(graph.calls) == 1
    assert again(reply, after=timedelta(minutes=6)).delivery == "sent"


def test_near_the_limit_we_stop_by_ourselves(graph, answer, ada):
    graph.usage = 97
    assert answer("facebook/message").delivery == "sent"
    reply = again(actions.reply(Ticket.objects.get(), by=ada, body="and more", key="k2"))
    assert reply.delivery == "pending"
    assert len(graph.calls) == 1


def test_metas_own_estimate_of_the_wait_is_kept(graph, answer):
    limits = '{"1": [{"type": "messenger", "call_count": 100, "estimated_time_to_regain_access": 19}]}'
    error = {"error": {"message": "too many", "code": 80006}}
    graph.faults = [answers(400, error, X_Business_Use_Case_Usage=limits)]
    reply = answer("facebook/message")
    assert timedelta(minutes=18) < reply.retry_at - reply.attempted_at < timedelta(minutes=20)


@pytest.mark.parametrize("error", [{"code": 1200}, {"code": 2}, {"code": 77, "is_transient": True}])
def test_a_passing_trouble_is_tried_again(graph, answer, error):
    graph.faults = [answers(400, {"error": {"message": "temporary"} | error})]
    reply = answer("facebook/message")
    assert reply.delivery == "pending"
    assert again(reply, after=LATER).delivery == "sent"


@pytest.mark.parametrize(
    "usage", ["nonsense", "[]", "7", '{"call_count": "many"}', '{"1": [7, {"call_count": null}]}']
)
def test_a_usage_header_of_any_shape_does_no_harm(graph, answer, usage):
    graph.faults = [lambda call, go: _with_header(go(), usage)]
    assert answer("facebook/message").delivery == "sent"


def _with_header(answer, usage):
    answer.headers["X-App-Usage"] = usage
    return answer


def test_long_words_leave_in_order(graph, answer):
    body = " ".join(["Thank you for your patience."] * 120)
    answer("facebook/message", body)
    assert " ".join(message["message"] for message in graph.messages) == body
    assert len(graph.messages) == 2
