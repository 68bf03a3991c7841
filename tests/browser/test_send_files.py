"""Files go ahead while the form is being written; what breaks goes on, what is refused says why."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.sending import FORM, MEGABYTE, paper, picture, sending, video
from tests.fakes.loopback import drops, takes_and_loses
from tests.fakes.tus import plain, refuses, takes_half_and_breaks

BROKEN = "ERR_EMPTY_RESPONSE"
SOME = re.compile("[1-9]")


@pytest.fixture
def at(new_page, servers, watch, house):
    with sending(new_page, servers, watch) as (uploads, open_page):
        yield uploads, open_page


@pytest.mark.parametrize("phone", [True, False])
def test_a_file_goes_at_once_and_the_form_names_it(at, phone):
    uploads, open_page = at
    carl = open_page(phone=phone)
    carl.writes()
    uploads.gate.clear()
    carl.chooses(video())
    expect(carl.row("Film.mp4").get_by_role("progressbar", name="How far Film.mp4 is")).to_be_visible()
    expect(carl.row("Film.mp4").locator(".upload-state")).to_contain_text("% ")
    uploads.gate.set()
    carl.is_in("Film.mp4", "done")
    film = uploads.named("Film.mp4")
    assert [(start, len(part)) for start, part in film.parts] == [
        (0, MEGABYTE),
        (MEGABYTE, MEGABYTE),
        (2 * MEGABYTE, MEGABYTE),
        (3 * MEGABYTE, 5),
    ]
    assert film.raw == video()["buffer"]
    assert film.facts["kind"] == "recording"
    carl.row("Film.mp4").get_by_label("What Film.mp4 is").select_option("other")
    carl.sends()
    expect(carl.arrived).to_be_visible()
    [form] = uploads.forms
    [token] = form["uploads"]
    assert uploads.files[token] is film
    assert form[f"kind-{token}"] == ["other"]
    assert film.facts["form"] == form["key"][0]
    assert [name for name, raw in form.get("files", []) if raw] == []
    assert "files_kind" not in form


def test_a_file_that_is_taken_back_is_gone_at_the_house_too(at, watch):
    uploads, open_page = at
    carl = open_page()
    watch.forgive("404", "ERR_ABORTED")
    uploads.gate.clear()
    carl.chooses(video(), paper())
    expect(carl.row("Film.mp4").locator("progress")).to_have_attribute("value", SOME)
    with carl.page.expect_response(lambda answer: answer.request.method == "DELETE"):
        carl.row("Film.mp4").get_by_role("button", name="Stop sending Film.mp4").click()
    expect(carl.row("Film.mp4")).to_have_count(0)
    uploads.gate.set()
    carl.is_in("Statement.pdf", "done")
    expect(carl.page.get_by_role("button", name="Remove Statement.pdf")).to_be_focused()
    assert [one.facts["filename"] for one in uploads.files.values()] == ["Statement.pdf"]


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


@pytest.mark.parametrize("status", [413, 415, 422])
def test_what_the_house_refuses_says_why_in_its_words_and_the_rest_is_sent(at, watch, status):
    uploads, open_page = at
    watch.forgive(str(status))
    carl = open_page()
    carl.writes()
    uploads.faults = {"POST": [refuses(status, "We do not take films of cats.")]}
    carl.chooses(video())
    carl.is_in("Film.mp4", "refused")
    expect(carl.row("Film.mp4")).to_contain_text("We do not take films of cats.")
    carl.sends()
    expect(carl.arrived).to_be_visible()
    assert "uploads" not in uploads.forms[0]


def test_what_is_refused_when_it_was_looked_at_says_why_and_is_not_named_in_the_form(at):
    uploads, open_page = at
    uploads.refused["Statement.pdf"] = "“Statement.pdf” is not what its name says."
    carl = open_page()
    carl.writes()
    carl.chooses(paper())
    carl.is_in("Statement.pdf", "refused")
    expect(carl.row("Statement.pdf")).to_contain_text("is not what its name says")
    carl.sends()
    expect(carl.arrived).to_be_visible()
    assert "uploads" not in uploads.forms[0]


def test_what_cannot_be_taken_is_told_here_and_never_leaves(at):
    uploads, open_page = at
    carl = open_page()
    wrong = [paper("virus.exe"), paper("nothing.pdf") | {"buffer": b""}]
    carl.chooses(*wrong, video("huge.mp4", 11 * MEGABYTE))
    expect(carl.row("virus.exe")).to_contain_text("send a picture, PDF, video or text instead")
    expect(carl.row("nothing.pdf")).to_contain_text("it is empty")
    expect(carl.row("huge.mp4")).to_contain_text("larger than 10 MB")
    carl.chooses(*[paper(f"{number}.pdf") for number in range(10)])
    expect(carl.page.locator("[data-state=done]")).to_have_count(5)
    expect(carl.page.locator("[data-state=refused]")).to_have_count(5)
    expect(carl.row("9.pdf")).to_contain_text("5 files are the most")
    assert len(uploads.files) == 5


def test_too_many_at_once_can_be_tried_again(at, watch):
    uploads, open_page = at
    watch.forgive("429")
    uploads.faults = {"POST": [refuses(429, "Many files came from here. Try again in 2 min.")]}
    carl = open_page()
    carl.chooses(paper())
    carl.is_in("Statement.pdf", "failed")
    expect(carl.row("Statement.pdf")).to_contain_text("Try again in 2 min.")
    carl.row("Statement.pdf").get_by_role("button", name="Try again now").click()
    carl.is_in("Statement.pdf", "done")


def test_an_upload_the_house_has_forgotten_begins_again(at, watch):
    uploads, open_page = at
    watch.forgive("404")
    uploads.faults = {"PATCH": [lambda call, go: go(), refuses(404, "")]}
    carl = open_page()
    carl.chooses(video())
    carl.is_in("Film.mp4", "done")
    first, second = uploads.files.values()
    assert (len(first.raw), second.raw) == (MEGABYTE, video()["buffer"])


@pytest.mark.parametrize("closed", [refuses(404, "No"), refuses(403, "Blocked"), drops])
def test_where_uploads_are_not_possible_the_form_carries_the_files(at, watch, closed):
    uploads, open_page = at
    watch.forgive("404", "403", BROKEN, "ERR_CONNECTION")
    uploads.faults = {"POST": [closed] * 30}
    carl = open_page()
    carl.writes()
    carl.chooses(paper(), paper("Second.pdf"))
    carl.is_in("Statement.pdf", "held")
    carl.is_in("Second.pdf", "held")
    carl.page.get_by_label("What are these files?").select_option("record")
    carl.sends()
    expect(carl.arrived).to_be_visible()
    [form] = uploads.forms
    assert [name for name, _ in form["files"]] == ["Statement.pdf", "Second.pdf"]
    assert form["files"][0][1] == paper()["buffer"]
    assert form["files_kind"] == ["record"]
    assert "uploads" not in form


def test_pasted_and_dropped_files_are_taken_wherever_they_fall(at):
    _uploads, open_page = at
    carl = open_page()
    carl.page.evaluate("""() => {
        const bring = (kind, place, name) => {
            const all = new DataTransfer();
            all.items.add(new File(["%PDF-" + name], name, {type: "application/pdf"}));
            const event = kind === "paste"
                ? new ClipboardEvent("paste", {clipboardData: all, bubbles: true, cancelable: true})
                : new DragEvent("drop", {dataTransfer: all, bubbles: true, cancelable: true});
            document.querySelector(place).dispatchEvent(event);
            return event.defaultPrevented;
        };
        const heard = [bring("paste", "textarea", "pasted.pdf"), bring("drop", "footer", "dropped.pdf")];
        if (heard.includes(false)) throw Error("the browser would open it");
    }""")
    carl.is_in("pasted.pdf", "done")
    carl.is_in("dropped.pdf", "done")


def test_words_that_come_with_a_picture_of_them_are_pasted_as_words(at):
    _uploads, open_page = at
    carl = open_page()
    taken = carl.page.evaluate("""() => {
        const all = new DataTransfer();
        all.items.add(new File(["x"], "image.png", {type: "image/png"}));
        all.setData("text/plain", "BTC 0.4");
        const event = new ClipboardEvent("paste", {clipboardData: all, bubbles: true, cancelable: true});
        document.querySelector("textarea").dispatchEvent(event);
        return event.defaultPrevented;
    }""")
    assert not taken
    expect(carl.page.locator(".upload")).to_have_count(0)


def test_without_scripts_the_control_is_plain_with_one_question(servers, stage, at):
    _uploads, _ = at
    stage.open()
    context = stage.browser.new_context(java_script_enabled=False, base_url=servers.base_url)
    page = context.new_page()
    page.goto(FORM)
    page.get_by_label("Files", exact=False).first.set_input_files([picture()])
    page.get_by_label("What are these files?").select_option("identity")
    expect(page.locator(".drop")).to_have_count(0)
    context.close()


def test_plain_refusals_without_words_get_ours(at, watch):
    uploads, open_page = at
    watch.forgive("401")
    uploads.faults = {"PATCH": [lambda call, go: plain(401, "<html>" + "x" * 400)]}
    carl = open_page()
    carl.chooses(paper())
    carl.is_in("Statement.pdf", "failed")
    expect(carl.row("Statement.pdf")).to_contain_text("we could not tell that it is yours")


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
