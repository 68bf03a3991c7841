"""Four people at a bad hour, each on a phone, at a desk, by the keyboard alone, and without JavaScript.

A deposit is missing; a guest asks about a fee; an account is being emptied; a list is answered and, two days
after the solve, it was not solved after all. What they do is written once; `hands.py` is how they do it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import FilePayload, Locator, Page, expect

from helpcenter import actions as library
from support.people.models import AccountLock
from tests.browser.conftest import backstage
from tests.browser.hands import Hand, Keys
from tests.browser.sending import picture
from tests.tickets.said import ETH, HASH
from tickets import actions
from tickets.actions import Thing
from tickets.models import Attachment, Identifier, Rating, Ticket


@dataclass
class Person:
    """Somebody before a browser."""

    page: Page
    hand: Hand
    has_scripts: bool

    def sees(self, *said: str) -> None:
        """Words on the page."""
        for words in said:
            expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible()

    def presses(self, name: str, role: str = "button") -> None:
        """The first button (or link) of this name."""
        self.hand.presses(self.page.get_by_role(role, name=name, exact=True).first)

    def box(self, label: str) -> Locator:
        """A box by its label."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$")).first

    def types(self, label: str, said: str) -> None:
        """Into the box of this label."""
        self.hand.types(self.box(label), said)

    def brings(self, button: str, control: str, file: FilePayload) -> None:
        """A picture as it is, by the button that scripts draw or by the bare control."""
        self.hand.brings(
            self.page.get_by_role("button", name=button).first
            if self.has_scripts and button
            else self.page.locator(control),
            file,
        )
        if self.has_scripts and button:
            self.hand.presses(self.page.get_by_role("dialog").get_by_role("button", name="Send as it is"))
            expect(self.page.locator(".upload")).to_have_attribute("data-state", "done")


@pytest.fixture(params=["phone", "desktop", "keyboard", "without scripts"])
def person(request, new_page) -> Callable[..., Person]:
    """`person(user)` sits down before a browser of their own."""
    how = request.param

    def sits_down(user=None) -> Person:
        scripts = how != "without scripts"
        page = new_page(user, phone=how in {"phone", "without scripts"}, script=scripts)
        return Person(page, Keys(page) if how == "keyboard" else Hand(page), scripts)

    return sits_down


def test_carl_misses_a_deposit(person, carl, house):
    with backstage():
        shelf = library.shelve("crypto-deposits", names={"en": "Crypto deposits"})
        article = library.open_article("deposit-not-arrived", category=shelf)
        title = "My crypto deposit has not arrived"
        library.publish(
            library.revise(article, "en", title=title, summary="Six checks.", body="Words.").translation
        )
    him = person(carl.user)
    him.page.goto("/")
    search = him.page.get_by_role("combobox" if him.has_scripts else "searchbox")
    him.hand.types(search.first, "deposit not arrived")
    him.presses("Search")
    him.presses("My crypto deposit has not arrived", "link")
    him.presses("Write to us", "link")
    him.hand.chooses(him.box("What is it about?"), "My crypto deposit")
    if not him.has_scripts:
        him.presses("Show its questions")
    him.types("Coin", "USDT")
    him.types("Transaction ID", f"https://etherscan.io/tx/0x{HASH}")
    him.hand.chooses(him.box("Network it was sent on"), "Ethereum")
    him.types("Amount", "1,250.5")
    him.types("Address you sent it to", ETH)
    sent_at = (timezone.localtime() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    him.hand.moment(him.box("When did you send it?"), sent_at)
    him.types("What happened?", "1,250.50 USDT left my wallet yesterday and are not here.")
    if him.has_scripts:
        him.sees("Read from your link: a transaction on Ethereum.")
    him.brings("Choose files", "input[type=file][name=files]", picture("Wallet.png"))
    him.presses("Send the ticket")
    him.sees("We have your ticket.", "With our Crypto transfers team", "promised: an answer within")
    ticket = Ticket.objects.get()
    assert (ticket.topic.slug, ticket.customer) == ("deposit-missing", carl)
    assert ("txid", f"0x{HASH}", "ethereum") in ticket.identifiers.values_list("kind", "value", "network")
    assert Identifier.objects.filter(kind="address", value=ETH).exists()
    assert Attachment.objects.get().name == "Wallet.png"


def test_a_guest_asks_about_a_fee_proves_the_address_and_answers(person, ada, carry_out):
    them = person()
    them.page.goto("/tickets/new/?topic=fees")
    them.types("What happened?", "I paid 12 EUR where 4 EUR were promised.")
    them.types("Your e-mail address", "gus@guest.example")
    them.presses("Send the ticket")
    them.sees("We have your ticket.", "Open the link in our mail.")
    ticket = Ticket.objects.get()
    with backstage():
        actions.reply(ticket, by=ada, body="Was it an instant buy?", key="r-1")
        carry_out()
    link = re.search(r"http://[^/]+(/tickets/open/\S+)", mail.outbox[-1].body)[1]
    them = person()  # the mail is read in another browser
    them.page.goto(link)
    them.presses("It is mine: open it")
    them.sees("Was it an instant buy?", "I paid 12 EUR")
    expect(them.page.get_by_text("Open the link in our mail.")).to_have_count(0)
    them.types("Your answer", "Yes, by card.")
    them.presses("Send the answer")
    them.sees("Yes, by card.")
    assert [words.body for words in ticket.messages.all()][-1] == "Yes, by card."
    ticket.refresh_from_db()
    assert ticket.waiting_since


def test_somebody_s_account_is_being_emptied(person, carl):
    them = person(carl.user)
    them.page.goto("/")
    them.presses("Alert the security team", "link")
    them.presses("Lock my account now")
    them.sees("Locked at")
    if "/tickets/lock/" in them.page.url:  # where no script runs (yet), a page of its own says so
        them.presses("Tell us what you saw", "link")
    them.presses("Alert the security team")
    them.sees("We have your ticket.", "Locked at", "With our Account security team")
    assert AccountLock.objects.get().state == "locked"
    assert Ticket.objects.get().severity == 0


def test_carl_answers_a_list_rates_and_was_not_helped_after_all(person, ada, carl, says):
    with backstage():
        ticket = actions.claim(says(carl, "Where is it?", subject="1,250 USDT", topic="fees"), by=ada)
        things = [Thing("A screenshot of the transfer", "screenshot"), Thing("Did you send it?", "yes-no")]
        actions.reply(ticket, by=ada, body="Two things, please.", key="r-1", wanted=things)
    him = person(carl.user)
    him.page.goto("/tickets/")
    him.presses("1,250 USDT", "link")
    him.sees("We need 2 things from you")
    him.brings("", "#wanted input[type=file]", picture("Transfer.png"))
    if not him.has_scripts:
        him.presses("Send")
    him.sees("We need one more thing from you")
    him.presses("Yes")
    him.sees("We have everything we asked for")
    with backstage():
        actions.resolve(ticket, by=ada)
        Ticket.objects.update(resolved_at=timezone.now() - timedelta(days=2))
    him.page.reload()
    him.hand.ticks(him.page.get_by_role("radio", name="Good", exact=False).first)
    him.types("What went well, what did not? You need not say.", "Fast and kind.")
    him.presses("Send the rating")
    him.sees("You rated it 4 of 5 (Good).")
    him.types("Add something", "It is still not there.")
    him.presses("Add it to the ticket")
    him.sees("It is still not there.")
    ticket.refresh_from_db()
    assert (ticket.is_open, Ticket.objects.count()) == (True, 1)
    assert Rating.objects.get().comment == "Fast and kind."
    assert Attachment.objects.get().name == "Transfer.png"
