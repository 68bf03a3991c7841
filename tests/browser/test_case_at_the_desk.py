"""A case at the desk: asked among us, escalated with what is needed, merged with its twin and taken apart."""

from playwright.sync_api import expect

from tests.browser.conftest import backstage
from tickets import actions
from tickets.models import Ticket


def test_a_colleague_answers_beside_the_ticket(new_page, ada, ben, carl, says):
    with backstage():
        ticket = actions.claim(says(carl, "Where is my bank transfer?"), by=ada)
    mine, theirs = new_page(ada), new_page(ben, phone=True)
    mine.goto(f"/desk/tickets/{ticket.pk}/")
    theirs.goto("/desk/?view=asked")
    mine.get_by_role("link", name="Ask a colleague or a team").click()
    mine.get_by_label("Whom?").select_option(label="Payments and cards")
    mine.get_by_label("What do you want to know?").fill("Did it bounce?")
    mine.get_by_role("button", name="Ask", exact=True).click()
    theirs.get_by_role("link", name="Did it bounce?").click()
    expect(theirs.get_by_role("heading", name="Ada asks Payments and cards")).to_be_visible()
    assert "Where is my bank transfer" not in theirs.content()
    mine.get_by_role("textbox", name="Ask on").fill("half written")
    theirs.get_by_role("textbox", name="Answer").fill("Yes, on Friday")
    theirs.get_by_role("button", name="Answer", exact=True).click()
    expect(mine.locator(".aside-lines")).to_contain_text("Yes, on Friday")
    expect(mine.get_by_role("textbox", name="Ask on")).to_have_value("half written")


def test_a_case_goes_to_specialists_and_the_customer_reads_where_it_is(new_page, watch, ada, carl, says):
    watch.forgive("422")
    with backstage():
        ticket = actions.claim(says(carl, "Somebody changed my address"), by=ada)
    desk, page = new_page(ada), new_page(carl.user, phone=True)
    page.goto(f"/tickets/{ticket.reference}/")
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    desk.locator("#more > summary").click()
    desk.get_by_role("link", name="Escalate…").click()
    desk.locator("#asking").get_by_label("Why?").fill("Strange sign-ins")
    desk.get_by_label("To which specialists?").select_option(label="Account security")
    desk.get_by_role("radio", name="investigation").check()
    desk.get_by_label("The account is locked").check()
    desk.get_by_label("What the customer saw").fill("A mail at 09:12")
    desk.get_by_role("button", name="Escalate to Account security").click()
    expect(desk.get_by_text("Do this first, then tick it off.")).to_have_count(1)
    expect(desk.locator("#asking").get_by_label("Why?")).to_have_value("Strange sign-ins")
    desk.get_by_label("Recent sign-ins").check()
    desk.get_by_label("Has money left").select_option("no")
    desk.get_by_role("button", name="Escalate to Account security").click()
    expect(desk.get_by_text("Ada escalated it to Account security")).to_be_visible()
    expect(page.get_by_text("Now with our specialists: Account security")).to_be_visible()
    expect(page.locator("#path").get_by_text("you hear from us by")).to_be_visible()
    assert "Strange sign-ins" not in page.content()


def test_two_tickets_become_one_and_two_again(new_page, ada, carl, says):
    with backstage():
        one, other = says(carl, "Where is my deposit?"), says(carl, "My deposit is missing")
    desk, page = new_page(ada), new_page(carl.user)
    page.goto(f"/tickets/{one.reference}/")
    desk.goto(f"/desk/tickets/{one.pk}/")
    desk.locator("#more > summary").click()
    desk.get_by_role("link", name="Merge…").click()
    desk.get_by_role("radio", name="My deposit is missing").check()
    desk.get_by_label("Why?").fill("the same deposit")
    desk.get_by_role("radio", name="This one").check()
    expect(desk.get_by_role("button", name=f"Merge {other.reference} into {one.reference}")).to_be_visible()
    expect(desk.get_by_label("Why?")).to_have_value("the same deposit")
    desk.get_by_role("radio", name="The other one").check()
    desk.get_by_role("button", name=f"Merge {one.reference} into {other.reference}").click()
    expect(desk.get_by_text(f"{one.reference} goes on in {other.reference}.")).to_be_visible()
    page.get_by_role("link", name=f"Go on in {other.reference}").click()
    page.get_by_text(f"Your ticket {one.reference} about the same thing").click()
    expect(page.get_by_text("Where is my deposit?", exact=True)).to_be_visible()
    desk.locator(".toast").get_by_role("button", name="Undo").click()
    expect(desk.get_by_text(f"Ada took it apart from {one.reference} again")).to_be_visible()
    assert Ticket.objects.open().count() == 2
