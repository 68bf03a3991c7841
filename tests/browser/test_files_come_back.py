"""Files in forms that come back, and at a ticket: kept without scripts, live, painted where they may."""

import re

import pytest
from playwright.sync_api import expect

from support import files
from tests.browser.conftest import backstage
from tests.browser.sending import FORM, paper
from tests.browser.writing import words
from tests.fakes.clamd import Clamd, listening
from tests.tickets.test_files import picture as raw_picture
from tests.tickets.test_files import upload
from tickets import actions, tasks
from tickets.actions import Thing
from tickets.models import Attachment, Draft, Event, Ticket, Wanted

LIVE = 2000  # ms in which an open page must have heard
PROOF = {"name": "proof.txt", "mimeType": "text/plain", "buffer": b"hello " * 200}
IS_KEPT = re.compile(r"proof\.txt is kept \(1\.2.KB\)")


@pytest.mark.parametrize("phone", [False, True])
def test_without_scripts_a_form_that_comes_back_has_its_file(new_page, house, watch, phone):
    watch.forgive("422")
    page = new_page(phone=phone, script=False)
    page.goto(FORM)
    page.locator("input[type=file][name]").set_input_files([PROOF, paper("virus.exe")])
    page.get_by_role("button", name="Send the ticket").click()
    kept = page.get_by_role("checkbox", name=IS_KEPT)
    expect(kept).to_be_checked()
    expect(page.get_by_text("“virus.exe”").first).to_be_visible()
    words(page).fill("See the file.")
    page.get_by_label("Your e-mail address").fill("gus@guest.example")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("We have your ticket.")).to_be_visible()
    expect(page.locator("#log").get_by_text("proof.txt")).to_be_visible()
    assert Attachment.objects.get().size == 1200


def test_without_scripts_a_tick_that_is_taken_away_leaves_the_file_behind(new_page, carl, watch):
    watch.forgive("422")
    page = new_page(carl.user, script=False)
    page.goto(FORM)
    page.locator("input[type=file][name]").set_input_files([PROOF])
    page.get_by_role("button", name="Send the ticket").click()
    page.get_by_role("checkbox", name=IS_KEPT).uncheck()
    words(page).fill("Without it.")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("We have your ticket.")).to_be_visible()
    assert Attachment.objects.count() == 0


def test_without_scripts_the_answer_box_and_the_list_keep_theirs(new_page, ada, carl, says, watch):
    watch.forgive("422")
    with backstage():
        ticket = says(carl)
        actions.reply(ticket, by=ada, body="Please", key="r", wanted=[Thing("The record", "record")])
    page = new_page(carl.user, phone=True, script=False)
    page.goto(f"/tickets/{ticket.reference}/")
    for form, good in (("#wanted form", "The record"), ("#answer", "Here it is")):
        page.locator(f"{form} input[type=file]").set_input_files([PROOF, paper("virus.exe")])
        page.locator(f"{form} button:not([name])").last.click()
        expect(page.locator(form).get_by_role("checkbox", name=IS_KEPT)).to_be_checked()
        if form == "#answer":
            page.locator("#answer textarea").fill(good)
        page.locator(f"{form} button:not([name])").last.click()
        expect(page.locator("#log").get_by_text(good).last).to_be_visible()
    assert set(Attachment.objects.values_list("message__body", flat=True)) == {"The record", "Here it is"}


def test_with_scripts_a_kept_file_of_the_list_is_sent_by_its_button(new_page, ada, carl, says, watch):
    watch.forgive("422")
    with backstage():
        ticket = says(carl)
        actions.reply(ticket, by=ada, body="Please", key="r", wanted=[Thing("The record", "record")])
    page = new_page(carl.user)
    page.goto(f"/tickets/{ticket.reference}/")
    page.locator("#wanted input[type=file]").set_input_files([PROOF, paper("virus.exe")])
    expect(page.get_by_role("checkbox", name=IS_KEPT)).to_be_checked()
    with backstage():
        actions.reply(Ticket.objects.get(), by=ada, body="Any news?", key="r2")
    expect(page.get_by_text("Any news?")).to_be_visible()
    page.locator("#wanted").get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="We have everything we asked for")).to_be_visible()
    assert Attachment.objects.get().name == "proof.txt"


def test_what_a_script_sent_ahead_is_a_row_again_when_the_answer_comes_back(new_page, carl, says, watch):
    watch.forgive("422")
    with backstage():
        ticket = says(carl)
    page = new_page(carl.user)
    page.goto(f"/tickets/{ticket.reference}/")
    page.locator("#answer input[type=file][name]").set_input_files([PROOF])
    expect(page.locator(".upload")).to_have_attribute("data-state", "done")
    page.get_by_role("button", name="Add it to the ticket").click()
    expect(page.get_by_text("There is nothing to send yet.").first).to_be_visible()
    expect(page.locator(".upload")).to_have_count(1)
    expect(page.locator(".kept-files")).to_have_count(0)


@pytest.fixture
def clamd(settings):
    with listening(Clamd()) as there:
        settings.CLAMD_URL = there.url
        yield there


@pytest.mark.parametrize(("content", "found"), [(b"hello", "a"), (None, "held a virus; deleted")])
def test_how_a_file_stands_is_live_at_the_ticket(new_page, carl, says, clamd, content, found):
    from tests.fakes.clamd import BAD

    with backstage():
        ticket = says(carl, "See", files=[files.check(upload("log.txt", content or BAD))])
    page = new_page(carl.user)
    page.goto(f"/tickets/{ticket.reference}/")
    expect(page.get_by_text("being checked for viruses")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-connection", "live")
    page.wait_for_load_state("networkidle")
    with backstage():
        tasks.scan_files(Event.objects.get(ticket=ticket, kind="received").pk)
    expect(page.get_by_text("being checked for viruses")).to_have_count(0, timeout=LIVE)
    line = page.locator("#log .file")
    expect(line.locator("a") if found == "a" else line.get_by_text(found)).to_be_visible()


def test_a_picture_is_painted_by_a_page_and_saved_when_it_is_opened(new_page, carl, says):
    with backstage():
        says(carl, "See", files=[files.check(upload("shot.png", raw_picture(), "image/png"))])
    page = new_page(carl.user)
    page.goto(f"/tickets/{Ticket.objects.get().reference}/")
    link = page.locator("#log .file a")
    width = """address => new Promise(done => {
        const shown = new Image();
        shown.onload = shown.onerror = () => done(shown.naturalWidth);
        shown.src = address;
    })"""
    assert page.evaluate(width, link.get_attribute("href")) == 4
    with page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "shot.png"


# What is typed for the list.


@pytest.fixture
def thing(ada, carl, says):
    ticket = says(carl)
    wanted = [Thing("Which network?"), Thing("Which coin?")]
    actions.reply(ticket, by=ada, body="Please", key="r", wanted=wanted)
    return Wanted.objects.select_related("ticket").first()


def test_what_is_typed_for_the_list_comes_back_here_and_on_another_device(new_page, carl, thing):
    page, address = new_page(carl.user), f"/tickets/{thing.ticket.reference}/"
    page.goto(address)
    page.get_by_role("textbox", name="Which network?").fill("Tron, I think")
    state = page.locator(f"#say-{thing.pk} [data-draft-state]")
    expect(state).to_have_text(re.compile("on this device and with us$"))
    page.reload()
    expect(page.get_by_role("textbox", name="Which network?")).to_have_value("Tron, I think")
    expect(page.get_by_role("textbox", name="Which coin?")).to_have_value("")
    other = new_page(carl.user, phone=True)
    other.goto(address)
    expect(other.get_by_role("textbox", name="Which network?")).to_have_value("Tron, I think")
    other.locator(f"#say-{thing.pk}").get_by_role("button", name="Send").click()
    expect(other.get_by_role("heading", name="We need one more thing from you")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="We need one more thing from you")).to_be_visible()
    expect(page.get_by_text("Tron, I think")).to_have_count(1)
    assert Draft.objects.get(form=thing.draft).typed == {}


def test_what_happens_meanwhile_takes_no_word_and_no_place_away(new_page, ada, carl, thing):
    page = new_page(carl.user)
    page.goto(f"/tickets/{thing.ticket.reference}/")
    expect(page.locator("html")).to_have_attribute("data-connection", "live")
    box = page.get_by_role("textbox", name="Which network?")
    box.fill("Tron")
    with backstage():
        actions.reply(Ticket.objects.get(), by=ada, body="Any news?", key="r2")
    expect(page.get_by_text("Any news?")).to_be_visible()
    expect(box).to_be_focused()
    box.press_sequentially(", I think")
    expect(box).to_have_value("Tron, I think")
    expect(page.locator(f"#say-{thing.pk} [data-draft-state]")).to_have_text(re.compile("and with us$"))
    assert Draft.objects.get().typed == {"body": "Tron, I think"}
    with backstage():
        actions.spare(thing, by=ada)
    expect(box).to_have_count(0)
    expect(page.locator("#answer textarea")).to_have_value("Which network?\nTron, I think")
