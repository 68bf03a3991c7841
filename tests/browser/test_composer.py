"""The composer as agents use it: macros by keys, a reply called back, asked about, sent later."""

import re

import pytest
from playwright.sync_api import expect

from helpcenter import actions as library
from helpcenter.models import Article
from tests.browser.axe import walking
from tests.browser.conftest import backstage
from tickets import actions
from tickets import clock as house_clock
from tickets.models import Macro, Outgoing, Pen

walk = pytest.fixture(walking)


@pytest.fixture
def ticket(ada, carl, says):
    with backstage():
        Pen.objects.create(user=ada, undo_seconds=20)
        Macro.objects.create(
            name="Deposit on its way",
            bodies={"en": "Hello {customer_first_name},\n\nyour deposit is confirmed on the chain."},
            solves=True,
        )
        Macro.objects.create(name="Ask for the receipt", bodies={"en": "Please send the receipt."})
        Macro.objects.create(name="Fraud pattern", kind="note", bodies={"en": "Looks like the pattern."})
        return actions.claim(says(carl, "Where is my deposit?"), by=ada)


def reply_box(page):
    return page.get_by_role("textbox", name="Reply", exact=True)


def options(page):
    return page.get_by_role("listbox").get_by_role("option")


def test_by_keys_alone_a_macro_is_found_sent_and_called_back(new_page, ada, carl, ticket, walk):
    desk, theirs = new_page(ada), new_page(carl.user)
    theirs.goto(f"/tickets/{ticket.reference}/")
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(desk).focus()
    desk.keyboard.type("/")
    expect(desk.get_by_role("combobox", name="Macros")).to_be_focused()
    expect(options(desk)).to_have_count(3)
    desk.keyboard.type("deposit")
    expect(options(desk)).to_have_count(1)
    expect(desk.get_by_role("region", name="Preview")).to_contain_text("Hello Carl")
    walk.looks(desk, "composer picking a macro")
    desk.keyboard.press("Enter")
    expect(reply_box(desk)).to_have_value("Hello Carl,\n\nyour deposit is confirmed on the chain.")
    expect(desk.get_by_role("checkbox", name="Solve")).to_be_checked()
    walk.looks(desk, "composer with a macro")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".toast")).to_contain_text("Your reply leaves in")
    expect(reply_box(desk)).to_have_value("")
    walk.looks(desk, "composer counting down")
    assert "confirmed on the chain" not in theirs.content()
    desk.locator(".toast").get_by_role("button", name="Undo").click()
    expect(reply_box(desk)).to_have_value("Hello Carl,\n\nyour deposit is confirmed on the chain.")
    expect(desk.get_by_role("checkbox", name="Solve")).to_be_checked()
    expect(desk.locator(".toast")).to_have_count(0)
    assert not ticket.messages.filter(kind="reply").exists()
    desk.get_by_role("button", name="Send reply").click()
    expect(desk.locator(".toast")).to_contain_text("Your reply leaves in")
    with backstage():
        Outgoing.objects.update(leaves_at=ticket.opened_at)
        house_clock.send_what_is_due()
    expect(theirs.locator(".message-body", has_text="confirmed on the chain")).to_be_visible()
    expect(desk.locator("#talk-log")).to_contain_text("confirmed on the chain")
    ticket.refresh_from_db()
    assert ticket.resolved_at


def test_escape_gives_back_what_was_typed(new_page, ada, ticket):
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(desk).focus()
    desk.keyboard.type("See /x")
    expect(reply_box(desk)).to_have_value("See /x")
    desk.keyboard.press("Enter")
    desk.keyboard.type("/wsapi")
    desk.keyboard.press("Escape")
    expect(reply_box(desk)).to_be_focused()
    expect(reply_box(desk)).to_have_value("See /x\n/wsapi")


def test_it_is_asked_about_and_sent_anyway(new_page, watch, ada, ticket, walk):
    watch.forgive("422")
    desk = new_page(ada, dark=True)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(desk).fill("Write to my-own@mail.example or see https://help-meridian.ru")
    desk.get_by_role("button", name="Send reply").click()
    expect(desk.get_by_role("alert")).to_contain_text("my-own@mail.example")
    walk.looks(desk, "composer asked about")
    desk.get_by_role("button", name="Send anyway").click()
    expect(desk.locator(".toast")).to_contain_text("Your reply leaves in")


def test_send_solve_and_the_next_and_then_undo(new_page, ada, cleo, says, ticket):
    with backstage():
        waiting = says(cleo, "And mine?")
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(desk).fill("It has arrived")
    desk.keyboard.press("Control+Shift+Enter")
    expect(desk.get_by_role("heading", name="And mine?")).to_be_visible()
    assert desk.url.endswith(f"/{waiting.pk}/")
    desk.locator(".toast").get_by_role("button", name="Undo").click()
    expect(reply_box(desk)).to_have_value("It has arrived")
    assert desk.url.endswith(f"/{ticket.pk}/")


def test_later_is_listed_and_cancelled(new_page, ada, sam, ticket, walk):
    desk, other = new_page(ada), new_page(sam, phone=True)
    other.goto(f"/desk/tickets/{ticket.pk}/")
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(desk).fill("Good morning")
    desk.locator(".composer-how > summary").first.click()
    walk.looks(desk, "composer ways to send")
    desk.get_by_role("button", name="Tomorrow 09:00").click()
    expect(desk.locator(".outgoing")).to_contain_text("Ada’s reply leaves")
    expect(other.locator(".outgoing")).to_contain_text("Ada’s reply leaves")
    walk.looks(desk, "composer with a reply for later")
    walk.looks(other, "composer with a reply for later, phone")
    desk.get_by_role("button", name="Do not send").click()
    expect(reply_box(desk)).to_have_value("Good morning")
    expect(other.locator(".outgoing")).to_have_count(0)


def test_a_draft_goes_on_on_another_device_and_with_a_colleague(new_page, ada, sam, ticket, walk):
    desk, other, colleague = new_page(ada), new_page(ada, phone=True), new_page(sam)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(desk).press_sequentially("Half of an ans")
    colleague.goto(f"/desk/tickets/{ticket.pk}/")
    desk.get_by_text("Show draft to colleagues").first.click()
    expect(colleague.locator(".outgoing")).to_contain_text("Ada shows a draft of a reply.")
    other.goto(f"/desk/tickets/{ticket.pk}/")
    expect(reply_box(other)).to_have_value("Half of an ans")
    walk.looks(colleague, "composer with a colleague's draft")
    colleague.get_by_role("button", name="Take it over").click()
    expect(reply_box(colleague)).to_have_value("Half of an ans")


def test_a_colleague_is_named_in_a_note(new_page, ada, sam, ticket):
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/?to=note")
    note = desk.get_by_role("textbox", name="Note", exact=True)
    note.focus()
    desk.keyboard.type("Hi @")
    expect(options(desk).filter(has_text="Sam Lead")).to_be_visible()
    desk.keyboard.press("Enter")
    expect(note).to_have_value("Hi @Sam Lead ")
    desk.get_by_role("button", name="Keep note").click()
    expect(desk.locator("#talk-log")).to_contain_text("@Sam Lead")
    assert sam.mentions.count() == 1


def test_macros_are_written_at_the_desk(new_page, watch, sam, ticket, walk):
    watch.forgive("422")
    desk = new_page(sam)
    desk.goto("/desk/macros/")
    walk.looks(desk, "macros")
    desk.get_by_role("link", name="Write a macro").click()
    walk.looks(desk, "macro")
    desk.get_by_label("Name").fill("New")
    desk.get_by_label("English").fill("Hello {nobody}")
    desk.get_by_role("button", name="Keep it").click()
    expect(desk.get_by_text("There is no variable {nobody}").first).to_be_visible()
    walk.looks(desk, "macro refused")
    desk.get_by_label("English").fill("Hello {reference}")
    desk.get_by_role("button", name="Keep it").click()
    expect(desk.get_by_role("link", name="New", exact=True)).to_be_visible()


def test_marks_by_key_and_button_and_how_it_will_be_read(new_page, ada, carl, ticket, walk):
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(desk).focus()
    desk.keyboard.press("Control+b")
    desk.keyboard.type("now")
    expect(reply_box(desk)).to_have_value("**now**")
    reply_box(desk).fill(
        "Dear {customer_first_name}, **now**\n\n- one\n- two\n\n> said\n\nSee https://meridian.example/x"
    )
    desk.get_by_role("button", name="Preview").first.click()
    expect(desk.locator(".composer-tried strong").first).to_have_text("now")
    expect(desk.locator(".composer-tried").first).to_contain_text("Dear Carl")
    walk.looks(desk, "composer preview")


def test_files_are_pasted_and_dropped(new_page, ada, ticket):
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    expect(desk.get_by_role("button", name="Bold").first).to_be_visible()
    desk.evaluate(
        """() => {
        const ways = [["paste", "one.txt", "clipboardData"], ["drop", "two.txt", "dataTransfer"]];
        for (const [kind, name, at] of ways) {
          const data = new DataTransfer();
          data.items.add(new File(["hello"], name, { type: "text/plain" }));
          const event = new Event(kind, { bubbles: true, cancelable: true });
          Object.defineProperty(event, at, { value: data });
          document.querySelector("#form-reply .composer-text").dispatchEvent(event);
        }
      }"""
    )
    expect(desk.locator("#form-reply .composer-files")).to_have_text("one.txt, two.txt")
    reply_box(desk).fill("See these")
    desk.get_by_role("button", name="Send reply").click()
    expect(desk.locator(".toast")).to_contain_text("Your reply leaves in")


def test_who_is_named_hears_it_at_once(new_page, ada, sam, ticket):
    desk = new_page(sam)
    desk.goto("/desk/")
    expect(desk.locator("html")).to_have_attribute("data-connection", "live")
    with backstage():
        actions.say(ticket, by=ada, kind="note", body="@Sam Lead please", key="n" * 32)
    expect(desk.locator(".toast")).to_contain_text("Ada names you in a note")
    desk.locator(".toast").get_by_role("button", name="Open").click()
    expect(desk.locator("#talk-log")).to_contain_text("@Sam Lead please")


def test_an_article_is_found_and_linked_and_what_only_agents_read_is_not(new_page, ada, ticket):
    with backstage():
        shelf = library.shelve("deposits", names={"en": "Deposits"})
        for slug, audience in (("confirmations", "everyone"), ("confirmations-inside", "agent")):
            article = library.open_article(slug, category=shelf, audience=Article.Audience(audience))
            words = {"title": f"Confirmations {audience}", "summary": "How many", "body": "Confirmations."}
            library.publish(library.revise(article, "en", **words).translation)
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(desk).focus()
    desk.keyboard.type("See #c")
    desk.get_by_role("combobox", name="Articles").fill("confirmations")
    expect(options(desk)).to_have_count(1)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(reply_box(desk)).to_have_value(
        re.compile(r"^See Confirmations everyone.*/help/confirmations/[?]lang=en $")
    )


def test_a_number_is_no_article_and_nothing_that_was_typed_is_swallowed(new_page, ada, ticket):
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(desk).click()
    desk.keyboard.type("Your order #1234 is done.\nSee ")
    expect(reply_box(desk)).to_be_focused()
    desk.keyboard.type("#dep")
    box = desk.get_by_role("combobox", name="Articles")
    expect(box).to_be_focused()
    expect(reply_box(desk)).to_have_value("Your order #1234 is done.\nSee #dep")
    desk.keyboard.press("Enter")  # nothing was chosen: the line goes on below
    expect(reply_box(desk)).to_be_focused()
    expect(reply_box(desk)).to_have_value("Your order #1234 is done.\nSee #dep\n")
    desk.keyboard.type("#fe")
    expect(box).to_be_focused()
    desk.get_by_role("button", name="Attach").focus()  # away, and whatever stood in the box stays
    expect(reply_box(desk)).to_have_value("Your order #1234 is done.\nSee #dep\n#fe")


def test_what_is_still_being_composed_is_not_sent(new_page, ada, ticket):
    desk, asked = new_page(ada), []
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    desk.on("request", lambda request: "/reply/" in request.url and asked.append(request.url))
    reply_box(desk).fill("ni hao")
    composing = "{ key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true }"
    reply_box(desk).evaluate(f"box => box.dispatchEvent(new KeyboardEvent('keydown', {composing}))")
    reply_box(desk).press("End")
    assert (asked, reply_box(desk).input_value()) == ([], "ni hao")
