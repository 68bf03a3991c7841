"""An agent with two chats side by side: each is answered where it stands, nothing typed in one is lost."""

from playwright.sync_api import expect

from tests.browser.conftest import backstage
from tickets import actions


def begins(page, words):
    page.goto("/chat/")
    page.get_by_role("button", name="My account is locked").click()
    page.get_by_label("Your message", exact=True).last.fill(words)
    page.get_by_role("button", name="Send message").click()
    expect(page.locator(".wait-number").first).to_have_text("1 in line")


def writes_to(column):
    return column.content_frame.get_by_label("Reply", exact=True).last


def test_two_chats_side_by_side(new_page, ada):
    one, two, board = new_page(phone=True), new_page(phone=True), new_page(ada)
    board.goto("/desk/chats/")
    expect(board.get_by_text("You hold no chat now.")).to_be_visible()
    begins(one, "My withdrawal hangs")
    board.reload()
    board.get_by_role("button", name="Take next chat").click()
    expect(one.get_by_text("Ada joined")).to_be_visible()
    first = board.locator(".board-frame").first
    expect(first.content_frame.locator("#talk-log")).to_contain_text("My withdrawal hangs")
    expect(board.locator(".board-head .board-clock").first).to_contain_text("You owe an answer; waits 0:")

    # What is begun stays while another chat comes, by the house and not by this page.
    writes_to(first).press_sequentially("Which network", delay=10)
    begins(two, "Where is my deposit")
    with backstage():
        assert actions.claim_next(ada)
    expect(board.locator(".board-chat")).to_have_count(2)
    second = board.locator(".board-frame").nth(1)
    expect(second.content_frame.locator("#talk-log")).to_contain_text("Where is my deposit")
    assert writes_to(first).input_value() == "Which network"

    # Each answer goes where it was written, and says so in its own column.
    writes_to(second).fill("We see it, two confirmations to go")
    writes_to(second).press("Control+Enter")
    expect(two.locator(".message-body", has_text="two confirmations")).to_be_visible()
    expect(board.locator(".board-head .board-clock").nth(1)).to_contain_text("Silent for 0:")
    writes_to(first).press_sequentially(" did you choose?", delay=10)
    writes_to(first).press("Control+Enter")
    expect(one.locator(".message-body", has_text="Which network did you choose?")).to_be_visible()
    assert "confirmations" not in one.content()

    # They type: the column says so, and the tab too.
    one.get_by_label("Your message", exact=True).last.press_sequentially("Tron", delay=30)
    expect(board.locator(".board-head .board-clock").first).to_have_text("typing…")

    # By keys from column to column.
    second.content_frame.locator("#talk-log").focus()
    board.keyboard.press(".")
    expect(board.locator(".board-chat").first).to_have_attribute("data-chosen", "")
    expect(writes_to(first)).to_be_focused()

    second.content_frame.get_by_role("button", name="Solve").click()
    expect(board.locator(".board-chat")).to_have_count(1)
    expect(two.get_by_text("Resolved. Write again, and it opens.")).to_be_visible()


def test_on_a_phone_one_chat_at_a_time(new_page, ada, carl, cleo, says):
    for who, words in ((carl, "My account is locked"), (cleo, "Where is my coin")):
        actions.claim(says(who, words, channel="chat"), by=ada)
    board = new_page(ada, phone=True)
    board.goto("/desk/chats/")
    expect(board.locator(".board-chat:visible")).to_have_count(1)
    expect(board.locator(".board-frame:visible").content_frame.locator("#talk-log")).to_contain_text(
        "My account is locked"
    )
    board.get_by_role("link", name="Cleo").click()
    expect(board.locator(".board-frame:visible").content_frame.locator("#talk-log")).to_contain_text(
        "Where is my coin"
    )
    assert board.evaluate("document.documentElement.scrollWidth <= innerWidth")
