"""What is done with a ticket beside answering it, done in a browser; and every state of it looked at."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.axe import walking
from tests.browser.conftest import backstage
from tickets import actions
from tickets.models import Identifier, Tag, Ticket

walk = pytest.fixture(walking)


@pytest.fixture
def case(ada, carl, cleo, says):
    """A ticket of Carl's with all there is around it: tags, links, something like it that was solved."""
    with backstage():
        ticket = says(carl, "My deposit of 0.5 BTC is missing since noon", subject="Deposit missing")
        solved = says(cleo, "My deposit is missing", subject="Deposit is missing")
        actions.reply(solved, by=ada, body="It was credited after 20 confirmations.", key="s1")
        actions.resolve(solved, by=ada)
        for one in (ticket, solved):
            Identifier.objects.create(ticket=one, kind="txid", value="ab" * 32)
        actions.tag(ticket, names=["hot-wallet", "vip", "chargeback"], by=ada)
        actions.claim(ticket, by=ada)
        part = says(carl, "Also the fee was too high", subject="The fee")
        actions.link((part, ticket), kind="part", by=ada)
    ticket.part = part
    return ticket


def test_tags_come_and_go_by_the_keyboard(new_page, ada, case):
    page, colleague = new_page(ada), new_page(ada)
    for one in (page, colleague):
        one.goto(f"/desk/tickets/{case.pk}/")
    page.locator("#tags-menu > summary").press("Enter")
    box = page.get_by_label("Add a tag")
    expect(box).to_be_focused()
    box.fill("Refund asked, urgent")
    box.press("Enter")
    expect(page.locator("#tags").get_by_role("button", name="Take refund-asked off")).to_be_visible()
    expect(colleague.locator(".talk-work").get_by_text("refund-asked")).to_be_visible()
    page.get_by_role("button", name="Take vip off").press("Enter")
    expect(colleague.locator(".talk-work").get_by_text("vip", exact=True)).to_have_count(0)
    assert set(case.taggings.values_list("tag__name", flat=True)) == {
        *("hot-wallet", "chargeback", "refund-asked", "urgent")
    }


def test_it_is_followed_and_rests_and_is_taken_up_again(new_page, watch, ada, case):
    watch.forgive("422")
    page = new_page(ada)
    page.goto(f"/desk/tickets/{case.pk}/?view=mine")
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.locator("#more > summary").click()
    page.get_by_role("link", name="Snooze until…").click()
    expect(page.get_by_text("It can only rest until before then.")).to_be_visible()
    late = timezone.localtime() + timedelta(days=9)
    page.get_by_label("Or until").fill(f"{late:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Snooze", exact=True).click()
    expect(page.get_by_text("Snooze it until before then.")).to_be_visible()
    page.get_by_role("button", name="Shortly before it is due").click()
    expect(page.locator(".talk-work").get_by_text("Snoozed until")).to_be_visible()
    page.goto(f"/desk/tickets/{case.pk}/?view=mine")
    expect(page.locator(f"#row-{case.pk}")).to_have_count(0)
    page.locator("#wake button").click()
    expect(page.locator(f"#row-{case.pk}")).to_be_visible()
    expect(page.locator(".talk-work").get_by_text("Snoozed until")).to_have_count(0)


def test_what_stands_around_it_is_live(new_page, ada, case):
    page = new_page(ada)
    page.goto(f"/desk/tickets/{case.pk}/")
    around = page.locator("#around")
    expect(around.locator(f'[data-linked="{case.part.pk}"]').get_by_text("waiting")).to_be_visible()
    expect(around.get_by_text("The same transaction ID")).to_be_visible()
    around.get_by_text("What solved it").click()
    expect(around.get_by_text("It was credited after 20 confirmations.")).to_be_visible()
    with backstage():
        actions.resolve(case.part, by=ada)
    expect(around.locator(f'[data-linked="{case.part.pk}"]').get_by_text("solved")).to_be_visible()
    with backstage():
        solved = Ticket.objects.get(subject="Deposit is missing")
    around.get_by_text("Link a ticket").click()
    around.get_by_label("This ticket").select_option(label="Is a duplicate of")
    around.get_by_label("Reference").fill(solved.reference)
    around.get_by_role("button", name="Link", exact=True).click()
    expect(around.get_by_text("Duplicate of", exact=True)).to_be_visible()


def test_another_matter_gets_a_ticket_of_its_own(new_page, ada, carl, case):
    with backstage():
        said = {"channel": "web", "customer": carl, "ticket": case}
        actions.receive(external_id="m2", body="And my fee was too high", **said)
    page, theirs = new_page(ada), new_page(carl.user, phone=True)
    theirs.goto(f"/tickets/{case.reference}/")
    page.goto(f"/desk/tickets/{case.pk}/")
    page.locator("#more > summary").click()
    page.get_by_role("link", name="Split…").click()
    page.get_by_role("checkbox", name="And my fee was too high").check()
    expect(page.get_by_role("heading", name="What will happen")).to_be_visible()
    page.get_by_label("What the new ticket is called").fill("The fee was too high")
    page.get_by_role("button", name="Split 1 message out").click()
    expect(page.get_by_text("is a ticket of its own now")).to_be_visible()
    expect(page.locator("#talk-head h2")).to_have_text("The fee was too high")
    expect(theirs.get_by_text("What you wrote about another matter goes on in")).to_be_visible()


def test_one_answer_goes_to_all_incidents(new_page, worker, ada, carl, cleo, says, case):
    with backstage():
        actions.flag(case, by=ada)
        others = [says(cleo, f"Missing too {number}") for number in range(3)]
        others.append(says(cleo, "Mir fehlt auch etwas", language="de"))
        actions.link(*((one, case) for one in others), kind="incident", by=ada)
    page, theirs = new_page(ada), new_page(cleo.user)
    theirs.goto(f"/tickets/{others[0].reference}/")
    page.goto(f"/desk/tickets/{case.pk}/")
    page.locator("#around").get_by_role("link", name="Answer all incidents…").click()
    page.get_by_label("English, for 3").fill("It works again.")
    page.get_by_label("Deutsch, for 1").fill("Es geht wieder.")
    page.get_by_label("Solve the incidents with it").check()
    page.get_by_role("button", name="Look who gets what").click()
    page.get_by_role("button", name="Send 4 answers").click()
    expect(page.get_by_text("All done: 4 incidents.")).to_be_visible()
    expect(theirs.get_by_text("It works again.")).to_be_visible()
    with backstage():
        assert not Ticket.objects.open().filter(pk__in=[one.pk for one in others]).exists()


def test_every_state_keeps_nobody_out(new_page, watch, ada, sam, carl, cleo, says, case, walk):
    watch.forgive("422")
    page = new_page(sam)
    here = f"/desk/tickets/{case.pk}/"
    page.goto(here)
    expect(page.locator("#around-similar")).to_be_attached()
    walk.looks(page, "ticket with tags and links")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#tags-menu > summary").click()
    expect(page.get_by_label("Add a tag")).to_be_visible()
    walk.looks(page, "tags open")
    for path in ("around/", "snooze/", "split/", "tags/"):
        page.goto(here + path)
        walk.looks(page, f"page of {path[:-1]}")
    with backstage():
        said = {"channel": "web", "customer": carl, "ticket": case}
        second = actions.receive(external_id="m2", body="And my fee was too high", **said).message
        actions.flag(case, by=ada)
        others = [says(cleo, f"Missing too {number}") for number in range(3)]
        others.append(says(cleo, "Mir fehlt auch etwas", language="de"))
        actions.link(*((one, case) for one in others), kind="incident", by=ada)
        actions.snooze(case, until=timezone.now() + timedelta(minutes=5), by=ada)
    page.goto(f"{here}split/?messages={second.pk}")
    walk.looks(page, "split previewed")
    page.goto(here)
    expect(page.locator("#answer-all")).to_be_attached()
    walk.looks(page, "problem that is snoozed")
    page.goto("/desk/?view=snoozed")
    walk.looks(page, "snoozed in the queue")
    page.goto(f"{here}answer-all/")
    walk.looks(page, "answer all")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="Look who gets what").click()
    expect(page.locator(".field-error").first).to_be_visible()
    walk.looks(page, "answer all refused")
    page.get_by_label("English, for 3").fill("It works again.")
    page.get_by_label("Deutsch, for 1").fill("Es geht wieder.")
    page.get_by_role("button", name="Look who gets what").click()
    expect(page.get_by_role("heading", name="Who gets what")).to_be_visible()
    walk.looks(page, "answer all previewed")
    page.get_by_role("button", name="Send 4 answers").click()
    expect(page.locator("#joint-progress")).to_be_visible()
    walk.looks(page, "answers on their way")
    page.goto("/desk/tags/")
    walk.looks(page, "all tags")
    with backstage():
        Tag.objects.all().delete()
    page.goto("/desk/tags/")
    walk.looks(page, "no tags")
