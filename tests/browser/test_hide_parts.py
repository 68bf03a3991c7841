"""A picture leaves this device when its owner has looked it over, without what was covered."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.sending import paper, picture
from tests.fakes.loopback import drops
from tests.fakes.tus import refuses


def arrived(uploads, name="Balances.png"):
    return Image.open(io.BytesIO(uploads.named(name).raw)).convert("RGB")


@pytest.mark.parametrize("phone", [True, False])
def test_what_is_drawn_over_is_gone_from_what_arrives(at, phone):
    uploads, open_page = at
    carl = open_page(phone=phone)
    carl.chooses(picture(colour="red"))
    expect(carl.dialog.get_by_role("img", name="The picture Balances.png")).to_be_visible()
    assert not uploads.asked
    stage = carl.page.locator(".hide-stage").bounding_box()
    assert stage["y"] + stage["height"] < carl.page.viewport_size["height"]
    carl.page.mouse.move(stage["x"] + stage["width"] * 0.1, stage["y"] + stage["height"] * 0.1)
    carl.page.mouse.down()
    carl.page.mouse.move(stage["x"] + stage["width"] * 0.9, stage["y"] + stage["height"] * 0.5, steps=3)
    carl.page.mouse.up()
    expect(carl.dialog.get_by_role("button", name="Send as it is")).to_be_hidden()
    assert not uploads.asked
    carl.dialog.get_by_role("button", name="Send it covered").click()
    carl.is_in("Balances.png", "done")
    sent = arrived(uploads)
    assert sent.size == (400, 600)
    inside = sent.crop((48, 68, 352, 292))
    assert inside.getcolors() == [(inside.width * inside.height, (23, 33, 45))]
    assert sent.getpixel((200, 500)) == (255, 0, 0)
    assert uploads.named("Balances.png").facts["kind"] == "screenshot"


def test_everything_is_done_by_keyboard(at):
    uploads, open_page = at
    carl = open_page()
    carl.chooses(picture(colour="lime"))
    press = carl.page.keyboard.press
    expect(carl.dialog.get_by_role("heading")).to_be_focused()
    carl.dialog.get_by_role("button", name="Cover an area").press("Enter")
    area = carl.dialog.get_by_role("button", name="Covered area 1: 35 % from the left, 42 % from the top")
    expect(area).to_be_focused()
    for _ in range(5):
        press("ArrowUp")
    press("Shift+ArrowRight")
    moved = carl.dialog.get_by_role("button", name="35 % from the left, 32 % from the top, 32 % wide")
    expect(moved).to_be_focused()
    press("Delete")
    expect(carl.dialog.get_by_text("Covered areas: 0")).to_be_visible()
    expect(carl.dialog.get_by_role("button", name="Cover an area")).to_be_focused()
    press("Control+z")
    expect(moved).to_be_visible()
    carl.dialog.get_by_role("button", name="Send it covered").press("Enter")
    carl.is_in("Balances.png", "done")
    sent = arrived(uploads)
    assert sent.getpixel((200, 240)) == (23, 33, 45)
    assert sent.getpixel((20, 20)) == (0, 255, 0)


def test_escape_decides_nothing_and_sending_the_form_asks_again(at):
    uploads, open_page = at
    carl = open_page()
    carl.writes()
    carl.chooses(picture())
    expect(carl.dialog).to_be_visible()
    carl.page.keyboard.press("Escape")
    expect(carl.dialog).to_be_hidden()
    carl.is_in("Balances.png", "look")
    carl.sends()
    expect(carl.dialog).to_be_visible()
    assert not uploads.asked
    assert not uploads.forms
    carl.page.keyboard.press("Escape")
    carl.row("Balances.png").get_by_role("button", name="Hide parts of it").click()
    expect(carl.dialog).to_be_visible()
    carl.page.keyboard.press("Escape")
    carl.sends()
    carl.dialog.get_by_role("button", name="Send as it is").click()
    expect(carl.arrived).to_be_visible()
    assert uploads.named("Balances.png").raw == picture()["buffer"]
    assert uploads.forms[0]["uploads"] == list(uploads.files)


def test_several_pictures_come_one_after_the_other_or_all_at_once(at):
    _uploads, open_page = at
    carl = open_page()
    carl.chooses(picture("One.png"), picture("Two.png", "blue"), picture("Three.png", "green"), paper())
    carl.is_in("Statement.pdf", "done")
    expect(carl.dialog.get_by_text("Picture 1 of 3: One.png")).to_be_visible()
    carl.dialog.get_by_role("button", name="Send as it is").click()
    expect(carl.dialog.get_by_text("Picture 2 of 3: Two.png")).to_be_visible()
    carl.is_in("One.png", "done")
    carl.dialog.get_by_role("button", name="Send all 2 as they are").click()
    expect(carl.dialog).to_be_hidden()
    expect(carl.page.locator("[data-state=done]")).to_have_count(4)


def test_what_cannot_be_shown_is_not_held_up(at):
    _uploads, open_page = at
    carl = open_page()
    carl.chooses(picture("Broken.png") | {"buffer": b"no picture at all"})
    carl.is_in("Broken.png", "done")
    expect(carl.dialog).to_be_hidden()


def test_a_covered_picture_is_covered_after_a_reload_too(at, watch):
    uploads, open_page = at
    watch.forgive("ERR_", "Failed to load")
    uploads.faults = {"PATCH": [drops] * 50}
    carl = open_page()
    carl.chooses(picture(colour="red"))
    carl.dialog.get_by_role("button", name="Cover an area").click()
    carl.dialog.get_by_role("button", name="Send it covered").click()
    carl.is_in("Balances.png", "broken")
    uploads.faults = {}
    carl.page.reload()
    carl.is_in("Balances.png", "done")
    assert arrived(uploads).getpixel((200, 300)) == (23, 33, 45)


def test_the_covered_picture_goes_with_the_form_where_uploads_are_not_possible(at, watch):
    uploads, open_page = at
    watch.forgive("404")
    uploads.faults = {"POST": [refuses(404, "Not here")]}
    carl = open_page()
    carl.writes()
    carl.chooses(picture(colour="red"))
    carl.dialog.get_by_role("button", name="Cover an area").click()
    carl.dialog.get_by_role("button", name="Send it covered").click()
    carl.is_in("Balances.png", "held")
    carl.sends()
    expect(carl.arrived).to_be_visible()
    [(name, raw)] = uploads.forms[0]["files"]
    assert name == "Balances.png"
    assert Image.open(io.BytesIO(raw)).convert("RGB").getpixel((200, 300)) == (23, 33, 45)


def test_a_recording_of_the_screen_is_seen_before_it_is_added(at):
    uploads, open_page = at
    carl = open_page()
    carl.page.get_by_role("button", name="Record the screen").click()
    stop = carl.page.get_by_role("button", name="Stop the recording")
    expect(stop).to_be_focused()
    expect(carl.page.get_by_role("timer")).to_contain_text("0:01 of 3:00")
    stop.click()
    expect(carl.dialog.get_by_role("heading", name="Watch it once")).to_be_visible()
    assert not uploads.asked
    carl.page.keyboard.press("Escape")
    expect(carl.dialog.get_by_role("button", name="Throw it away")).to_be_focused()
    carl.dialog.get_by_role("button", name="Add the recording").click()
    expect(carl.page.locator("[data-state=done]")).to_have_count(1)
    [film] = uploads.files.values()
    assert film.facts["kind"] == "recording"
    assert film.facts["filetype"] == "video/webm"
    assert film.raw.startswith(b"\x1a\x45\xdf\xa3")
    assert b"A_OPUS" not in film.raw


def test_a_recording_can_be_thrown_away_and_where_it_is_not_possible_it_is_not_offered(at):
    uploads, open_page = at
    carl = open_page()
    carl.page.get_by_role("button", name="Record the screen").click()
    expect(carl.page.get_by_role("timer")).to_contain_text("0:01 of 3:00")
    carl.page.get_by_role("button", name="Stop the recording").click()
    carl.dialog.get_by_role("button", name="Throw it away").click()
    expect(carl.page.locator(".upload")).to_have_count(0)
    carl.page.add_init_script("delete MediaDevices.prototype.getDisplayMedia")
    carl.page.reload()
    expect(carl.page.get_by_role("button", name="Choose files")).to_be_visible()
    expect(carl.page.get_by_role("button", name="Record the screen")).to_be_hidden()
    assert not uploads.asked
