"""Talking in the chat window: files, words put right, an end with a rating, and a turn that is heard."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from support.files import Checked, check
from tests.browser.axe import nothing_in_the_way
from tests.browser.conftest import backstage
from tests.browser.sending import picture
from tests.browser.test_chat import kept, said, say
from tests.tickets.test_files import PDF
from tickets import actions
from tickets.models import Attachment, Message, Ticket, Upload

LOADED = "image => image.complete && image.naturalWidth > 0"
PASTED = """([name, type, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type }));
  const box = document.querySelector("[data-composer] textarea");
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paper(name: str = "Statement.pdf") -> dict:
    """A small file that is no picture, and is what it says."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF}


def chooses(page: Page, *files: dict) -> None:
    """Put files to the line that is being written."""
    page.locator("[data-composer] input[type=file]").set_input_files(list(files))


def row(page: Page, name: str) -> Locator:
    """The row of a file that waits for its line."""
    return page.locator(".upload").filter(has=page.locator("bdi", has_text=name))


def is_in(page: Page, name: str, state: str) -> None:
    """Wait until a file is so far."""
    expect(row(page, name)).to_have_attribute("data-state", state)


def sends(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Send message").click()


@pytest.mark.parametrize("phone", [True, False])
def test_a_picture_is_looked_over_sent_and_seen_by_both_sides(new_page, ada, phone):
    page = new_page(phone=phone)
    page.goto("/chat/")
    chooses(page, picture())
    page.get_by_role("dialog").get_by_role("button", name="Send as it is").click()
    is_in(page, "Balances.png", "done")
    nothing_in_the_way(page)
    say(page, "This is what I see")
    kept(page, "This is what I see")
    shown = page.locator(".message-picture > img")
    expect(shown).to_have_attribute("alt", "Balances.png")
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate(LOADED)
    expect(page.locator(".upload")).to_have_count(0)
    nothing_in_the_way(page)
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{Ticket.objects.get().pk}/")
    expect(desk.get_by_role("link", name="Balances.png")).to_be_visible()


def test_a_pasted_picture_and_no_words_are_a_line(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    expect(page.get_by_role("button", name="Choose files")).to_be_visible()
    page.evaluate(PASTED, ["image.png", "image/png", list(picture()["buffer"])])
    page.get_by_role("dialog").get_by_role("button", name="Send as it is").click()
    is_in(page, "screenshot-", "done")
    sends(page)
    expect(page.locator(".message-picture > img")).to_be_visible()
    assert Message.objects.get().body == ""


def test_a_file_that_is_not_sent_yet_survives_the_page_and_goes_once(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    chooses(page, paper())
    is_in(page, "Statement.pdf", "done")
    page.get_by_label("Your message", exact=True).last.fill("Here it is")
    page.reload()
    is_in(page, "Statement.pdf", "done")
    sends(page)
    kept(page, "Here it is")
    expect(page.get_by_role("link", name="Statement.pdf")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="Statement.pdf")).to_be_visible()
    expect(page.locator(".upload")).to_have_count(0)
    assert Attachment.objects.count() == 1


def test_a_line_with_a_file_waits_through_a_lost_connection(new_page, servers, watch, ada):
    watch.forgive("WebSocket connection", "net::ERR")
    page = new_page()
    page.goto("/chat/")
    chooses(page, paper())
    is_in(page, "Statement.pdf", "done")
    servers.stop("live", kill=True)
    say(page, "While it was down")
    expect(page.get_by_text("We try again by ourselves").first).to_be_visible()
    page.reload()
    expect(page.locator(".message .file-name", has_text="Statement.pdf")).to_be_visible()
    servers.start("live")
    kept(page, "While it was down")
    expect(page.get_by_role("link", name="Statement.pdf")).to_be_visible()
    assert Attachment.objects.count() == 1


def test_what_is_not_taken_says_why_and_nothing_of_it_is_sent(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    chooses(page, paper("Setup.exe"))
    is_in(page, "Setup.exe", "refused")
    expect(row(page, "Setup.exe")).to_contain_text("send a picture, PDF, video or text instead")
    say(page, "Without it, then")
    kept(page, "Without it, then")
    assert not Upload.objects.exists()
    assert not Attachment.objects.exists()


def test_a_file_that_went_with_another_line_is_named_and_the_words_come_back(new_page, watch, ada):
    watch.forgive("404")
    page = new_page()
    page.goto("/chat/")
    chooses(page, paper())
    is_in(page, "Statement.pdf", "done")
    with backstage():
        Upload.objects.all().delete()
    say(page, "Words that must not be lost")
    expect(page.locator("[data-problem]")).to_contain_text("not here any more")
    expect(page.get_by_label("Your message", exact=True).last).to_have_value("Words that must not be lost")
    is_in(page, "Statement.pdf", "failed")
    assert said(page) == []
    row(page, "Statement.pdf").get_by_role("button", name="Remove Statement.pdf").click()
    sends(page)
    kept(page, "Words that must not be lost")


def test_an_agents_picture_is_seen_in_the_window(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    say(page, "Hello")
    kept(page, "Hello")
    with backstage():
        ticket = actions.claim_next(ada)
        actions.reply(ticket, by=ada, body="As a picture", key="r", files=[_checked(picture())])
    expect(page.locator(".message-picture > img")).to_be_visible()


def test_a_line_is_put_right_and_taken_back_and_the_desk_reads_it_so(new_page, ada):
    page = new_page(phone=True)
    page.goto("/chat/")
    say(page, "My flat is in Elm Street")
    kept(page, "Elm Street")
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{Ticket.objects.get().pk}/")
    expect(desk.locator("#talk-log").get_by_text("Elm Street")).to_be_visible()
    page.get_by_role("button", name="Change").click()
    nothing_in_the_way(page)
    box = page.locator(".message-mend textarea")
    expect(box).to_be_focused()
    expect(box).to_have_value("My flat is in Elm Street")
    box.fill("My flat is in Oak Street")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Oak Street")).to_be_visible()
    expect(page.get_by_text("changed")).to_be_visible()
    expect(desk.locator("#talk-log").get_by_text("Oak Street")).to_be_visible()
    expect(desk.locator("#talk-log").get_by_text("Elm Street")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Oak Street")).to_be_visible()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("You took this message back.")).to_be_visible()
    expect(page.get_by_text("Oak Street")).to_have_count(0)
    expect(desk.get_by_text("Taken back by who wrote it.")).to_be_visible()
    nothing_in_the_way(page)
    assert Message.objects.get().body == "My flat is in Elm Street"


def test_after_two_minutes_a_line_stays_and_that_is_said(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    say(page, "Elm Street")
    kept(page, "Elm Street")
    with backstage(), connection.cursor() as cursor:  # two minutes pass for the house alone
        cursor.execute("ALTER TABLE tickets_message DISABLE TRIGGER USER")
        Message.objects.update(created_at=timezone.now() - timedelta(minutes=3))
        cursor.execute("ALTER TABLE tickets_message ENABLE TRIGGER USER")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("it can be changed for two minutes")).to_be_visible()
    expect(page.get_by_text("Elm Street")).to_be_visible()


def test_the_visitor_sees_that_it_was_read(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    say(page, "Hello")
    kept(page, "Hello")
    with backstage():
        ticket = actions.claim_next(ada)
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    line = page.locator("article", has_text="Hello")
    expect(line.locator(".message-foot")).to_have_text("Read")


def _checked(file: dict) -> Checked:
    return check(SimpleUploadedFile(file["name"], file["buffer"], file["mimeType"]))
