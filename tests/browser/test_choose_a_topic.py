"""Finding a topic by its words, by keyboard alone; taking what is proposed; and neither with no script."""

from playwright.sync_api import expect

from tickets.models import Ticket

ABOUT = "What is it about?"


def chosen(page):
    return page.locator("select[name=topic]")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_topic_is_found_and_chosen_by_keyboard_alone(new_page, house):
    page = new_page()
    page.goto("/tickets/new/")
    box = page.get_by_label(ABOUT)
    box.focus()
    page.keyboard.type("verifcation ref")  # with a slip of the finger
    expect(page.get_by_role("option")).to_have_text(["I am not sure", "My verification was refused"])
    expect(box).to_have_attribute("aria-expanded", "true")
    press(page, "Enter")
    expect(chosen(page)).to_have_value("verification-refused")
    expect(box).to_have_value("My verification was refused")
    expect(
        page.get_by_role("heading", name="My verification was refused")
    ).to_be_visible()  # its questions came
    expect(box).to_be_focused()
    assert not Ticket.objects.exists()


def test_arrows_home_end_and_escape_walk_the_list_and_leave_it(new_page, house):
    page = new_page()
    page.goto("/tickets/new/?topic=fees")
    box, lit = page.get_by_label(ABOUT), page.locator("[role=option][aria-selected=true]")
    box.focus()
    expect(page.get_by_role("listbox")).to_be_hidden()  # it does not jump open by passing through
    press(page, "ArrowDown")
    expect(lit).to_have_text("I think a fee is wrong")
    press(page, "Home")
    expect(lit).to_have_text("I am not sure")
    press(page, "End", "ArrowDown")
    expect(lit).to_have_text("I am not sure")
    press(page, "Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("I think a fee is wrong")
    expect(chosen(page)).to_have_value("fees")


def test_what_no_topic_says_is_said_kindly_and_not_sure_stays(new_page, house):
    page = new_page(phone=True)
    page.goto("/tickets/new/?topic=fees")
    page.get_by_label(ABOUT).fill("zzzz qqqq")
    expect(page.get_by_text("No topic says that.").first).to_be_visible()
    unsure = page.get_by_role("option", name="I am not sure")
    assert unsure.bounding_box()["height"] >= 44
    unsure.click()
    expect(chosen(page)).to_have_value("")


def test_words_of_the_readers_language_and_english_find_it(new_page, house):
    page = new_page(language="de")
    page.goto("/tickets/new/")
    box = page.locator("[role=combobox]")
    for words in ("auszahlung zuruckgehalten", "withdrawal hold"):
        box.fill(words)
        expect(page.get_by_role("option", name="Meine Auszahlung wird zurückgehalten")).to_be_visible()


def test_the_picker_stays_when_the_form_comes_back_refused(new_page, house, watch):
    page = new_page()
    page.goto("/tickets/new/?topic=fees")
    watch.forgive("422")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("Tell us what happened.").first).to_be_visible()
    expect(page.get_by_label(ABOUT)).to_have_value("I think a fee is wrong")
    page.get_by_label(ABOUT).fill("staking")
    page.keyboard.press("Enter")
    expect(chosen(page)).to_have_value("staking")


def test_what_is_proposed_says_why_and_is_taken_with_one_press(new_page, house, watch):
    page = new_page()
    page.goto("/tickets/new/")
    page.get_by_label("In one line").fill("Deposit of 200 USDT has not arrived")
    page.keyboard.press("Tab")
    proposal = page.get_by_role("button", name="My crypto deposit has not arrived")
    expect(proposal).to_contain_text("because of:")
    expect(proposal).to_contain_text("Deposit")
    watch.forgive("422")
    page.get_by_label("In one line").press("Enter")  # sends the form, and takes no proposal
    expect(page.get_by_text("Tell us what happened.").first).to_be_visible()
    expect(chosen(page)).to_have_value("")
    proposal.focus()
    page.keyboard.press("Enter")
    expect(chosen(page)).to_have_value("deposit-missing")
    expect(page.get_by_label(ABOUT)).to_be_focused()
    expect(proposal).to_have_count(0)


def test_without_a_script_what_is_proposed_is_a_button_that_brings_its_questions(new_page, stage, servers):
    new_page()  # what watches, and tidies up
    context = stage.browser.new_context(base_url=servers.base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/tickets/new/?q=My deposit has not arrived")
    page.get_by_role("button", name="My crypto deposit has not arrived").click()
    expect(chosen(page)).to_have_value("deposit-missing")
    expect(page.get_by_label("In one line")).to_have_value("My deposit has not arrived")
    expect(page.get_by_label("Transaction ID")).to_be_visible()
    context.close()
    assert not Ticket.objects.exists()


def test_a_topic_chosen_before_the_page_could_hear_of_it_asks_its_questions(new_page, carl):
    page = new_page(carl.user)
    page.add_init_script("""document.addEventListener("readystatechange", () => {
      const topics = document.querySelector("select[name=topic]");
      if (document.readyState !== "interactive" || !topics) return;
      topics.value = "deposit-missing";
      topics.dispatchEvent(new Event("change", { bubbles: true }));
    })""")
    page.goto("/tickets/new/")
    expect(page.get_by_label("Transaction ID")).to_be_visible()
