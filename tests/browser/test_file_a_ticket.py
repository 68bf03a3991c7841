"""The second user: a customer who files a ticket with a file, and hears the answer on the page."""

import io

from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import backstage
from tickets import actions
from tickets.models import Attachment, Ticket


def screenshot() -> dict[str, object]:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    return {"name": "Bildschirm.png", "mimeType": "image/png", "buffer": picture.getvalue()}


def sends_as_it_is(page, button="Send as it is"):
    page.get_by_role("dialog").get_by_role("button", name=button).click()


def test_a_guest_files_a_ticket_and_the_answer_appears_by_itself(new_page, ada):
    page = new_page(phone=True)
    page.goto("/tickets/new/?topic=cannot-sign-in")
    page.get_by_label("What happened?").fill("My code is refused since this morning.")
    page.get_by_label("Your e-mail address").fill("gus@guest.example")
    page.locator("input[type=file]").set_input_files(screenshot())
    sends_as_it_is(page)
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("We have your ticket")).to_be_visible()
    ticket = Ticket.objects.get()
    assert ticket.reference in page.url
    assert Attachment.objects.get().name == "Bildschirm.png"
    with backstage():
        actions.reply(ticket, by=ada, body="Your clock was two minutes late. Try now.", key="r-1")
    expect(page.get_by_text("Your clock was two minutes late.")).to_be_visible()


def test_a_mistake_is_named_and_nothing_typed_is_lost(new_page, house, watch):
    page = new_page()
    page.goto("/tickets/new/")
    page.get_by_label("In one line").fill("Locked out")
    page.get_by_label("Your e-mail address").fill("gus@guest")
    page.locator("form").evaluate_all("forms => forms.forEach(form => form.noValidate = true)")
    watch.forgive("422")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("Tell us what happened.").first).to_be_visible()
    expect(page.get_by_label("In one line")).to_have_value("Locked out")
    assert not Ticket.objects.exists()


def test_a_refused_file_is_told_and_not_sent_again_and_the_others_stay(new_page, house, watch):
    page = new_page()
    page.route("**/tickets/uploads/", lambda route: route.fulfill(status=404))  # so the form carries them
    watch.forgive("404")
    page.goto("/tickets/new/?topic=cannot-sign-in")
    page.get_by_label("What happened?").fill("See the two pictures.")
    page.get_by_label("Your e-mail address").fill("gus@guest.example")
    lie = screenshot() | {"name": "Lüge.png", "buffer": b"no picture"}
    other = screenshot() | {"name": "Zweites.png"}
    page.locator("input[type=file]").set_input_files([screenshot(), lie, other])
    sends_as_it_is(page, "Send all 2 as they are")
    expect(page.locator(".drop-list > li:not([data-refused])")).to_have_count(3)
    watch.forgive("422")
    page.get_by_role("button", name="Send the ticket").click()
    refused = page.locator(".drop-list > li[data-refused]")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text("“Lüge.png” is not what its name says")
    taken = page.locator(".drop-list > li:not([data-refused]) .file-name")
    expect(taken).to_have_text(["Bildschirm.png", "Zweites.png"])
    expect(page.locator("file-drop .errorlist")).not_to_be_visible()
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("We have your ticket")).to_be_visible()
    assert set(Attachment.objects.values_list("name", flat=True)) == {"Bildschirm.png", "Zweites.png"}


def test_files_stay_when_only_the_words_were_refused(new_page, house, watch):
    page = new_page()
    page.goto("/tickets/new/?topic=cannot-sign-in")
    page.get_by_label("Your e-mail address").fill("gus@guest.example")
    page.locator("input[type=file]").set_input_files(screenshot())
    sends_as_it_is(page)
    watch.forgive("422")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("Tell us what happened.").first).to_be_visible()
    expect(page.locator(".drop-list > li:not([data-refused]) .file-name")).to_have_text("Bildschirm.png")
    expect(page.locator(".drop-list > li[data-refused]")).to_have_count(0)


def test_a_secret_is_hidden_before_it_leaves_and_its_owner_is_told(new_page, house):
    phrase = "abandon " * 11 + "about"
    page = new_page()
    page.goto("/tickets/new/?topic=cannot-sign-in")
    page.get_by_label("What happened?").fill(f"My phrase is {phrase} and it does not work")
    page.get_by_label("Your e-mail address").fill("gus@guest.example")
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None
    )
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.locator(".masked").first).to_be_visible()
    assert not any("abandon abandon" in body for body in sent)
    assert "abandon" not in Ticket.objects.get().messages.get().body
