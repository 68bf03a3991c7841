"""Files go ahead while the form is being written, and what is refused says why."""

import pytest
from playwright.sync_api import expect

from tests.browser.sending import FORM, MEGABYTE, SOME, paper, picture, video
from tests.fakes.loopback import drops
from tests.fakes.tus import plain, refuses


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


@pytest.mark.parametrize("closed", [refuses(404, "No"), refuses(403, "Blocked"), drops])
def test_where_uploads_are_not_possible_the_form_carries_the_files(at, watch, closed):
    uploads, open_page = at
    watch.forgive("404", "403", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION")
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


def test_without_scripts_the_control_is_plain_with_one_question(new_page, house):
    page = new_page(script=False)
    page.goto(FORM)
    page.get_by_label("Files", exact=False).first.set_input_files([picture()])
    page.get_by_label("What are these files?").select_option("identity")
    expect(page.locator(".drop")).to_have_count(0)


def test_plain_refusals_without_words_get_ours(at, watch):
    uploads, open_page = at
    watch.forgive("401")
    uploads.faults = {"PATCH": [lambda call, go: plain(401, "<html>" + "x" * 400)]}
    carl = open_page()
    carl.chooses(paper())
    carl.is_in("Statement.pdf", "failed")
    expect(carl.row("Statement.pdf")).to_contain_text("we could not tell that it is yours")
