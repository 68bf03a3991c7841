"""Lines break, laptops close, windows open twice: a file goes on where it was, and no byte twice."""

import pytest
from playwright.sync_api import expect

from tests.browser.sending import FORM, MEGABYTE, SOME, paper, video
from tests.fakes.loopback import drops, takes_and_loses
from tests.fakes.tus import refuses, takes_half_and_breaks

BROKEN = "ERR_EMPTY_RESPONSE"


@pytest.mark.parametrize("fault", [drops, takes_and_loses, takes_half_and_breaks])
def test_a_broken_line_is_taken_up_where_it_broke(at, watch, fault):
    uploads, open_page = at
    watch.forgive(
        BROKEN, "ERR_CONNECTION", "409"
    )  # Chromium itself asks once more on a line it had used before
    carl = open_page()
    uploads.faults = {"POST": [drops], "PATCH": [fault, fault, lambda call, go: go(), fault]}
    carl.chooses(video())
    carl.is_in("Film.mp4", "done")
    film = uploads.named("Film.mp4")
    assert film.raw == video()["buffer"]
    starts = [start for start, _ in film.parts]
    assert starts == sorted(set(starts))  # every byte was taken once


def test_a_dead_network_waits_without_giving_up_and_a_person_need_not_press(at, watch):
    uploads, open_page = at
    watch.forgive("ERR_INTERNET_DISCONNECTED", BROKEN, "ERR_NETWORK")
    carl = open_page()
    uploads.gate.clear()
    carl.chooses(video())
    expect(carl.row("Film.mp4").locator("progress")).to_have_attribute("value", SOME)
    carl.page.context.set_offline(True)
    uploads.faults = {"PATCH": [drops]}
    uploads.gate.set()
    carl.is_in("Film.mp4", "broken")
    expect(carl.row("Film.mp4")).to_contain_text("It goes on by itself.")
    carl.page.context.set_offline(False)
    carl.is_in("Film.mp4", "done")
    assert uploads.named("Film.mp4").raw == video()["buffer"]


def test_after_a_reload_it_goes_on_from_the_last_byte_and_the_finished_ones_stay(at, watch):
    uploads, open_page = at
    watch.forgive("ERR_", "Failed to load")
    carl = open_page()
    carl.writes()
    carl.chooses(paper())
    carl.is_in("Statement.pdf", "done")
    uploads.faults = {"PATCH": [lambda call, go: go(), takes_half_and_breaks] + [drops] * 50}
    carl.chooses(video())
    carl.is_in("Film.mp4", "broken")
    had = len(uploads.named("Film.mp4").raw)
    assert had == MEGABYTE + MEGABYTE // 2
    uploads.faults = {}
    carl.page.reload()
    carl.is_in("Film.mp4", "done")
    carl.is_in("Statement.pdf", "done")
    film = uploads.named("Film.mp4")
    assert (film.raw, film.parts[2][0]) == (video()["buffer"], had)
    assert len(uploads.files) == 2
    carl.writes()
    carl.sends()
    expect(carl.arrived).to_be_visible()
    assert sorted(uploads.forms[0]["uploads"]) == sorted(uploads.files)


def test_an_identity_document_does_not_rest_on_the_device_so_it_is_asked_for_again(at, watch):
    uploads, open_page = at
    watch.forgive("ERR_", "Failed to load")
    carl = open_page()
    uploads.faults = {"PATCH": [lambda call, go: go()] + [drops] * 50}
    passport = video("Passport.mp4", 2 * MEGABYTE) | {"lastModified": 1}
    carl.chooses(passport)
    carl.is_in("Passport.mp4", "broken")
    expect(carl.row("Passport.mp4")).to_contain_text("every view is logged")
    uploads.faults = {}
    carl.page.reload()
    carl.is_in("Passport.mp4", "again")
    expect(carl.row("Passport.mp4")).to_contain_text("50 % arrived before")
    assert not carl.page.evaluate("""() => new Promise(over => {
        indexedDB.open("fairlead-files").onsuccess = event =>
            event.target.result.transaction("uploads").objectStore("uploads").getAll().onsuccess = found =>
                over(found.target.result.some(one => one.file || one.thumb));
    })""")
    carl.sends()
    expect(carl.page.get_by_text("Not sent yet: these files are missing.")).to_be_visible()
    assert not uploads.forms


def test_an_upload_the_house_has_forgotten_begins_again(at, watch):
    uploads, open_page = at
    watch.forgive("404")
    uploads.faults = {"PATCH": [lambda call, go: go(), refuses(404, "")]}
    carl = open_page()
    carl.chooses(video())
    carl.is_in("Film.mp4", "done")
    first, second = uploads.files.values()
    assert (len(first.raw), second.raw) == (MEGABYTE, video()["buffer"])


def test_what_had_arrived_and_is_gone_at_the_house_is_not_sent_again_by_itself(at, watch):
    uploads, open_page = at
    watch.forgive("404")
    carl = open_page()
    carl.chooses(paper())
    carl.is_in("Statement.pdf", "done")
    uploads.files.clear()
    carl.page.reload()
    carl.is_in("Statement.pdf", "failed")
    expect(carl.row("Statement.pdf")).to_contain_text("it was sent already, or it waited too long")
    assert not uploads.files
    carl.row("Statement.pdf").get_by_role("button", name="Try again now").click()
    carl.is_in("Statement.pdf", "done")
    assert uploads.named("Statement.pdf").raw == paper()["buffer"]


def test_two_windows_of_one_form_do_not_send_a_file_twice(at):
    uploads, open_page = at
    carl = open_page()
    uploads.gate.clear()
    carl.chooses(video())
    expect(carl.row("Film.mp4").locator("progress")).to_have_attribute("value", SOME)
    other = carl.page.context.new_page()
    other.goto(carl.url + FORM)
    expect(other.locator(".drop")).to_be_visible()
    uploads.gate.set()
    carl.is_in("Film.mp4", "done")
    expect(other.locator(".upload")).to_have_count(0)
    carl.page.close()
    expect(other.locator(".upload")).to_have_attribute("data-state", "done")
    assert len(uploads.files) == 1
