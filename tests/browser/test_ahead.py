"""Pressing *Take next* shows the next ticket at once; the claim, and the truth, follow."""

import pytest
from playwright.sync_api import expect

from support.audit.models import Entry
from tests.browser.conftest import backstage
from tickets import actions
from tickets.models import Ticket


@pytest.fixture
def waiting(ada, carl, says):
    with backstage():
        return [says(carl, f"Words {number}", subject=f"Matter {number}") for number in range(8)]


def is_ready(page):
    page.wait_for_function("() => document.querySelector('desk-ahead').good")


def until_it_is_asked(page, held):
    """What was asked and is held back here."""
    for _look in range(500):
        if held:
            return held.pop()
        page.wait_for_timeout(20)
    raise AssertionError("nothing was asked")


def test_it_is_there_while_the_claim_is_on_its_way_and_the_page_follows(new_page, ada, waiting):
    page = new_page(ada)
    page.goto("/desk/")
    is_ready(page)
    with backstage():
        assert not Entry.objects.filter(action="ticket.viewed").exists()
    held = []  # the claim stays on its way for as long as we look
    page.route("**/desk/next/", lambda route: held.append(route))
    for number, ticket in enumerate(waiting[:3]):
        page.get_by_role("button", name="Take next").click()
        expect(page.locator("#ahead-talk h2")).to_have_text(f"Matter {number}")
        with backstage():
            assert not Ticket.objects.filter(pk=ticket.pk, assignee=ada).exists()
        until_it_is_asked(page, held).continue_()
        expect(page.locator(f"desk-thread[data-ticket='{ticket.pk}']")).to_be_visible()
        expect(page.locator(".talk-ahead")).to_have_count(0)
        is_ready(page)


def test_a_colleague_who_was_faster_is_named_and_the_real_next_stands_there(
    new_page, watch, ada, sam, waiting
):
    page = new_page(ada)
    page.goto("/desk/")
    is_ready(page)
    page.evaluate(
        "() => { document.querySelector('desk-ahead').moved = () => {}; }"
    )  # its hint is still on the way
    with backstage():
        actions.claim(waiting[0], by=sam)
    page.get_by_role("button", name="Take next").click()
    expect(page.locator("#toasts")).to_contain_text(
        f"Sam was faster with {waiting[0].reference}. This one is yours."
    )
    expect(page.locator("#talk h2").first).to_have_text("Matter 1")
    expect(page.locator(".talk-ahead")).to_have_count(0)


def test_what_somebody_took_is_dropped_and_the_one_after_it_comes(new_page, ada, sam, waiting):
    page = new_page(ada)
    page.goto("/desk/")
    is_ready(page)
    with backstage():
        actions.claim(waiting[0], by=sam)
    page.wait_for_function(
        f"() => document.querySelector('desk-ahead').next?.ticket === '{waiting[1].pk}'", timeout=30_000
    )


def test_when_the_claim_fails_the_page_is_as_it_was(new_page, watch, ada, waiting):
    watch.forgive("ERR_FAILED", "htmx:")
    page = new_page(ada)
    page.goto("/desk/")
    is_ready(page)
    page.route("**/desk/next/", lambda route: route.abort())
    page.get_by_role("button", name="Take next").click()
    expect(page.locator(".talk-ahead")).to_have_count(0)
    expect(page.get_by_text("No ticket is open.")).to_be_visible()
