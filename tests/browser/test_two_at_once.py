"""Two agents on one ticket: each sees the other, nobody writes over anybody, one of two has it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import walking
from tests.browser.conftest import backstage
from tickets import actions
from tickets.models import Pen

walk = pytest.fixture(walking)
AT_ONCE = 5_000  # ms: by the live line, long before the next tick would ask


@pytest.fixture
def ticket(ada, sam, carl, says):
    with backstage():
        for user in (ada, sam):
            Pen.objects.create(user=user, undo_seconds=0)
        return says(carl, "Where is my deposit?")


def at_desk(page, ticket):
    page.goto(f"/desk/tickets/{ticket.pk}/")
    expect(page.locator("html")).to_have_attribute("data-connection", "live")
    return page


def reply_box(page):
    return page.get_by_role("textbox", name="Reply", exact=True)


def more(page):
    page.locator("#more > summary").click()
    return page.locator("#more-list")


def out_of_sight(page):
    """Chromium tells a page behind another that it is hidden; here the page is told so."""
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )


def test_who_looks_and_who_writes_is_seen_at_once_and_gone_with_the_window(new_page, ada, sam, ticket):
    hers = at_desk(new_page(ada), ticket)
    his = at_desk(new_page(sam), ticket)
    expect(hers.locator("#talk-here")).to_contain_text("Sam is also here.", timeout=AT_ONCE)
    expect(his.locator("#talk-here")).to_contain_text("Ada is also here.", timeout=AT_ONCE)
    reply_box(his).press_sequentially("Hel")
    expect(hers.locator("#talk-here")).to_contain_text("Sam is writing a reply.", timeout=AT_ONCE)
    expect(hers.locator("#composer-here")).to_contain_text("Sam is writing a reply.")
    second = at_desk(his.context.new_page(), ticket)
    second.close()
    expect(hers.locator("#talk-here")).to_contain_text("Sam", timeout=AT_ONCE)
    his.close()
    expect(hers.locator("#talk-here")).to_be_hidden(timeout=AT_ONCE)
    expect(hers.locator("#composer-here")).to_be_hidden()


def test_a_reply_to_what_went_on_unseen_is_held_and_sent_anyway(
    new_page, watch, ada, sam, carl, says, ticket, walk
):
    watch.forgive("409")
    hers = at_desk(new_page(ada), ticket)
    reply_box(hers).fill("Please send the transaction id.")
    out_of_sight(hers)
    with backstage():
        says(carl, "It has arrived by now, thank you.", ticket=ticket)
        actions.note(ticket, by=sam, body="Second wallet, see the other ticket.", key="n")
        actions.reprioritise(ticket, severity=1, by=sam, why="locked out")
    expect(hers.locator("#talk-log")).to_contain_text("It has arrived by now")
    hers.keyboard.press("Control+Enter")
    held = hers.locator(".held")
    expect(held).to_be_focused()
    expect(held).to_contain_text("Your reply is held.")
    for words in ("It has arrived by now", "Second wallet", "Severity", "S3", "S1"):
        expect(held).to_contain_text(words)
    expect(reply_box(hers)).to_have_value("")
    walk.looks(hers, "reply held")
    assert not ticket.messages.filter(kind="reply").exists()
    hers.reload()
    expect(hers.locator(".held")).to_contain_text("It has arrived by now")
    expect(reply_box(hers)).to_have_value("")
    hers.get_by_role("button", name="Edit my reply").click()
    expect(reply_box(hers)).to_have_value("Please send the transaction id.")
    reply_box(hers).fill("Glad to hear it.")
    hers.keyboard.press("Control+Enter")
    expect(hers.locator("#talk-log")).to_contain_text("Glad to hear it.")
    expect(hers.locator(".held")).to_have_count(0)


def test_what_stood_in_sight_holds_nothing(new_page, ada, carl, says, ticket):
    hers = at_desk(new_page(ada), ticket)
    reply_box(hers).fill("Thank you, I look.")
    with backstage():
        said = says(carl, "Here is the id", ticket=ticket).events.last().seq
    expect(hers.locator(f"desk-sight[data-after='{said}']")).to_be_attached()
    hers.keyboard.press("Control+Enter")
    expect(hers.locator("#talk-log")).to_contain_text("Thank you, I look.")


def test_without_a_script_it_is_held_all_the_same(new_page, watch, ada, carl, says, ticket):
    watch.forgive("409")
    hers = new_page(ada, script=False)
    hers.goto(f"/desk/tickets/{ticket.pk}/")
    reply_box(hers).fill("Please send the transaction id.")
    with backstage():
        says(carl, "It has arrived by now", ticket=ticket)
    hers.get_by_role("button", name="Send reply").click()
    expect(hers.locator(".held")).to_contain_text("It has arrived by now")
    hers.goto(f"/desk/tickets/{ticket.pk}/")
    hers.get_by_role("link", name="What came since").click()
    expect(hers.locator(".held")).to_contain_text("It has arrived by now")
    hers.get_by_role("button", name="Send anyway").click()
    expect(hers.locator("#talk-log")).to_contain_text("Please send the transaction id.")


def test_two_severities_and_two_hands(new_page, watch, ada, sam, ticket, walk):
    watch.forgive("409")
    hers, his = at_desk(new_page(ada), ticket), at_desk(new_page(sam), ticket)
    form = more(hers).locator("#severity")
    form.get_by_label("How bad is it?").select_option("2")
    form.get_by_label("Why?").fill("less bad")
    theirs = more(his).locator("#severity")
    theirs.get_by_label("How bad is it?").select_option("1")
    theirs.get_by_label("Why?").fill("locked out")
    theirs.get_by_role("button", name="Change severity").click()
    expect(hers.locator("#talk-log")).to_contain_text("locked out", timeout=3_000)
    form.get_by_role("button", name="Change severity").click()
    expect(hers.locator("#severity .clash")).to_contain_text("Sam set this to S1")
    walk.looks(hers, "two severities")
    hers.locator("#severity").get_by_role("button", name="Set mine").click()
    expect(his.locator("#talk-log")).to_contain_text("S1 → S2")


def test_who_is_a_moment_too_late_is_one_press_from_the_next(new_page, watch, ada, sam, cleo, says, ticket):
    watch.forgive("409")
    with backstage():
        waiting = says(cleo, "And mine?")
    hers = at_desk(new_page(ada), ticket)
    hers.route("**/head/", lambda route: route.abort())  # her page has not heard of it yet
    watch.forgive("/head/", "ERR_FAILED")
    with backstage():
        actions.claim(ticket, by=sam)
    hers.locator("#claim button").click()
    expect(hers.locator(".toast")).to_contain_text("Sam Lead was faster: it is in their hands since")
    hers.locator(".toast").get_by_role("button", name="Take next").click()
    expect(hers).to_have_url(re.compile(rf"/desk/tickets/{waiting.pk}/"))  # not only shown ahead: taken
    waiting.refresh_from_db()
    assert waiting.assignee == ada


def test_who_signs_in_after_finds_no_words_of_who_wrote_before(new_page, ada, sam, ticket):
    page, his = at_desk(new_page(ada), ticket), new_page(sam)
    reply_box(page).fill("Half a thought of mine")
    page.goto("/desk/")
    page.context.clear_cookies()
    page.context.add_cookies(his.context.cookies())
    at_desk(page, ticket)
    expect(reply_box(page)).to_have_value("")
