"""Before and in the line, as a visitor sees it: where they would stand, what is grave, other ways to wait."""

from django.utils import timezone
from playwright.sync_api import expect

from livechat.models import Visit
from tests.browser.axe import nothing_in_the_way
from tests.browser.conftest import backstage
from tests.browser.test_chat import kept, said, say
from tickets import actions
from tickets.models import Message, Ticket


def test_where_one_would_stand_and_what_is_grave_waits_in_no_line(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    expect(page.get_by_text("If you write now you are number 1 in line.")).to_be_visible()
    page.get_by_role("button", name="Someone is in my account").click()
    expect(page.get_by_text("This goes before everything else.")).to_be_visible()
    expect(page.get_by_text("If you write now")).to_be_hidden()
    expect(page.get_by_role("textbox", name="Your message").last).to_be_focused()
    nothing_in_the_way(page)
    say(page, "They are sending my coins away")
    kept(page, "They are sending")
    expect(page.get_by_text("This goes before everything else.")).to_be_visible()
    expect(page.locator(".wait-number").first).to_be_hidden()
    with backstage():
        assert Ticket.objects.get().severity == 0


def test_going_on_as_a_ticket_takes_along_what_stands_in_the_composer(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    say(page, "My deposit is missing")
    kept(page, "My deposit")
    page.get_by_label("Your message", exact=True).last.fill("It was 5 of 7001")
    page.get_by_role("button", name="Go on as a ticket").click()
    page.wait_for_url("**/tickets/**")
    expect(page.get_by_text("It was 5 of 7001")).to_be_visible()
    with backstage():
        assert [message.body for message in Message.objects.order_by("seq")] == [
            "My deposit is missing",
            "It was 5 of 7001",
        ]


def test_who_is_asked_whether_they_are_there_says_so_and_loses_nothing(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    say(page, "My deposit is missing")
    kept(page, "My deposit")
    with backstage():
        ticket = actions.claim_next(ada)
        actions.reply(ticket, by=ada, body="What is its number?", key="r")
        Visit.objects.update(nudged_at=timezone.now())
    page.reload()
    expect(page.get_by_text("Are you still there?")).to_be_visible()
    page.get_by_role("button", name="I am here").click()
    expect(page.get_by_text("Are you still there?")).to_be_hidden()
    with backstage():
        assert Visit.objects.get().nudged_at is None
    assert said(page) == ["My deposit is missing", "What is its number?"]
