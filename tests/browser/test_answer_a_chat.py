"""An agent answers live chat: the visitor's window and the desk side by side, every step in both."""

from playwright.sync_api import expect

from tickets.models import Message, Ticket


def test_an_agent_answers_a_chat(new_page, ada):
    visitor, desk = new_page(phone=True), new_page(ada)
    visitor.goto("/chat/")
    desk.goto("/desk/")
    visitor.get_by_role("button", name="My account is locked").click()
    visitor.get_by_label("Your message", exact=True).last.fill("I cannot get in any more")
    visitor.get_by_role("button", name="Send message").click()
    expect(visitor.locator(".wait-number").first).to_have_text("1 in line")

    expect(desk.locator(".queue-row")).to_contain_text("I cannot get in any more")
    desk.get_by_role("button", name="Take next").click()
    expect(desk.locator("#talk-log")).to_contain_text("I cannot get in any more")
    expect(visitor.get_by_text("Ada joined")).to_be_visible()
    expect(visitor.get_by_role("heading", name="Ada, Account security")).to_be_visible()

    visitor.get_by_label("Your message", exact=True).last.press_sequentially("It says", delay=20)
    expect(
        desk.locator(".talk-here, #talk-log, desk-thread").filter(has_text="writing").first
    ).to_be_visible()
    desk.get_by_label("Reply", exact=True).last.press_sequentially("It is open again", delay=20)
    expect(visitor.locator("[data-typing-now]")).to_be_visible()
    desk.get_by_role("button", name="Send reply").click()
    expect(visitor.locator(".message-body", has_text="It is open again")).to_be_visible()
    expect(visitor.locator("[data-typing-now]")).to_be_hidden()
    assert visitor.get_by_label("Your message", exact=True).last.input_value() == "It says"

    desk.get_by_role("tab", name="Internal note").click()
    desk.get_by_label("Note", exact=True).last.fill("locked by the new device rule")
    desk.get_by_role("button", name="Keep note").click()
    expect(desk.locator("#talk-log")).to_contain_text("new device rule")

    visitor.get_by_label("Your message", exact=True).last.fill("It works, thank you")
    visitor.get_by_role("button", name="Send message").click()
    expect(desk.locator("#talk-log")).to_contain_text("It works, thank you")
    desk.get_by_role("button", name="Solve").click()
    expect(visitor.get_by_text("Resolved. Write again, and it opens.")).to_be_visible()
    assert "new device rule" not in visitor.content()

    ticket = Ticket.objects.get()
    assert ticket.resolved_at is not None
    assert list(Message.objects.order_by("seq").values_list("kind", flat=True)) == [
        "customer",
        "reply",
        "note",
        "customer",
    ]
