"""A line put right or taken back within two minutes: everywhere, once, and never over the first words."""

from datetime import timedelta

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError
from django.test import Client

from tests.livechat.test_files import sends
from tests.windows import here
from tickets import actions, export, story
from tickets.api.messages import MessageFields
from tickets.finding import asked, excerpts
from tickets.models import Attachment, Correction, Event, Message, Ticket, Words


@pytest.fixture
def said(play, stranger):
    """`said(window story)` plays a story that begins with one line; its message."""

    async def story():
        async with stranger.window() as window:
            await window.say("My flat is in Elm Street", topic="withdrawal-on-hold")

    play(story)
    return Message.objects.get()


def corrects(browser, **frame):
    """Send a correction without a live line; its answer."""
    return browser.client.post("/chat/correct/", frame, content_type="application/json")


def test_an_edited_line_reads_anew_in_both_windows_and_the_first_words_stay(play, stranger, ada):
    async def story():
        async with stranger.window() as one, stranger.window() as other:
            await one.say("Helo")
            await other.gap()
            await one.send(edit="Hello", of="line-0001", id="fix-1")
            told = await one.hear("corrected")
            heard = await other.hear("event", kind="edited")
            return told, heard, await other.gap(heard["of"] - 1)

    told, heard, gap = play(story)
    assert (told["of"], told["corrected"], told["html"]) == ("line-0001", "edited", '<p dir="auto">Hello</p>')
    assert (heard["seq"], heard["of"]) == (told["seq"], gap[0]["seq"])
    assert (gap[0]["html"], gap[0]["corrected"]) == (told["html"], "edited")
    message = Message.objects.get()
    assert (message.body, message.as_it_reads) == ("Helo", "Hello")


@pytest.mark.usefixtures("somewhere")
def test_a_line_taken_back_is_shown_to_nobody_and_its_file_opens_for_nobody(play, stranger, ada):
    token = sends(stranger)

    async def story():
        async with stranger.window() as window:
            await window.say("My flat is in Elm Street", files=[{"token": token}])
            await window.send(withdraw="line-0001", id="back-1")
            return await window.hear("corrected"), await window.gap()

    told, gap = play(story)
    assert (told["corrected"], told["html"]) == ("withdrawn", "")
    assert (gap[1]["html"], gap[1]["files"], gap[1]["corrected"]) == ("", [], "withdrawn")
    file, ticket = Attachment.objects.get(), Ticket.objects.get()
    assert stranger.client.get(f"/chat/files/{file.key}/").status_code == 404
    desk = Client()
    desk.force_login(ada)
    page = desk.get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert "Elm Street" not in page
    assert "Taken back" in page
    assert desk.get(f"/desk/files/{file.key}/").status_code == 404


def test_what_was_corrected_is_read_so_on_pages_in_exports_the_api_and_search(said, stranger, ada):
    assert corrects(stranger, edit="My flat is in Oak Street", of="line-0001", id="fix-1").status_code == 200
    ticket = Ticket.objects.get()
    message = Message.objects.get()
    everything = str(export.facts(ticket)) + str(MessageFields(message).data["body"])
    everything += "".join(str(line.message.as_it_reads) for line in story.whole(ticket) if line.message)
    assert "Oak" in everything
    assert "Elm" not in everything
    assert ticket.subject == "My flat is in Oak Street"
    assert "elm" not in Words.objects.get().vector
    assert "oak" in Words.objects.get().vector
    [(_ticket, _subject, found)] = excerpts.excerpts([ticket], asked.Asked("flat", words="flat"))
    assert ("Oak" in found, "Elm" in found) == (True, False)
    stranger.client.get("/chat/transcript/")
    page = stranger.client.get(f"/tickets/{ticket.reference}/").content.decode()
    assert ("Oak Street" in page, "Elm Street" in page) == (True, False)
    kinds = [event.kind for event in Event.objects.order_by("seq")]
    assert kinds == ["opened", "received", "edited"]


def test_a_secret_in_other_words_is_hidden_again_and_its_owner_told(said, stranger):
    told = corrects(stranger, edit="my password is hunter2hunter2", of="line-0001", id="fix-1").json()
    row = Correction.objects.get()
    assert "hunter2" not in str(told) + row.body + Message.objects.get().as_it_reads
    assert (row.masked, bool(told["advice"])) == (["password"], True)


def test_the_same_correction_twice_is_one(said, stranger):
    frame = {"edit": "Oak Street", "of": "line-0001", "id": "fix-1"}
    assert corrects(stranger, **frame).json() == corrects(stranger, **frame).json()
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(("seconds", "status"), [(119, 200), (121, 422)])
def test_two_minutes_are_counted_by_our_clock(said, stranger, time_machine, seconds, status):
    time_machine.move_to(said.created_at + timedelta(seconds=seconds), tick=False)
    answer = corrects(stranger, edit="Oak Street", of="line-0001", id="fix-1")
    assert answer.status_code == status
    assert (answer.json().get("why") == "late") is (status == 422)


def test_another_visitors_line_an_agents_and_one_that_never_was_are_all_late(
    said, stranger, browser_of, carl, ada
):
    carls = browser_of(carl.user)
    actions.reply(said.ticket, by=ada, body="Ours", key="line-0002")
    answers = [
        corrects(carls, withdraw="line-0001", id="back-1"),
        corrects(stranger, withdraw="line-0002", id="back-2"),
        corrects(stranger, withdraw="line-9999", id="back-3"),
    ]
    assert [(answer.status_code, answer.json()["why"]) for answer in answers] == [(422, "late")] * 3
    assert not Correction.objects.exists()


def test_what_was_taken_back_cannot_be_changed_any_more(said, stranger):
    assert corrects(stranger, withdraw="line-0001", id="back-1").status_code == 200
    assert corrects(stranger, edit="Oak", of="line-0001", id="fix-1").json()["why"] == "late"


@pytest.mark.parametrize(
    ("frame", "status"),
    [
        ({"edit": "  ", "of": "line-0001", "id": "fix-1"}, 422),
        ({"edit": "x" * 10_001, "of": "line-0001", "id": "fix-1"}, 422),
        ({"edit": "x", "of": "a b", "id": "fix-1"}, 400),
        ({"withdraw": 3, "id": "fix-1"}, 400),
        ({"edit": 3, "of": "line-0001", "id": "fix-1"}, 400),
    ],
)
def test_what_is_no_correction_changes_nothing(said, stranger, frame, status):
    assert corrects(stranger, **frame).status_code == status
    assert not Correction.objects.exists()


@pytest.mark.parametrize("corrected", ["forged", "", None])
def test_a_message_reads_as_its_newest_row_says_and_rows_stay(said, stranger, corrected):
    corrects(stranger, edit="Oak Street", of="line-0001", id="fix-1")
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        Message.objects.update(corrected=corrected)
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        Correction.objects.update(body="forged")
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
        Correction.objects.all().delete()
    assert Message.objects.get().as_it_reads == "Oak Street"


def test_the_desk_is_told_to_read_the_line_anew(play, stranger, browser_of, ada):
    desk = browser_of(ada)

    async def story():
        async with stranger.window() as window, desk.window("/ws/desk/") as agent:
            kept = await window.say("Helo")
            ticket = await here(Ticket.objects.get)
            await agent.send(open=ticket.pk)
            await agent.hear("here")
            await window.send(edit="Hello", of="line-0001", id="fix-1")
            heard = await agent.hear("delivery")
            return kept["seq"], heard["seq"]

    seq, heard = play(story)
    assert seq == heard
