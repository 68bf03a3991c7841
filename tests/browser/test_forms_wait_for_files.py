"""A form that is sent too early waits for its files; one that fails never takes the form with it."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import nothing_in_the_way
from tests.browser.sending import paper, picture, video
from tests.fakes.tus import refuses

STILL = "Files still on their way"


@pytest.mark.parametrize("phone", [True, False])
def test_a_form_sent_while_files_are_on_their_way_waits_and_then_goes_by_itself(at, phone):
    uploads, open_page = at
    carl = open_page(phone=phone)
    carl.writes()
    uploads.gate.clear()
    carl.chooses(video(), paper())
    carl.sends()
    expect(carl.page.get_by_text(f"{STILL}: 2")).to_be_visible()
    expect(carl.page.get_by_role("button", name="Send the ticket")).to_have_attribute("aria-busy", "true")
    carl.sends()
    assert not uploads.forms
    uploads.gate.set()
    expect(carl.arrived).to_be_visible()
    assert len(uploads.forms) == 1
    assert len(uploads.forms[0]["uploads"]) == 2
    assert uploads.forms[0]["happened"] == ["See the files."]


def test_who_thinks_better_of_it_is_not_sent(at):
    uploads, open_page = at
    carl = open_page()
    carl.writes()
    uploads.gate.clear()
    carl.chooses(paper())
    carl.sends()
    with carl.page.expect_response("**/tickets/new/advice/"):
        carl.page.get_by_label("What happened?").fill("Twice, by now")
        carl.page.get_by_label("What did you do?").focus()
    busy = carl.page.get_by_role("button", name="Send the ticket")
    expect(busy).to_have_attribute("aria-busy", "true")
    carl.page.get_by_role("button", name="Do not send yet").click()  # new advice has not wiped it away
    expect(carl.page.get_by_role("button", name="Send the ticket")).to_be_focused()
    uploads.gate.set()
    carl.is_in("Statement.pdf", "done")
    assert not uploads.forms


def test_what_failed_is_named_with_its_reason_and_tried_again_or_left_out(at, watch):
    uploads, open_page = at
    watch.forgive("401")
    carl = open_page()
    carl.writes()
    uploads.faults = {"PATCH": [refuses(401, "Sign in again.")] * 2}
    carl.chooses(paper())
    carl.is_in("Statement.pdf", "failed")
    carl.chooses(paper("Second.pdf"))
    carl.is_in("Second.pdf", "failed")
    carl.chooses(paper("Third.pdf"))
    carl.is_in("Third.pdf", "done")
    carl.sends()
    note = carl.page.locator(".note-files")
    expect(note).to_be_focused()
    expect(note.get_by_role("listitem")).to_have_text(
        ["Statement.pdf Sign in again.", "Second.pdf Sign in again."]
    )
    assert not uploads.forms
    carl.row("Second.pdf").get_by_role("button", name="Try again now").click()
    carl.is_in("Second.pdf", "done")
    note.get_by_role("button", name="Send without them").click()
    expect(carl.arrived).to_be_visible()
    assert len(uploads.forms[0]["uploads"]) == 2


def test_a_file_that_fails_while_the_form_waits_stops_it_and_all_can_be_tried_again(at, watch):
    uploads, open_page = at
    watch.forgive("401")
    carl = open_page()
    carl.writes()
    uploads.gate.clear()
    uploads.faults = {"PATCH": [refuses(401, "Sign in again.")]}
    carl.chooses(paper())
    carl.sends()
    expect(carl.page.get_by_text(STILL)).to_be_visible()
    uploads.gate.set()
    note = carl.page.locator(".note-files[data-tone=danger]")
    note.get_by_role("button", name="Try again now").click()
    expect(carl.arrived).to_be_visible()
    assert len(uploads.forms[0]["uploads"]) == 1


def test_files_stay_when_the_words_were_refused_and_are_sent_once(at, watch):
    uploads, open_page = at
    watch.forgive("422")
    carl = open_page()
    carl.page.get_by_label("Your e-mail address").fill("gus@guest.example")
    carl.chooses(paper())
    carl.is_in("Statement.pdf", "done")
    uploads.keeps = False  # the house answers itself
    carl.sends()
    expect(carl.page.get_by_text("Tell us what happened.").first).to_be_visible()
    carl.is_in("Statement.pdf", "done")
    expect(carl.page.locator(".drop")).to_have_count(1)
    uploads.keeps = True
    carl.writes()
    carl.sends()
    expect(carl.arrived).to_be_visible()
    assert uploads.forms[0]["uploads"] == list(uploads.files)
    assert len(uploads.files) == 1


def test_a_form_that_was_sent_leaves_nothing_on_the_device(at, carl, servers, new_page, watch, says):
    uploads, open_page = at
    watch.forgive("WebSocket")
    ticket = says(carl)
    page = open_page(user=carl.user)
    uploads.keeps = False
    page.page.goto(f"{page.url}/tickets/{ticket.reference}/")
    page.chooses(paper())
    page.is_in("Statement.pdf", "done")
    page.page.get_by_label("Add something").fill("Here is the statement.")
    page.page.get_by_role("button", name="Add it to the ticket").click()
    expect(page.page.get_by_text("Here is the statement.")).to_be_visible()
    expect(page.page.locator(".drop")).to_be_visible()
    page.page.reload()
    expect(page.page.locator(".drop")).to_be_visible()
    expect(page.page.locator(".upload")).to_have_count(0)
    assert [method for method, _ in uploads.asked].count("POST") == 1


@pytest.mark.parametrize("dark", [True, False])
def test_nothing_here_shuts_anybody_out(at, watch, dark):
    uploads, open_page = at
    watch.forgive("413")
    carl = open_page(phone=True, dark=dark)
    uploads.faults = {"POST": [refuses(413, "Too large.")]}
    carl.chooses(video(), paper("passport.pdf"), picture(), paper("שלום " * 30 + ".pdf"))
    expect(carl.dialog).to_be_visible()
    carl.dialog.get_by_role("button", name="Cover an area").click()
    for _ in range(2):
        nothing_in_the_way(carl.page)
        carl.page.keyboard.press("Escape")
        expect(carl.dialog).to_be_hidden()
