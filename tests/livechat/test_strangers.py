"""Whose conversation it is: the browser's, then the person's, never anybody else's."""

import pytest
from django.test import Client

from livechat.models import Visit
from support.people.models import Customer, User
from tests.windows import Browser, here
from tickets import actions
from tickets.models import Event, Ticket

NOT_ALLOWED = 4403


def sign_in(browser: Browser, user: User) -> None:
    """Sign in in this browser, as the form does: the session goes on under a new key."""
    browser.client.force_login(user)


def test_a_browser_without_a_visit_is_turned_away(play):
    async def story():
        async with Browser().window() as window:
            return await window.closed_with()

    assert play(story) == NOT_ALLOWED


def test_another_site_cannot_open_the_line(play, stranger):
    async def story():
        async with stranger.window(origin="https://evil.example"):
            pass

    with pytest.raises(ConnectionRefusedError):
        play(story)


def test_agents_speak_from_the_desk_never_here(play, ada):
    browser = Browser(ada)
    assert browser.open_page().url == "/desk/"
    assert "visit" not in browser.client.session

    async def story():
        async with browser.window() as window:
            return await window.closed_with()

    assert play(story) == NOT_ALLOWED


def test_a_stranger_hears_nothing_of_somebody_elses_chat(play, stranger, ada, browser_of, cleo):
    async def story(other):
        async with stranger.window() as mine, other.window() as theirs:
            await mine.say("Mine alone")
            await here(actions.reply, await here(Ticket.objects.get), by=ada, body="For you alone", key="r")
            await mine.hear("event", kind="replied")
            return await theirs.gap(), theirs.heard, await theirs.state()

    gap, heard, state = play(story, browser_of(cleo.user))
    assert gap == []
    assert "alone" not in str(heard)
    assert state["ticket"] is None


def test_who_signs_in_keeps_going_as_who_they_are(play, stranger, carl, ada):
    visit = stranger.visit

    async def story():
        async with stranger.window() as window:
            await window.say("Where is my money?")
        await here(sign_in, stranger, carl.user)
        async with stranger.window() as window:
            gap = await window.gap()
            return gap, await window.say("It is me, Carl", key="line-0002")

    gap, kept = play(story)
    ticket = Ticket.objects.get()
    assert stranger.visit == visit
    assert gap[1]["html"] == '<p dir="auto">Where is my money?</p>'
    assert (kept["ticket"], ticket.customer) == (ticket.reference, carl)
    assert ticket in Ticket.objects.visible_to(carl.user)
    assert ticket.events.filter(kind=Event.Kind.IDENTIFIED).count() == 1
    assert Customer.objects.filter(handles__network="chat").get() == carl
    assert not Customer.objects.filter(name="Visitor").exists()  # the stranger was Carl


def test_signing_in_brings_the_tier_and_keeps_the_waiting(play, stranger, carl, ada):
    async def story():
        async with stranger.window() as window:
            await window.say("Where is my money?", topic="deposit-missing")

    play(story)
    before = Ticket.objects.get()
    sign_in(stranger, carl.user)
    stranger.open_page()
    after = Ticket.objects.get()
    assert after.target_seconds < before.target_seconds  # Carl is verified, a stranger is not
    assert after.waiting_since == before.waiting_since


def test_what_a_customer_said_is_gone_when_they_signed_out(play, browser_of, carl, cleo):
    browser = browser_of(carl.user)

    async def story():
        async with browser.window() as window:
            await window.say("I am Carl")

    play(story)
    browser.client.post("/account/logout/")
    browser.open_page()
    assert Visit.objects.count() == 2
    assert browser.visit.ticket is None
    sign_in(browser, cleo.user)
    browser.open_page()
    assert browser.visit.customer == cleo
    assert browser.client.get("/chat/after/0/").json()["gap"]["events"] == []


def test_an_open_window_ends_when_its_person_signs_out(play, browser_of, carl, ada):
    browser = browser_of(carl.user)

    async def story():
        async with browser.window() as window:
            await window.say("I am Carl")
            await here(browser.client.post, "/account/logout/")
            await window.send(state=True)
            code = await window.closed_with()
            await here(actions.reply, await here(Ticket.objects.get), by=ada, body="Hello Carl", key="r")
            return code, window.heard

    code, heard = play(story)
    assert code == NOT_ALLOWED
    assert "Hello Carl" not in str(heard)


def test_a_strangers_open_window_ends_at_once_when_it_is_known_whose_the_words_are(play, stranger, carl):
    async def story():
        async with stranger.window() as window:
            await window.say("Where is my money?")
            await here(sign_in, stranger, carl.user)
            await here(stranger.open_page)  # another tab, where Carl is signed in
            return await window.closed_with()  # without a word from this one

    assert play(story) == NOT_ALLOWED


def test_a_copied_visit_key_opens_nothing_for_another_person(play, browser_of, carl, cleo):
    mine, theirs = browser_of(carl.user), browser_of(cleo.user)
    session = theirs.client.session
    session["visit"] = str(mine.visit.pk)
    session.save()

    async def story():
        async with theirs.window() as window:
            return await window.closed_with()

    assert play(story) == NOT_ALLOWED
    assert theirs.client.get("/chat/after/0/").status_code == 404
    assert theirs.client.post("/chat/say/", {"say": "x"}, "application/json").status_code == 404


def test_a_customer_goes_on_in_another_browser(play, browser_of, carl):
    at_home = browser_of(carl.user)

    async def story():
        async with at_home.window() as window:
            await window.say("From home")

    play(story)
    on_the_way = browser_of(carl.user)
    assert on_the_way.visit == at_home.visit


def test_a_made_up_key_is_nobodys_visit(db, house):
    client = Client()
    for key in ("", "no key", "0" * 36, 7, ["x"]):
        session = client.session
        session["visit"] = key
        session.save()
        assert client.get("/chat/after/0/").status_code == 404


def test_the_whole_conversation_is_shown_to_its_own_browser_only(play, stranger):
    async def story():
        async with stranger.window() as window:
            await window.say("Show me all of it")

    play(story)
    page = stranger.client.get("/chat/transcript/", follow=True)
    assert "Show me all of it" in page.content.decode()
    other = Client()
    assert other.get("/chat/transcript/").status_code == 404
    assert other.get(f"/tickets/{Ticket.objects.get().reference}/").status_code == 404
