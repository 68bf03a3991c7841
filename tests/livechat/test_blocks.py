"""Kept out of the chat: for a while, by reason, in the book; never out of the ticket form, never with S0."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from livechat import blocks
from livechat.models import Block, Device, Visit
from support.audit.models import Entry
from tests.windows import Browser
from tickets import actions
from tickets.models import Ticket, Topic
from tickets.severity import Severity

RUDE = "We were called names"


def says(browser, words="More of it", key="line-0002", topic=""):
    said = {"say": words, "id": key, "topic": topic}
    return browser.client.post("/chat/say/", said, content_type="application/json")


@pytest.fixture(autouse=True)
def nobody_s_flood(valkey):
    """All browsers here have one address: how much it said concerns no other story."""
    yield
    valkey.flushdb()


@pytest.fixture
def rude(stranger):
    """A browser whose chat has begun."""
    assert says(stranger, "You are all thieves", "line-0001").status_code == 200
    return stranger


@pytest.fixture
def chat(rude, ada):
    return actions.claim(rude.visit.ticket, by=ada)


def keep_out(chat, by, kind="visit", hours=1):
    until = timezone.now() + timedelta(hours=hours)
    return blocks.block(chat, kind=kind, by=by, why=RUDE, until=until)


def test_what_they_say_is_refused_and_nothing_of_it_is_kept(rude, chat, ada):
    keep_out(chat, ada)
    answer = says(rude)
    assert answer.status_code == 422
    assert answer.json()["why"] == "blocked"
    assert chat.messages.filter(kind="customer").count() == 1


def test_another_browser_goes_on(rude, chat, ada, browser_of, carl):
    keep_out(chat, ada)
    assert says(browser_of(carl.user)).status_code == 200


def test_who_loses_money_now_gets_through(rude, chat, ada):
    keep_out(chat, ada)
    actions.resolve(chat, by=ada)
    Ticket.objects.filter(pk=chat.pk).update(closed_at=timezone.now())
    grave = Topic.objects.filter(severity=Severity.S0).first().slug
    assert says(rude, topic="my-deposit").json()["why"] == "blocked"
    assert says(rude, "My coins are leaving", "line-0003", topic=grave).status_code == 200
    assert says(rude, "Just now", "line-0004").status_code == 200


def test_what_an_agent_found_to_be_less_grave_is_no_way_round(rude, chat, ada):
    keep_out(chat, ada)
    grave = Topic.objects.filter(severity=Severity.S0).first().slug
    assert says(rude, "It is S0, honestly", topic=grave).json()["why"] == "blocked"


def test_a_customer_is_kept_out_whatever_browser_they_take(browser_of, carl, ada):
    first, second = browser_of(carl.user), browser_of(carl.user)
    says(first, "You are all thieves", "line-0001")
    ticket = actions.claim(first.visit.ticket, by=ada)
    keep_out(ticket, ada, kind="customer")
    assert says(second).json()["why"] == "blocked"


def test_a_network_is_kept_out_and_its_address_is_nowhere(rude, chat, sam):
    keep_out(chat, sam, kind="network")
    other = Browser()
    other.open_page()
    assert says(other).json()["why"] == "blocked"
    far = Browser()
    far.client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    far.open_page()
    assert says(far).status_code == 200
    assert "127.0.0" not in Block.objects.get().whom + Visit.objects.first().network


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.9", "203.0.113.9", True),
        ("203.0.113.9", "203.0.113.10", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
    ],
)
def test_a_network_is_one_connection(one, other, same):
    assert (blocks.network_of(one) == blocks.network_of(other)) is same


def test_no_address_is_no_network():
    assert blocks.network_of("unknown") == ""


def test_it_ends_by_itself(rude, chat, ada, time_machine):
    keep_out(chat, ada, hours=1)
    time_machine.move_to(timezone.now() + timedelta(minutes=61))
    assert says(rude).status_code == 200


def test_lifted_it_is_over_and_both_stand_in_the_book(rude, chat, ada, sam):
    row = keep_out(chat, ada)
    for _twice in range(2):
        blocks.lift(row, by=sam)
    assert says(rude).status_code == 200
    written = Entry.objects.filter(action__startswith="chat.").order_by("pk")
    assert [(entry.action, entry.by) for entry in written] == [("chat.blocked", ada), ("chat.unblocked", sam)]
    assert written[0].detail["why"] == RUDE


def test_pressed_twice_it_stands_once(chat, ada):
    until = timezone.now() + timedelta(hours=1)
    for _twice in range(2):
        blocks.block(chat, kind="visit", by=ada, why=RUDE, until=until)
    assert Block.objects.count() == 1


def test_the_ticket_form_stays_open(rude, chat, sam):
    keep_out(chat, sam, kind="network")
    assert rude.client.get("/tickets/new/").status_code == 200


def test_an_agent_keeps_a_browser_out_for_a_day_and_no_network_for_ever(client, chat, ada):
    client.force_login(ada)
    there = reverse("board:block", args=[chat.pk])
    assert client.post(there, {"kind": "network", "hours": "1", "why": RUDE}).status_code == 422
    assert client.post(there, {"kind": "visit", "hours": "0", "why": RUDE}).status_code == 422
    assert client.post(there, {"kind": "visit", "hours": "24", "why": ""}).status_code == 422
    assert not Block.objects.exists()
    assert client.post(there, {"kind": "visit", "hours": "24", "why": RUDE}).status_code == 302
    assert Block.objects.get().by == ada


def test_a_supervisor_sees_who_is_kept_out_and_lets_them_in(client, rude, chat, ada, sam):
    row = keep_out(chat, ada)
    client.force_login(sam)
    assert RUDE in client.get(reverse("board:blocks")).content.decode()
    client.post(reverse("board:lift", args=[row.pk]))
    row.refresh_from_db()
    assert row.lifted_by == sam


def test_a_ticket_of_another_door_has_no_browser_to_keep_out(client, ada, carl):
    ticket = actions.receive(channel="web", external_id="w1", customer=carl, body="Hello").ticket
    with pytest.raises(blocks.NobodyThere):
        keep_out(ticket, ada)


NETWORK = "203.0.113"


def frame_from(address):
    """A browser on a foreign page, from some network; what it says is answered over plain HTTP."""
    client = Client(REMOTE_ADDR=address)
    token = client.post("/embed/meridian/begin/", {}, content_type="application/json").json()["token"]
    return lambda path, said: client.post(
        path, said, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )


def test_a_network_is_kept_out_of_frames_on_foreign_pages_too(site, ada, sam):
    asks = frame_from("203.0.113.9")
    asks("/chat/say/", {"say": "You are all thieves", "id": "line-0001"})
    keep_out(actions.claim(Ticket.objects.get(), by=ada), sam, kind="network")
    again = frame_from("203.0.113.9")("/chat/say/", {"say": "More of it", "id": "line-0002"})
    assert (again.status_code, again.json()["why"]) == (422, "blocked")
    far = frame_from("203.0.113.77")("/chat/say/", {"say": "Hello", "id": "line-0003"})
    assert far.json()["type"] == "kept"
    kept = [Block.objects.get().whom, *Visit.objects.values_list("network", flat=True)]
    assert not any(NETWORK in digest for digest in kept)
    assert Device.objects.count() == 3


def corrects(browser, **said):
    return browser.client.post("/chat/correct/", said, content_type="application/json").json()


def test_who_is_kept_out_says_nothing_new_by_changing_a_line_and_may_take_it_back(rude, chat, ada):
    keep_out(chat, ada)
    changed = corrects(rude, edit="Even ruder", of="line-0001", id="mend-0001")
    assert (changed["type"], changed["why"]) == ("refused", "blocked")
    assert chat.messages.get(kind="customer").as_it_reads == "You are all thieves"
    assert corrects(rude, withdraw="line-0001", id="mend-0002")["corrected"] == "withdrawn"


def test_who_is_let_in_again_may_change_a_line(rude, chat, ada, sam):
    blocks.lift(keep_out(chat, ada), by=sam)
    assert corrects(rude, edit="I am sorry", of="line-0001", id="mend-0001")["type"] == "corrected"
