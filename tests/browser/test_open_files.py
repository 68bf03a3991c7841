"""The form with files, in each of its states, keeps nobody out, wide or narrow."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import walking
from tests.browser.sending import paper, picture
from tests.browser.writing import NEW, send

walk = pytest.fixture(walking)


def record(name="Record.txt"):
    """A file the house takes as it is."""
    return {"name": name, "mimeType": "text/plain", "buffer": b"hello\n" * 500}


def test_the_form_with_files(new_page, house, watch, walk):
    page = new_page()
    page.goto(f"{NEW}?topic=fees")
    page.locator("input[type=file][name]").set_input_files([record(), paper("virus.exe"), picture()])
    page.get_by_role("dialog").get_by_role("button", name="Send as it is").click()
    expect(page.locator("[data-state=done]")).to_have_count(2)
    watch.forgive("ERR_FAILED")
    page.route("**/tickets/uploads/**", lambda route: route.abort())
    page.locator("input[type=file][name]").set_input_files([record("Third.txt")])
    expect(page.locator(".upload", has_text="Third.txt")).not_to_have_attribute("data-state", "done")
    page.locator(".upload select").first.select_option("identity")
    walk.looks(page, "form with files")


def test_the_page_that_says_it_is_too_much_at_once(new_page, carl, watch, walk):
    watch.forgive("413")
    page = new_page(carl.user)
    page.goto(NEW)
    page.evaluate(
        """() => {
            const form = document.querySelector("#filing");
            for (let at = 0; at < 1100; at += 1) {
                form.append(Object.assign(document.createElement("input"), { name: `box-${at}` }));
            }
            HTMLFormElement.prototype.submit.call(form);
        }"""
    )
    expect(page.get_by_role("heading", name="This is too large to send at once")).to_be_visible()
    walk.looks(page, "form too large")


def test_the_form_that_kept_files_without_its_scripts(new_page, house, watch, walk):
    """axe is a script itself, so only those of the form are left out."""
    watch.forgive("422", "ERR_FAILED", "htmx")
    page = new_page()
    for script in ("htmx.min", "file-drop"):
        page.route(f"**/{script}*.js", lambda route: route.abort())
    page.goto(f"{NEW}?topic=fees")
    page.locator("input[type=file][name]").set_input_files([record(), paper("virus.exe")])
    send(page)
    expect(page.get_by_role("checkbox", name="Record.txt is kept (2.9 KB)")).to_be_checked()
    walk.looks(page, "form with kept files")
