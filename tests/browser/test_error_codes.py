"""A code an app has shown is written into the form: what it means stands there before anything is sent."""

from playwright.sync_api import expect


def test_a_code_is_explained_before_sending_and_goes_when_it_is_taken_out(new_page, carl):
    page = new_page(carl.user, phone=True)
    page.goto("/tickets/new/?topic=api-errors")
    words = page.get_by_label("What happened?")
    words.fill("My bot gets error 1021 since noon")
    words.blur()  # as all advice: when a box is left, so that nobody is interrupted
    told = page.locator("[data-code='-1021']")
    expect(told).to_contain_text("recvWindow")
    expect(told.get_by_role("link")).to_have_attribute("href", "/help/api-errors/")
    words.fill("My bot lost -1021 USDT since noon")
    words.blur()
    expect(told).to_have_count(0)
