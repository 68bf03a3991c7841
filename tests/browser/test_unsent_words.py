"""Nothing typed is lost: the page goes, other tabs and devices write as well, and the words come back."""

from playwright.sync_api import expect

from tests.browser.writing import NEW, filed, in_two_tabs, kept, send, type_in, words
from tickets.models import Draft, Ticket

# The page goes


def test_a_reload_brings_the_words_back_and_says_so(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    page.locator("select[name=topic]").select_option("deposit-missing")
    page.get_by_label("In one line").fill("1,250 USDT")
    type_in(page, "My deposit is missing since noon.")
    page.reload()
    expect(words(page)).to_have_value("My deposit is missing since noon.")
    expect(page.locator("select[name=topic]")).to_have_value("deposit-missing")
    expect(page.get_by_text("This is what you typed before. It was never sent.")).to_be_visible()
    page.locator("select[name=topic]").select_option("")
    send(page)
    filed(page)
    page.goto(NEW)
    expect(words(page)).to_have_value("")


def test_the_boxes_of_a_topic_come_back_with_their_topic(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    page.locator("select[name=topic]").select_option("deposit-missing")
    page.locator("[name=f-txid]").fill("0xabc")
    type_in(page, "My deposit is missing.")
    page.locator("select[name=topic]").select_option("")
    expect(page.locator("[name=f-txid]")).to_have_count(0)
    page.locator("select[name=topic]").select_option("deposit-missing")
    expect(page.locator("[name=f-txid]")).to_have_value("0xabc")
    kept(page)
    page.reload()
    expect(words(page)).to_have_value("My deposit is missing.")
    expect(page.locator("[name=f-txid]")).to_have_value("0xabc")
    assert Draft.objects.get().typed["f-txid"] == "0xabc"


def test_a_topic_s_answers_come_from_the_house_on_another_device(new_page, carl):
    phone, desk = new_page(carl.user, phone=True), new_page(carl.user)
    phone.goto(f"{NEW}?topic=deposit-missing")
    phone.locator("[name=f-txid]").fill("0xabc")
    phone.locator("[name=f-no_txid]").check()
    type_in(phone, "My deposit is missing.")
    desk.goto(NEW)
    expect(words(desk)).to_have_value("My deposit is missing.")
    expect(desk.locator("select[name=topic]")).to_have_value("deposit-missing")
    expect(desk.locator("[name=f-txid]")).to_have_value("0xabc")
    expect(desk.locator("[name=f-no_txid]")).to_be_checked()


def test_a_link_to_another_topic_is_followed_and_the_text_is_offered(new_page, carl):
    page = new_page(carl.user)
    page.goto(f"{NEW}?topic=deposit-missing")
    type_in(page, "My deposit is missing.")
    page.goto(f"{NEW}?topic=account-takeover")
    expect(page.get_by_text("You have an unsent text")).to_be_visible()
    expect(page.locator("select[name=topic]")).to_have_value("account-takeover")
    expect(words(page)).to_have_value("")
    page.get_by_role("button", name="Use this").click()
    expect(words(page)).to_have_value("My deposit is missing.")
    expect(page.locator("select[name=topic]")).to_have_value("deposit-missing")


def test_words_typed_a_moment_before_the_page_goes_are_there_when_it_comes_back(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    words(page).fill("Typed in a hurry")
    page.goto("/help/")
    page.go_back()
    expect(words(page)).to_have_value("Typed in a hurry")


def test_back_after_sending_sends_nothing_twice(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing")
    send(page)
    filed(page)
    page.go_back()
    expect(page.get_by_text("Sent already as")).to_be_visible()  # Chromium brings the words back by itself
    send(page)
    page.wait_for_url(f"**/tickets/{Ticket.objects.get().reference}/")
    assert Ticket.objects.count() == 1


def test_start_afresh_empties_the_form_and_can_be_taken_back(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "Something I do not want to say")
    page.reload()
    page.get_by_role("button", name="Start afresh").click()
    expect(words(page)).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(words(page)).to_have_value("Something I do not want to say")
    kept(page)
    page.reload()
    page.get_by_role("button", name="Start afresh").click()
    expect(words(page)).to_have_value("")
    page.reload()
    expect(page.locator("[data-draft-state]")).not_to_be_empty()
    expect(words(page)).to_have_value("")


# Several pages


def test_two_tabs_with_two_texts_keep_both_and_deleting_one_leaves_the_other(new_page, carl):
    first = new_page(carl.user)
    second = first.context.new_page()
    first.goto(NEW)
    second.goto(NEW)
    type_in(first, "About my deposit")
    type_in(second, "About my password")
    third = first.context.new_page()
    third.goto(NEW)
    expect(third.get_by_text("You have 2 unsent texts")).to_be_visible()
    expect(words(third)).to_have_value("")
    of_the_deposit = third.get_by_role("listitem").filter(has_text="About my deposit")
    of_the_deposit.get_by_role("button", name="Delete").click()
    expect(words(third)).to_have_value("About my password")
    expect(third.get_by_text("unsent text")).to_have_count(0)
    third.reload()
    expect(words(third)).to_have_value("About my password")
    assert first.locator("textarea").first.input_value() == "About my deposit"


def test_using_another_text_keeps_the_one_on_the_screen(new_page, carl):
    first = new_page(carl.user)
    second = first.context.new_page()
    first.goto(NEW)
    second.goto(NEW)
    type_in(first, "About my deposit")
    type_in(second, "About my password")
    third = first.context.new_page()
    third.goto(NEW)
    listed = third.locator("li.draft")
    listed.filter(has_text="About my deposit").get_by_role("button", name="Use this").click()
    expect(words(third)).to_have_value("About my deposit")
    type_in(third, "About my deposit of Monday")
    listed.filter(has_text="About my password").get_by_role("button", name="Use this").click()
    expect(words(third)).to_have_value("About my password")
    expect(listed).to_contain_text("About my deposit of Monday")


def test_two_tabs_that_write_on_the_same_text_part_and_lose_nothing(new_page, carl, watch):
    watch.forgive("409")
    first, second = in_two_tabs(new_page(carl.user), "My deposit is missing.")
    type_in(second, "My deposit is missing. It was on Tron.")
    type_in(first, "My deposit is missing. It was on Ethereum.")
    third = first.context.new_page()
    third.goto(NEW)
    expect(third.get_by_text("You have 2 unsent texts")).to_be_visible()
    expect(third.get_by_text("It was on Tron.")).to_be_visible()
    expect(third.get_by_text("It was on Ethereum.")).to_be_visible()


def test_what_was_sent_in_one_tab_is_told_in_the_other_and_heard_once(new_page, carl):
    first, second = in_two_tabs(new_page(carl.user), "My deposit is missing.")
    send(first)
    filed(first)
    reference = Ticket.objects.get().reference
    expect(second.get_by_text(f"Sent already as {reference}.")).to_be_visible()
    send(second)
    second.wait_for_url(f"**/tickets/{reference}/")
    assert Ticket.objects.count() == 1


def test_a_tab_that_slept_in_the_history_learns_it_when_it_wakes(new_page, carl):
    first, second = in_two_tabs(new_page(carl.user), "My deposit is missing.")
    second.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    send(first)
    filed(first)
    assert second.get_by_text("Sent already as").count() == 0
    second.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(second.get_by_text("Sent already as")).to_be_visible()


def test_other_words_in_the_other_tab_stay_a_text_of_their_own(new_page, carl, watch):
    watch.forgive("409")
    first, second = in_two_tabs(new_page(carl.user), "My deposit is missing.")
    type_in(second, "My deposit is missing. And a withdrawal as well.")
    send(first)
    filed(first)
    expect(second.get_by_text("What stands here is different and was not sent.")).to_be_visible()
    expect(words(second)).to_have_value("My deposit is missing. And a withdrawal as well.")
    kept(second)
    second.reload()
    expect(words(second)).to_have_value("My deposit is missing. And a withdrawal as well.")


def test_what_was_typed_on_the_phone_is_there_on_the_desk_s_computer(new_page, carl, cleo, watch):
    watch.forgive("409")
    phone = new_page(carl.user, phone=True)
    phone.goto(NEW)
    type_in(phone, "Typed on the bus")
    desk = new_page(carl.user)
    desk.goto(NEW)
    expect(words(desk)).to_have_value("Typed on the bus")
    stranger = new_page(cleo.user)
    stranger.goto(NEW)
    expect(stranger.locator("[data-draft-state]")).not_to_be_empty()
    expect(words(stranger)).to_have_value("")
    type_in(desk, "Typed on the bus, and at the desk")
    send(desk)
    filed(desk)
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.get_by_text("Sent already as")).to_be_visible()
    send(phone)
    expect(phone.get_by_text("You already sent a ticket from this page.")).to_be_visible()


def test_two_devices_with_two_versions_offer_both_and_overwrite_nothing(new_page, carl, watch):
    watch.forgive("409")
    phone, desk = new_page(carl.user, phone=True), new_page(carl.user)
    phone.goto(NEW)
    type_in(phone, "My deposit is missing.")
    desk.goto(NEW)
    expect(words(desk)).to_have_value("My deposit is missing.")
    type_in(desk, "My deposit is missing. On Tron.")
    words(phone).fill("My deposit is missing. On Ethereum.")
    expect(phone.get_by_text("You have 2 unsent texts")).to_be_visible()
    expect(words(phone)).to_have_value("My deposit is missing. On Ethereum.")
    kept(phone)
    assert {one.typed["happened"] for one in Draft.objects.all()} == {
        "My deposit is missing. On Tron.",
        "My deposit is missing. On Ethereum.",
    }
    phone.get_by_role("button", name="Use this").click()
    expect(words(phone)).to_have_value("My deposit is missing. On Tron.")
    expect(phone.get_by_role("listitem").filter(has_text="On Ethereum.")).to_be_visible()
