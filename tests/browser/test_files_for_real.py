"""Files go ahead to the house itself: covered, refused in words, kept through a reload and a refusal."""

from playwright.sync_api import expect

from tests.browser.sending import Sender, picture
from tickets.models import Attachment


def test_good_files_stay_and_wrong_ones_say_why_until_the_ticket_is_filed(new_page, house, watch, servers):
    watch.forgive("415", "422")
    page = new_page(phone=True)
    sender = Sender(page, servers.base_url)
    sender.writes()
    sender.chooses(
        picture("passport.png", colour="red"),
        {"name": "log.txt", "mimeType": "text/plain", "buffer": b"hello\n" * 50_000},
        {"name": "lie.pdf", "mimeType": "application/pdf", "buffer": b"no pdf" * 1000},
        {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"xx" * 300},
    )
    sender.dialog.get_by_role("button", name="Cover an area").click()
    sender.dialog.get_by_role("button", name="Send it covered").click()
    for name, state in {"passport.png": "done", "log.txt": "done", "lie.pdf": "refused"}.items():
        sender.is_in(name, state)
    sender.is_in("photo.jpg", "refused")
    page.reload()
    sender.is_in("passport.png", "done")
    sender.is_in("log.txt", "done")
    page.get_by_label("What happened?").fill("")
    sender.sends()
    expect(page.get_by_text("Tell us what happened.").first).to_be_visible()
    sender.is_in("passport.png", "done")
    sender.writes()
    sender.sends()
    expect(page.get_by_text("We have your ticket")).to_be_visible()
    assert {file.kind for file in Attachment.objects.all()} == {"identity", "other"}
    page.goto("/tickets/new/")
    expect(page.locator(".drop")).to_be_visible()
    expect(page.locator(".upload")).to_have_count(0)
