"""What X's payloads mean: the Activity API's envelope, the older shape, and everything crooked."""

import json
from datetime import UTC, datetime

import pytest

from social.networks import x
from social.networks.words import Happened, NotUnderstood, Said
from tests.social.conftest import payload, raw

ACCOUNT, OTHER = "1111111111111111111", "2222222222222222222"


def only(name: str) -> Said | Happened:
    (found,) = x.parse(payload(name))
    return found


def test_a_direct_message_says_who_to_whom_and_when():
    said = only("x/dm_received")
    assert (said.external_id, said.author_id, said.author_name) == (
        "dm:2080765901528535096",
        OTHER,
        "@OtherUser",
    )
    assert said.text == "Où est ma carte ? Je ne peux plus payer 😟"
    assert said.at == datetime(2026, 7, 24, 21, 23, 44, 372000, tzinfo=UTC)
    assert said.thread == f"dm:{ACCOUNT}:{OTHER}"
    assert not said.public
    assert not said.is_echo


def test_a_mention_is_public_and_its_text_is_unescaped():
    said = only("x/post_mention")
    assert said.public
    assert said.text == "hey @MeridianHelp my transfer is stuck & nobody answers 🙏"
    assert said.thread == f"public:{ACCOUNT}:2080765813578191303:{OTHER}"
    assert said.language == "en"


def test_an_answer_to_us_stays_in_its_conversation():
    said = only("x/post_reply")
    assert said.thread == only("x/post_mention").thread
    assert said.reply_to == "2080770000000000001"


def test_an_edited_post_is_threaded_by_its_first_version():
    event = payload("x/post_mention")
    post = event["data"]["payload"]
    post |= {"id": "3000000000000000003", "conversation_id": "3000000000000000003"}
    post["edit_history_tweet_ids"] = ["2080765813578191303", "3000000000000000003"]
    (said,) = x.parse(event)
    assert said.external_id == "post:3000000000000000003"
    assert said.thread == only("x/post_mention").thread


def test_both_names_of_the_same_field_are_read():
    event = payload("x/post_reply")
    post = event["data"]["payload"]
    for old, new in [
        ("referenced_tweets", "referenced_posts"),
        ("edit_history_tweet_ids", "edit_history_post_ids"),
    ]:
        post[new] = post.pop(old)
    del post["in_reply_to_tweet_id"]
    (said,) = x.parse(event)
    assert said.reply_to == "2080770000000000001"


def test_what_we_sent_ourselves_is_an_echo():
    event = payload("x/dm_received")
    event["data"]["event_type"] = "dm.sent"
    created = event["data"]["payload"]["direct_message_events"][0]["message_create"]
    created["sender_id"], created["target"]["recipient_id"] = ACCOUNT, OTHER
    (said,) = x.parse(event)
    assert said.is_echo
    assert said.thread == f"dm:{ACCOUNT}:{OTHER}"


def test_an_encrypted_message_is_still_somebody_writing():
    said = only("x/chat_received")
    assert said.unreadable
    assert said.author_id == "3333333333333333333"
    assert not said.public


@pytest.mark.parametrize(
    ("name", "what"), [("x/post_delete", "post.delete"), ("x/oauth_revoke", "oauth.revoke")]
)
def test_what_needs_no_answer_is_known(name, what):
    assert (only(name).what, only(name).known) == (what, True)


def test_an_event_of_tomorrow_is_not_known():
    assert only("x/unknown_event") == Happened("spaces.tea.served", "9007199254740993", False, ACCOUNT)


def test_the_older_shape_means_the_same():
    said = only("x/aaa_dm")
    assert (said.author_id, said.author_name) == ("3001969357", "@analima")
    assert said.text.splitlines() == [
        "My card was charged twice 💳",
        "[media] https://ton.x.com/1.1/ton/data/dm/1/2/a.jpg",
    ]


def test_an_older_post_has_its_long_text_and_its_exact_id():
    said = only("x/aaa_tweet")
    assert said.external_id == "post:954491830116155397"
    assert said.text == "@support I have been waiting for nine days & nobody tells me why 😡"


def test_unstorable_characters_are_replaced():
    event = raw("x/post_mention").replace(b"hey", rb"\u0000hey\ud83d")
    (said,) = x.parse(json.loads(event))
    assert said.text.startswith("\ufffdhey\ufffd @")


def test_the_event_id_may_be_negative_and_names_account_and_type():
    assert x.event_key(payload("x/dm_received"), b"") == f"{ACCOUNT}:dm.received:-6850472171600526495"
    assert x.event_key(payload("x/aaa_dm"), b"a") != x.event_key(payload("x/aaa_dm"), b"b")


@pytest.mark.parametrize("shape", [[], {}, "x", 7, None, {"data": []}, {"hello": {"data": 1}}])
def test_other_shapes_are_not_understood(shape):
    with pytest.raises(NotUnderstood):
        x.parse(shape)


@pytest.mark.parametrize("hole", [None, 7, [], {}, "x", [None, 7, "x"], True])
@pytest.mark.parametrize(
    "name", ["x/dm_received", "x/post_mention", "x/post_reply", "x/chat_received", "x/aaa_dm"]
)
def test_a_hole_anywhere_never_breaks_the_reader(name, hole):
    for damaged in every_hole(payload(name), hole):
        try:
            found = x.parse(damaged)
            x.event_key(damaged, b"")
        except NotUnderstood:
            continue
        for said in found:
            if isinstance(said, Said):
                assert said.author_id
                assert len(said.thread) < 256


def every_hole(thing, hole):
    """The same structure once for every place in it, with that place replaced."""
    yield hole
    if isinstance(thing, dict):
        for key, value in thing.items():
            for damaged in every_hole(value, hole):
                yield thing | {key: damaged}
    if isinstance(thing, list):
        for place, value in enumerate(thing):
            for damaged in every_hole(value, hole):
                yield [*thing[:place], damaged, *thing[place + 1 :]]
