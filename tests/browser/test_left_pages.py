"""What a page asks for as it is left is there: no draft is sent, and none deleted, after what was filed."""

import pytest
from playwright.sync_api import expect

from tests.browser.writing import HERE, NEW, filed, kept, send, words


@pytest.fixture
def refused():
    """`refused(page)`: which answers from 400 on a page's browser gets, as it gets them."""

    def watch(page):
        found = []
        page.context.on(
            "response",
            lambda answer: (
                answer.status >= 400 and found.append(f"{answer.request.method} {answer.status} {answer.url}")
            ),
        )
        return found

    return watch


@pytest.mark.parametrize("is_guest", [True, False])
@pytest.mark.parametrize("waits", [True, False])
def test_who_files_a_ticket_and_leaves_its_page_asks_for_nothing_that_is_not_there(
    new_page, carl, refused, is_guest, waits
):
    page = new_page(None if is_guest else carl.user)
    found = refused(page)
    page.goto(NEW)
    words(page).fill("My money left on Friday.")
    if is_guest:
        page.get_by_label("Your e-mail address").fill("gus@guest.example")
    if waits:
        kept(page)
    send(page)
    filed(page)
    page.get_by_label("Add something").fill("And one more thing")
    page.goto("/tickets/")
    page.go_back()
    expect(page.get_by_label("Add something")).to_have_value("And one more thing")
    page.get_by_role("button", name="Add it to the ticket").click()
    expect(page.locator(".message", has_text="And one more thing").first).to_be_visible()
    page.goto(NEW)
    expect(words(page)).to_have_value("")
    assert not found


def test_words_rubbed_out_before_we_had_them_are_nothing_to_delete(new_page, house, refused):
    page = new_page()
    found = refused(page)
    page.goto(NEW)
    words(page).fill("Mon")
    kept(page, HERE)  # and not with us yet
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        words(page).fill("")
    assert not found
