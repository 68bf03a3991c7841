"""A level that asks by ticket: the window offers the form, and no word that was typed is lost."""

import pytest
from playwright.sync_api import expect

from support.people.models import Tier
from tests.browser.axe import nothing_in_the_way
from tests.browser.test_chat import kept, say
from tickets.models import Ticket


def gives(chat):
    Tier.objects.filter(slug="entry").update(chat=chat)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_form_stands_there_at_once_and_a_grave_topic_opens_the_chat(new_page, ada, phone):
    gives(Tier.Chat.GRAVE)
    page = new_page(phone=phone, dark=phone)
    page.goto("/chat/")
    expect(page.get_by_text("For your level this is answered by ticket")).to_be_visible()
    expect(page.get_by_role("button", name="Send message")).to_be_hidden()
    words = page.get_by_label("Your message").first
    words.fill("Somebody is inside")
    nothing_in_the_way(page)
    page.get_by_role("button", name="My account is locked").click()
    expect(page.get_by_role("button", name="Send message")).to_be_visible()
    expect(page.locator("[data-composer] textarea")).to_have_value("Somebody is inside")
    page.get_by_role("button", name="Send message").click()
    kept(page, "Somebody is inside")


def test_refused_by_the_server_the_words_move_into_the_form_and_become_a_ticket(new_page, ada, worker):
    page = new_page()
    page.goto("/chat/")
    expect(page.get_by_role("button", name="Send message")).to_be_visible()
    gives(Tier.Chat.URGENT)  # after the page was loaded
    say(page, "My fee is too high")
    expect(page.get_by_text("For your level this is answered by ticket")).to_be_visible()
    expect(page.locator("#as-words")).to_have_value("My fee is too high")
    assert not Ticket.objects.exists()
    page.get_by_label("Where shall we answer?").fill("gus@guest.example")
    page.get_by_role("button", name="Send as a ticket").click()
    expect(page.get_by_text("We have your ticket.")).to_be_visible()
    assert Ticket.objects.get().channel == "web"
