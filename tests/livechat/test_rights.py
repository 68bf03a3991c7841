"""What a tier may begin a chat about: held by the server at both doors, and S0 may always."""

import json

import pytest
from django.test import Client

from livechat.models import Visit
from support.people import actions as people
from support.people.models import Tier
from tickets import actions
from tickets.models import Message, Ticket


def gives(slug, chat):
    Tier.objects.filter(slug=slug).update(chat=chat)


def post(browser, topic="", key="line-0001", body="Hello"):
    told = json.dumps({"say": body, "id": key, "topic": topic})
    return browser.post("/chat/say/", told, content_type="application/json")


@pytest.fixture
def at(house):
    """`at(user)`: a browser with the chat page open; without a user, a stranger's."""

    def opened(user=None):
        browser = Client()
        if user:
            browser.force_login(user)
        browser.get("/chat/")
        return browser

    return opened


def test_a_new_desk_lets_every_tier_chat_about_anything(at, carl):
    assert post(at()).status_code == 200
    assert post(at(carl.user)).status_code == 200


def test_beyond_the_right_nothing_is_kept_and_the_window_is_told_why(at, carl):
    gives("verified", Tier.Chat.GRAVE)
    answer = post(at(carl.user), topic="deposit-missing")
    assert answer.status_code == 422
    assert (answer.json()["type"], answer.json()["why"]) == ("refused", "tier")
    assert not Ticket.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("chat", Tier.Chat.values)
def test_what_is_urgent_may_always_be_said(at, carl, chat):
    gives("verified", chat)
    assert post(at(carl.user), topic="account-takeover").status_code == 200
    assert Ticket.objects.get().severity == 0


@pytest.mark.parametrize(("right", "status"), [(1, 422), (2, 200), (3, 200)])
def test_up_to_its_severity_a_tier_may(at, carl, right, status):
    gives("verified", right)
    assert Tier.objects.get(slug="verified").chat == right
    assert post(at(carl.user), topic="deposit-missing").status_code == status  # S2


def test_no_topic_and_an_unknown_one_are_of_the_usual_severity(at, carl):
    gives("verified", Tier.Chat.BROKEN)
    browser = at(carl.user)
    assert post(browser).status_code == post(browser, topic="no-such-topic").status_code == 422
    gives("verified", Tier.Chat.USUAL)
    assert post(browser).status_code == 200


def test_guests_and_the_unknown_have_the_rights_of_the_lowest_tier(at, carl):
    gives("entry", Tier.Chat.URGENT)
    assert post(at()).status_code == 422
    people.forget_tier(carl, reason="nobody vouches")
    assert post(at(carl.user)).status_code == 422


def test_another_tier_s_rights_are_nobody_else_s(at, carl, cleo):
    gives("verified", Tier.Chat.URGENT)
    assert post(at(cleo.user)).status_code == 200


def test_a_chat_that_runs_goes_on_when_the_right_ends(at, carl):
    browser = at(carl.user)
    assert post(browser).status_code == 200
    gives("verified", Tier.Chat.URGENT)
    assert post(browser, key="line-0002").status_code == 200
    ticket = Ticket.objects.get()
    actions.resolve(ticket, by=None)
    assert post(browser, key="line-0003").status_code == 200  # the same conversation opens again
    actions.resolve(Ticket.objects.get(), by=None)
    actions.close(Ticket.objects.get())
    assert post(browser, key="line-0004").status_code == 422  # the next one would be new


def test_a_higher_tier_told_meanwhile_may_at_once(at, carl):
    gives("verified", Tier.Chat.URGENT)
    browser = at(carl.user)
    assert post(browser).status_code == 422
    people.change_tier(carl, to=Tier.objects.get(slug="business"))
    assert post(browser).status_code == 200


def test_the_page_knows_what_is_asked_by_ticket(at, carl):
    gives("verified", Tier.Chat.GRAVE)
    browser = at(carl.user)
    barred = json.loads(browser.get("/chat/").context["barred_json"])
    assert "" in barred
    assert "account-takeover" not in barred
    gives("verified", Tier.Chat.ANYTHING)
    assert json.loads(browser.get("/chat/").context["barred_json"]) == []


def test_the_live_line_refuses_the_same(play, house, carl, browser_of):
    gives("verified", Tier.Chat.GRAVE)

    async def story(browser):
        async with browser.window() as window:
            await window.send(say="Hello", id="line-0001", topic="deposit-missing")
            refused = await window.hear("refused")
            assert refused["why"] == "tier"
            await window.send(say="Somebody is in my account", id="line-0002", topic="account-takeover")
            await window.hear("kept")

    play(story, browser_of(carl.user))
    assert [message.body for message in Message.objects.all()] == ["Somebody is in my account"]
    assert Visit.objects.get().ticket == Ticket.objects.get()
