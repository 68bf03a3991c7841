"""The same thing sent twice: with or without scripts it is asked about, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import backstage
from tests.browser.writing import NEW, filed, send, words
from tickets import actions
from tickets.models import Message, Ticket

SAID = "My money left on Friday and nobody tells me where it is."
BANNER = "You already have this with us."


@pytest.mark.parametrize("phone", [True, False])
def test_back_and_send_again_without_scripts_is_asked_about(new_page, carl, phone, watch):
    watch.forgive("409")
    page = new_page(carl.user, phone=phone, script=False)
    page.goto(NEW)
    words(page).fill(SAID)
    send(page)
    filed(page)
    page.go_back()
    page.goto(NEW)  # a fresh key, as browsers give that draw the page anew on the way back
    words(page).fill(SAID)
    send(page)
    expect(page.get_by_text(BANNER)).to_be_visible()
    expect(words(page)).to_have_value(SAID)
    ticket = Ticket.objects.get()
    page.get_by_role("button", name=f"Add it to {ticket.reference}").click()
    expect(page).to_have_url(f"{page.url.partition('/tickets/')[0]}/tickets/{ticket.reference}/")
    assert Ticket.objects.count() == 1
    assert Message.objects.count() == 2


def test_what_was_solved_opens_again_where_scripts_run(new_page, carl, ada, says, watch):
    watch.forgive("409")
    solved = says(carl, SAID)
    actions.resolve(solved, by=ada)
    page = new_page(carl.user, phone=True)
    page.goto(NEW)
    words(page).fill(SAID)
    send(page)
    again = page.get_by_role("button", name=f"Open {solved.reference} again with this")
    expect(again).to_be_visible()
    expect(page.get_by_text("keeps its place")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    again.click()
    expect(page.get_by_text("Opened again")).to_be_visible()
    with backstage():
        solved.refresh_from_db()
    assert solved.resolved_at is None


def test_other_words_are_asked_nothing(new_page, carl, says):
    says(carl, SAID)
    page = new_page(carl.user)
    page.goto(NEW)
    words(page).fill("How do I change my e-mail address?")
    send(page)
    filed(page)
