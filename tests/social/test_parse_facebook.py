"""What Facebook's batches mean: messages, echoes, comments, and everything crooked."""

from datetime import UTC, datetime

import pytest

from social.networks import facebook
from social.networks.words import Happened, NotUnderstood, Said
from tests.social.conftest import payload
from tests.social.test_parse_x import every_hole

PAGE, PERSON = "102938475610293", "7392015648120394"


def only(name: str) -> Said | Happened:
    (found,) = facebook.parse(payload(name))
    return found


def test_a_message_says_who_to_which_page_and_when():
    said = only("facebook/message")
    assert (said.external_id, said.author_id, said.thread) == (
        "dm:m_AbC1dEf2GhI3",
        PERSON,
        f"dm:{PAGE}:{PERSON}",
    )
    assert said.text == "Où est ma carte ? 😟"
    assert said.at == datetime(2026, 7, 29, 8, 0, 4, 523000, tzinfo=UTC)


def test_a_batch_is_read_whole_and_in_the_order_of_its_times():
    found = facebook.parse(payload("facebook/batch"))
    words = [each for each in found if isinstance(each, Said)]
    assert [said.external_id for said in words] == ["dm:m_Other1", "dm:m_Img1", "dm:m_Echo1"]
    assert words[0].account_id == "555000111222333"
    assert words[1].text == "[image] https://scontent.example/v/1.jpg"
    assert [each.what for each in found if isinstance(each, Happened)] == ["delivery", "read"]


def test_an_echo_names_the_person_and_carries_our_key():
    echo = next(e for e in facebook.parse(payload("facebook/batch")) if isinstance(e, Said) and e.is_echo)
    assert (echo.person_id, echo.key) == (PERSON, "tkt:8f3a:msg:42")


def test_a_comment_is_public_and_its_id_is_the_shorter_form():
    said = only("facebook/comment")
    assert said.public
    assert said.external_id == "post:1122_987654"
    assert (said.author_name, said.text) == ("Ana Lima", "Where is my refund? 😡")
    assert said.thread == f"public:{PAGE}:{PAGE}_1122:7000000000000001"


def test_our_own_comment_is_an_echo():
    echo = only("facebook/own_comment")
    assert echo.is_echo
    assert echo.reply_to == "1122_987654"


def test_an_edited_comment_is_said_anew_on_the_same_thread():
    batch = payload("facebook/comment")
    batch["entry"][0]["changes"][0]["value"] |= {"verb": "edited", "message": "I lost 5 BTC"}
    (edited,) = facebook.parse(batch)
    first = only("facebook/comment")
    assert edited.thread == first.thread
    assert edited.external_id.startswith("post:1122_987654:")


def test_a_comment_without_its_author_belongs_to_nobody_else():
    batch = payload("facebook/comment")
    del batch["entry"][0]["changes"][0]["value"]["from"]
    (said,) = facebook.parse(batch)
    assert said.author_id == "unnamed-1122_987654"
    assert not said.is_echo


def test_another_apps_conversation_is_heard_too():
    batch = payload("facebook/message")
    batch["entry"][0]["standby"] = batch["entry"][0].pop("messaging")
    (said,) = facebook.parse(batch)
    assert said.text


def test_a_pressed_button_counts_as_its_title():
    batch = payload("facebook/message")
    event = batch["entry"][0]["messaging"][0]
    del event["message"]
    event["postback"] = {"mid": "m_Post1", "title": "Talk to a person", "payload": "HUMAN"}
    (said,) = facebook.parse(batch)
    assert (said.external_id, said.text) == ("dm:m_Post1", "Talk to a person")


def test_a_message_taken_back_is_never_somebodys_words():
    batch = payload("facebook/message")
    batch["entry"][0]["messaging"][0]["message"] |= {"is_deleted": True}
    (found,) = facebook.parse(batch)
    assert found == Happened("message deleted", "m_AbC1dEf2GhI3")


@pytest.mark.parametrize(
    ("name", "known"), [("removed_comment", True), ("unknown_change", False), ("unknown_event", False)]
)
def test_what_is_not_words_is_known_or_shown(name, known):
    assert only(f"facebook/{name}").known is known


@pytest.mark.parametrize("shape", [[], {}, None, {"object": "instagram", "entry": []}, {"object": "page"}])
def test_other_shapes_are_not_understood(shape):
    with pytest.raises(NotUnderstood):
        facebook.parse(shape)


@pytest.mark.parametrize("hole", [None, 7, [], {}, "x", [None, 7, "x"], True])
@pytest.mark.parametrize("name", ["message", "batch", "comment"])
def test_a_hole_anywhere_never_breaks_the_reader(name, hole):
    for damaged in every_hole(payload(f"facebook/{name}"), hole):
        try:
            found = facebook.parse(damaged)
        except NotUnderstood:
            continue
        for said in found:
            if isinstance(said, Said):
                assert said.author_id
                assert len(said.thread) < 256
                assert len(said.external_id) < 256
