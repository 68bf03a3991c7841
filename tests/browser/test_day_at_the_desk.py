"""A day at the desk, two agents at once: by the mouse, and once more by the keyboard alone.

Taken, asked about beside the ticket, escalated, merged with its twin, a macro put into German by the other,
answered in it, solved, and on to the next; and one ticket that both reach for.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import backstage
from tests.browser.hands import Hand, Keys
from tickets import actions
from tickets.models import Macro, Pen, Ticket


@dataclass
class Agent:
    """Somebody at the desk."""

    page: Page
    hand: Hand

    def opens(self, address: str) -> None:
        """A page of the desk, live."""
        self.page.goto(address)
        expect(self.page.locator("html")).to_have_attribute("data-connection", "live")

    def does(self, key: str, target: Locator) -> None:
        """By its shortcut, where there are only keys."""
        if isinstance(self.hand, Keys):
            self.page.keyboard.press("Escape")
            for one in key.split():
                self.page.keyboard.press(one)
        else:
            target.click()

    def button(self, name: str) -> None:
        """Presses the first button of this name that is seen."""
        buttons = self.page.get_by_role("button", name=name, exact=True)
        self.hand.presses(buttons.locator("visible=true").first)

    def menu(self, name: str) -> None:
        """Chooses what lies behind the dots."""
        self.hand.presses(self.page.locator("#more > summary"))
        self.hand.presses(self.page.get_by_role("link", name=name))

    def writes(self, label: str, said: str) -> None:
        """Types into a box."""
        labelled = re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$")
        self.hand.types(self.page.get_by_label(labelled).locator("visible=true").first, said)

    def sees(self, said: str) -> None:
        """Reads words."""
        expect(self.page.get_by_text(said).locator("visible=true").first).to_be_visible()


@pytest.fixture
def queue(ada, sam, carl, cleo, says):
    """Twins of Carl's, Cleo's in German, and one more; a macro that speaks English only."""
    with backstage():
        for user in (ada, sam):
            Pen.objects.create(user=user, undo_seconds=0)
        english = {"en": "Hello {customer_first_name}, it is on its way."}
        Macro.objects.create(name="On its way", bodies=english)
        said = [(carl, "My address was changed", "en"), (carl, "Somebody changed my address", "en")]
        said += [(cleo, "Meine Auszahlung fehlt", "de"), (cleo, "Wo ist die Gebühr erklärt?", "de")]
        return [says(who, words, subject=words, language=code) for who, words, code in said]


@pytest.mark.parametrize("by", [Hand, Keys])
def test_a_day(new_page, by, ada, ben, sam, carl, queue):
    one, twin, german, last = queue
    pages = new_page(ada), new_page(sam), new_page(ben)
    mine, lead, pay = (Agent(page, by(page)) for page in pages)
    for agent in (mine, lead, pay):
        agent.opens("/desk/")

    mine.does("f", mine.page.locator("#take-next button"))
    expect(mine.page.locator("#talk-head h2")).to_have_text(one.subject)

    mine.hand.presses(mine.page.get_by_role("link", name="Ask a colleague or a team"))
    mine.hand.chooses(mine.page.get_by_label("Whom?"), "Payments and cards")
    mine.writes("What do you want to know?", "Did a card go with it?")
    mine.button("Ask")
    pay.does("g a", pay.page.locator("#view-asked"))
    pay.hand.presses(pay.page.get_by_role("link", name="Did a card go with it?"))
    pay.writes("Answer", "No card of theirs")
    pay.button("Answer")
    expect(mine.page.locator(".aside-lines")).to_contain_text("No card of theirs")

    mine.menu("Merge…")
    mine.hand.ticks(mine.page.get_by_role("radio", name=twin.subject))
    mine.writes("Why?", "the same address")
    mine.hand.ticks(mine.page.get_by_role("radio", name="This one"))
    mine.button(f"Merge {twin.reference} into {one.reference}")
    mine.sees(twin.reference)

    mine.menu("Escalate…")
    mine.hand.chooses(mine.page.get_by_label("To which specialists?"), "Account security")
    mine.writes("Why?", "a stranger was in")
    mine.hand.ticks(mine.page.get_by_role("radio", name="investigation"))
    mine.hand.ticks(mine.page.get_by_label("The account is locked"))
    mine.hand.ticks(mine.page.get_by_label("Recent sign-ins"))
    mine.hand.types(mine.page.get_by_label("What the customer saw"), "A mail at 09:12")
    mine.hand.chooses(mine.page.get_by_label("Has money left"), "no")
    mine.button("Escalate to Account security")
    mine.sees("Ada escalated it to Account security")

    lead.page.goto("/desk/macros/")
    lead.hand.presses(lead.page.get_by_role("link", name="On its way"))
    lead.writes("Deutsch", "Guten Tag {customer_first_name}, es ist unterwegs.")
    lead.button("Keep it")
    lead.sees("Kept. It can be used at once.")

    for agent in (mine, lead):
        agent.opens(f"/desk/tickets/{german.pk}/")
    lead.does("a", lead.page.locator("#claim button"))
    expect(mine.page.locator("#talk-head")).to_contain_text("Sam")
    mine.opens(f"/desk/tickets/{last.pk}/")
    lead.does("r", lead.page.locator("#tab-reply"))
    box = lead.page.get_by_role("textbox", name="Reply", exact=True)
    expect(box).to_be_focused()
    lead.page.keyboard.type("/")
    expect(lead.page.get_by_role("combobox", name="Macros")).to_be_focused()
    lead.page.keyboard.type("On its")
    expect(lead.page.get_by_role("region", name="Preview")).to_contain_text("Guten Tag Cleo")
    lead.page.keyboard.press("Enter")
    expect(box).to_have_value("Guten Tag Cleo, es ist unterwegs.")
    lead.page.keyboard.press("Control+Shift+Enter")
    expect(lead.page.locator("#talk-head h2")).not_to_have_text(german.subject)
    with backstage():
        german.refresh_from_db()
        assert german.resolved_at
        assert german.messages.get(kind="reply").body == "Guten Tag Cleo, es ist unterwegs."
        assert Ticket.objects.open().count() == 2


def test_both_reach_for_one(new_page, watch, ada, sam, queue):
    watch.forgive("409")  # the browser tells its console of the one who came second
    one, *_others = queue
    mine, lead = new_page(ada), new_page(sam)
    for page in (mine, lead):
        page.goto(f"/desk/tickets/{one.pk}/")
    mine.route("**/claim/", lambda route: _claimed_first(one, sam, route))
    mine.locator("#claim button").click()
    expect(mine.locator(".toast")).to_contain_text("Sam")
    mine.locator(".toast").get_by_role("button", name="Take next").click()
    expect(mine.locator("#talk-head h2")).not_to_have_text(one.subject)


def _claimed_first(ticket, sam, route):
    """Between the press and its arrival the other one has it."""
    with backstage():
        actions.claim(ticket, by=sam)
    route.continue_()
