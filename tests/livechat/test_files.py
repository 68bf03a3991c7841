"""A visitor's files: the rules of the ticket form, and nobody else's eyes."""

import pytest

from tests.tickets.arriving import begin, sent
from tests.tickets.test_files import picture
from tests.windows import here
from tickets import actions
from tickets.models import Attachment, Message, Upload

pytestmark = pytest.mark.usefixtures("somewhere")


def sends(browser, name="shot.png", content=None, **more):
    """A whole file sent ahead from a browser's chat; its token."""
    return sent(browser.client, name, content or picture(), to="/chat/uploads/", **more)


def opens(browser, file):
    """What asking for a file answers."""
    return browser.client.get(f"/chat/files/{file['key']}/")


def test_a_picture_goes_with_its_line_and_both_sides_have_it(play, stranger, ada):
    token = sends(stranger)

    async def story():
        async with stranger.window() as window:
            kept = await window.say("Look at this", files=[{"token": token, "kind": "screenshot"}])
            return kept, (await window.gap())[-1]

    kept, event = play(story)
    [file] = kept["files"]
    assert (file["name"], file["picture"], event["files"]) == ("shot.png", True, [file])
    answer = opens(stranger, file)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert Message.objects.get().attachments.get().name == "shot.png"
    assert Upload.objects.get().used_at


def test_a_file_may_come_without_a_word_and_neither_is_no_line(play, stranger):
    token = sends(stranger)

    async def story():
        async with stranger.window() as window:
            kept = await window.say("", files=[{"token": token}])
            await window.send(say="", id="line-0002", files=[])
            return kept, await window.hear("refused")

    kept, refused = play(story)
    assert (kept["html"], len(kept["files"]), refused["why"]) == ("", 1, "empty")


def test_sent_twice_a_line_with_a_file_is_kept_once(play, stranger):
    token = sends(stranger)

    async def story():
        async with stranger.window() as window:
            said = {"files": [{"token": token}]}
            return await window.say("Once", **said), await window.say("Once", **said)

    first, second = play(story)
    assert first == second
    assert Attachment.objects.count() == 1


def test_a_file_goes_with_one_line_only_and_the_second_keeps_nothing(play, stranger):
    token = sends(stranger)

    async def story():
        async with stranger.window() as window:
            await window.say("First", files=[{"token": token}])
            await window.send(say="Second", id="line-0002", files=[{"token": token}])
            return await window.hear("refused")

    refused = play(story)
    assert (refused["why"], "shot.png" in refused["words"]) == ("files", True)
    assert Message.objects.count() == 1


def test_another_visitor_can_neither_name_nor_ask_nor_open_it(play, stranger, browser_of, carl):
    token, carls = sends(stranger), browser_of(carl.user)
    assert carls.client.head(f"/chat/uploads/{token}/").status_code == 404

    async def story():
        async with stranger.window() as mine, carls.window() as theirs:
            await theirs.send(say="Give me", id="line-0001", files=[{"token": token}])
            refused = await theirs.hear("refused")
            await theirs.say("Words alone", key="line-0002")
            return refused, await mine.say("Mine", files=[{"token": token}])

    refused, kept = play(story)
    assert refused["why"] == "files"
    assert opens(carls, kept["files"][0]).status_code == 404
    assert opens(stranger, kept["files"][0]).status_code == 200


def test_a_file_of_a_note_never_opens_in_the_chat(play, stranger, ada):
    async def story():
        async with stranger.window() as window:
            await window.say("Hello")

    play(story)
    ticket = Message.objects.get().ticket
    note = actions.note(ticket, by=ada, body="ours", key="n")
    ours = Attachment.objects.create(message=note, name="ours.txt", content_type="text/plain", size=1)
    assert opens(stranger, {"key": ours.key}).status_code == 404


def test_an_identity_document_lies_in_the_vault_and_is_not_handed_out_again(play, stranger):
    token = sends(stranger, "passport.png", kind="identity")

    async def story():
        async with stranger.window() as window:
            return await window.say("My passport", files=[{"token": token, "kind": "identity"}])

    [file] = play(story)["files"]
    row = Attachment.objects.get()
    assert (bool(row.sealed), bool(row.file), file["key"]) == (True, False, "")
    assert "passport" not in file["name"]
    assert opens(stranger, {"key": row.key}).status_code == 404


@pytest.mark.parametrize(
    ("name", "size", "status"), [("page.html", 10, 415), ("large.png", 11 * 1024 * 1024, 413)]
)
def test_what_the_ticket_form_does_not_take_the_chat_does_not(play, stranger, name, size, status):
    assert begin(stranger.client, name, size, to="/chat/uploads/").status_code == status


def test_six_files_are_too_many_and_five_are_not(play, stranger):
    tokens = [{"token": sends(stranger, f"{number}.png")} for number in range(6)]

    async def story():
        async with stranger.window() as window:
            await window.send(say="All of them", id="line-0001", files=tokens)
            return await window.hear("refused"), await window.say("Five", key="line-0002", files=tokens[:5])

    refused, kept = play(story)
    assert (refused["why"], len(kept["files"])) == ("files", 5)


@pytest.mark.parametrize("files", ["all", [1], [{"token": "../../etc"}], {"token": "x"}])
def test_what_names_no_files_is_not_understood(play, stranger, files):
    async def story():
        async with stranger.window() as window:
            await window.send(say="Hello", id="line-0001", files=files)
            return await window.hear("", error="not understood")

    assert play(story)
    assert not Message.objects.exists()


def test_over_http_a_line_brings_its_files_as_well(play, stranger):
    token = sends(stranger)
    said = {"say": "By HTTP", "id": "line-0001", "files": [{"token": token}]}
    kept = stranger.client.post("/chat/say/", said, content_type="application/json").json()
    assert kept["files"][0]["name"] == "shot.png"
    again = said | {"id": "line-0002"}
    refused = stranger.client.post("/chat/say/", again, content_type="application/json")
    assert (refused.status_code, refused.json()["why"]) == (422, "files")


def test_what_the_virus_scan_finds_is_told_to_open_windows(play, stranger):
    token = sends(stranger)

    async def story():
        async with stranger.window() as window:
            await window.say("Look", files=[{"token": token}])
            file = await here(Attachment.objects.select_related("message__ticket").get)
            await here(Attachment.objects.update, state="infected")
            await here(_tell, file)
            await window.hear("files")
            return (await window.gap())[-1]["files"]

    [file] = play(story)
    assert (file["key"], file["picture"], bool(file["note"])) == ("", False, True)


def _tell(file):
    from tickets import delivery

    delivery.show_files([file])
