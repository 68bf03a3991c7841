"""An article on its way: written by keyboard alone, seen by two, looked at by another, read, and put back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from helpcenter.models import Picture, Revision, Translation
from helpcenter.writing import review
from tests.browser import library
from tests.browser.axe import nothing_in_the_way
from tests.browser.conftest import backstage
from tests.browser.hands import Keys

AT_ONCE = 5_000  # ms
EDITOR = "/desk/help/memo/en/"
PASTE = """async box => {
  const canvas = new OffscreenCanvas(600, 300);
  canvas.getContext("2d").fillRect(20, 20, 200, 100);
  const given = new DataTransfer();
  given.items.add(new File([await canvas.convertToBlob()], "seen.png", { type: "image/png" }));
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def memo(transactional_db, house):
    with backstage():
        library.quoted()
    library.text("costs", "What a transfer costs", "It depends.")
    return library.text("memo", "I forgot the memo", "Nothing is lost.")


def words(page):
    return page.get_by_role("textbox", name="Text", exact=True)


def preview(page):
    return page.frame_locator("iframe[name=writing-preview]")


def picks(hand, asked, name):
    """Something of the list of what can be put in, found by a word."""
    hand.presses(hand.page.locator(".writing-pick > summary"))
    expect(hand.page.locator(".writing-pick input")).to_be_focused()
    hand.page.keyboard.insert_text(asked)
    hand.presses(hand.page.get_by_role("button", name=name))
    expect(words(hand.page)).to_be_focused()


def test_ada_writes_by_keyboard_alone_and_loses_nothing_with_her_tab(new_page, ada, memo):
    page = new_page(ada)
    hand = Keys(page)
    page.goto("/desk/help/")
    hand.presses(page.get_by_role("link", name="I forgot the memo"))
    hand.reaches(words(page))
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n\n## Which coins\n\n- XRP\n- XLM\n\nSee ")
    expect(preview(page).get_by_role("heading", name="Which coins")).to_be_visible()
    expect(preview(page).get_by_role("listitem")).to_have_text(["XRP", "XLM"])
    picks(hand, "transfer", "What a transfer costs")
    page.keyboard.insert_text(".\n\n")
    picks(hand, "fees", "Snippet fees")
    expect(preview(page).get_by_text("0.0005\u00a0BTC")).to_be_visible()
    expect(preview(page).get_by_role("link", name="What a transfer costs")).to_be_visible()
    hand.presses(page.get_by_role("button", name="Phone"))
    assert page.locator("iframe").bounding_box()["width"] <= 390
    hand.presses(page.get_by_role("button", name="Wide"))
    nothing_in_the_way(page)
    expect(page.locator("span[data-kept]")).to_have_text("Kept at the house")
    again = page.context.new_page()
    page.close()
    again.goto(EDITOR)
    expect(again.get_by_text("You did not save these words yet.")).to_be_visible()
    expect(words(again)).to_have_value(
        "Nothing is lost.\n\n## Which coins\n\n- XRP\n- XLM\n\nSee "
        "[What a transfer costs](/help/costs/).\n\n{{ snippet:fees }}"
    )


def test_who_was_signed_out_meanwhile_is_told_and_finds_every_word_again(new_page, ada, memo, watch):
    watch.forgive("frame-ancestors")  # the preview is answered with the sign-in, which no frame shows
    page = new_page(ada)
    page.goto(EDITOR)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    words(page).fill("Written after the session ended.")
    expect(page.locator("span[data-kept]")).to_have_text("Not kept at the house; do not leave this page")
    page.get_by_role("button", name="Save the draft").click()
    page.wait_for_url(f"**/account/login/?next={EDITOR}")
    page.context.add_cookies(cookies)
    page.goto(EDITOR)
    expect(page.locator(".toast")).to_contain_text("You did not save these words yet.")
    expect(words(page)).to_have_value("Written after the session ended.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    page.goto(EDITOR)
    expect(page.locator(".toast")).to_have_count(0)
    assert memo.revisions.first().body == "Written after the session ended."


def test_a_picture_is_pasted_and_a_file_that_is_none_is_refused_in_words(new_page, ada, memo, watch):
    watch.forgive("422")
    page = new_page(ada)
    page.goto(EDITOR)
    words(page).evaluate(PASTE)
    expect(words(page)).to_have_value(re.compile(r"!\[What does it show\?\]\(picture:memo-"))
    expect(preview(page).get_by_role("img", name="What does it show?")).to_be_visible()
    assert Picture.objects.get().name.startswith("memo-")
    kept = words(page).input_value()
    words(page).evaluate(PASTE.replace("await canvas.convertToBlob()", "'no picture'"))
    expect(page.locator(".toast")).to_contain_text("seen.png")
    expect(words(page)).to_have_value(kept)


def test_two_who_write_see_each_other_and_the_second_sees_what_the_first_saved(
    new_page, ada, sam, memo, watch
):
    watch.forgive("409")
    hers, his = new_page(ada), new_page(sam)
    hers.goto(EDITOR)
    his.goto(EDITOR)
    expect(hers.locator("writing-room")).to_have_text("Sam Lead is writing here too.", timeout=AT_ONCE)
    expect(his.locator("writing-room")).to_contain_text("is writing here too.", timeout=AT_ONCE)
    words(hers).fill("Nothing is lost, and nobody else has it.")
    words(his).fill("Nothing is gone.")
    his.get_by_role("button", name="Save the draft").click()
    expect(his.get_by_text("Kept as a draft.")).to_be_visible()
    hers.get_by_role("button", name="Save the draft").click()
    told = hers.get_by_role("alert")
    expect(told).to_contain_text("Sam Lead saved another text while you wrote.")
    expect(told.locator("ins").first).to_be_visible()
    expect(words(hers)).to_have_value("Nothing is lost, and nobody else has it.")
    nothing_in_the_way(hers)
    hers.get_by_role("button", name="Save mine over theirs").click()
    expect(hers.get_by_text("Kept as a draft.")).to_be_visible()
    assert memo.revisions.first().body == "Nothing is lost, and nobody else has it."
    his.close()
    expect(hers.locator("writing-room")).to_have_text("", timeout=AT_ONCE)


def test_what_ada_submits_sam_sees_word_by_word_and_readers_see_when_he_says_so(new_page, ada, sam, memo):
    hers, his, reader = new_page(ada), new_page(sam), new_page(phone=True)
    hers.goto(EDITOR)
    words(hers).fill("Nothing is lost: write to us.")
    hers.get_by_label("What changed").fill("Said what to do")
    hers.get_by_role("button", name="Save and submit for review").click()
    expect(hers.get_by_text("Submitted. Somebody else looks at it now.")).to_be_visible()
    expect(hers.locator("ins").first).to_contain_text("write to us")
    expect(hers.get_by_role("heading", name="Your verdict")).to_have_count(0)
    reader.goto("/help/memo/")
    expect(reader.get_by_text("Nothing is lost.")).to_be_visible()
    his.goto("/desk/help/")
    hand = Keys(his)
    hand.presses(his.get_by_role("region", name="In review").get_by_role("link", name="I forgot the memo"))
    expect(his.get_by_text("Said what to do")).to_be_visible()
    nothing_in_the_way(his)
    hand.presses(his.get_by_role("button", name="Approve"))
    expect(his.get_by_text("Approved.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("Nothing is lost: write to us.")).to_be_visible()
    memo.refresh_from_db()
    assert memo.live.reviewer == sam


def test_an_earlier_text_is_put_back_and_goes_out_at_its_time(new_page, ada, sam, memo):
    first = memo.revisions.first()
    library.text("memo", "I forgot the memo", "Everything is lost.")
    page = new_page(ada)
    page.goto("/desk/help/memo/en/history/")
    page.locator(f"a[href$='/revisions/{first.pk}/']").click()
    page.get_by_role("button", name="Restore this text").click()
    expect(page.get_by_text("Restored as a draft.")).to_be_visible()
    newest = Revision.objects.first()
    assert (newest.body, newest.by) == ("Nothing is lost.", ada)
    his = new_page(sam)
    his.goto(f"/desk/help/revisions/{newest.pk}/")
    then = timezone.localtime() + timedelta(days=2)
    his.get_by_label("Goes out at").fill(f"{then:%Y-%m-%dT%H:%M}")
    his.get_by_role("button", name="Approve").click()
    expect(his.get_by_text("Approved.")).to_be_visible()
    reader = new_page()
    reader.goto("/help/memo/")
    expect(reader.get_by_text("Everything is lost.")).to_be_visible()
    with backstage():
        Revision.objects.filter(pk=newest.pk).update(publish_at=timezone.now())
        assert review.keep_to_the_times() == 1
    reader.reload()
    expect(reader.get_by_text("Nothing is lost.")).to_be_visible()
    assert Translation.objects.get(pk=memo.pk).live_id == newest.pk
