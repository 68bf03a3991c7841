"""A form that comes back with other words by the key of the first: nothing is done, and nothing is lost."""

import re
import uuid

import pytest
from django.urls import reverse

from tests.tickets.browsing import page
from tickets import actions
from tickets import clock as house_clock
from tickets.models import BulkItem, Message, SideLine

SENT_BEFORE = "This form was sent before with other words."


@pytest.fixture
def key():
    return uuid.uuid4().hex


def lines():
    return list(SideLine.objects.order_by("pk").values_list("body", flat=True))


def new_key(answer):
    return answer.content.decode().partition('name="key" value="')[2].partition('"')[0]


def looked(answer):
    return re.search(r'name="looked" value="(\w+)"', answer.content.decode())[1]


def test_another_question_to_a_colleague_is_asked_when_it_is_sent_again(desk, sam, carl, says, key):
    address = reverse("desk:ask", args=[says(carl).pk])
    asks = {"to": f"agent-{sam.pk}", "body": "Did it bounce?", "key": key}
    for _press in range(2):
        assert desk.post(address, asks).status_code == 302
    again = desk.post(address, asks | {"body": "And the card?"})
    assert again.status_code == 422
    assert SENT_BEFORE in again.content.decode()
    assert "And the card?" in again.content.decode()
    assert lines() == ["Did it bounce?"]
    assert desk.post(address, asks | {"body": "And the card?", "key": new_key(again)}).status_code == 302
    assert lines() == ["Did it bounce?", "And the card?"]


def test_so_are_other_words_in_it(desk, ada, sam, carl, says, key):
    aside = actions.ask(says(carl), to=sam, by=ada, question="Did it bounce?", key="q")
    address = reverse("desk:aside-say", args=[aside.pk])
    assert desk.post(address, {"body": "It is urgent", "key": key}).status_code == 302
    again = desk.post(address, {"body": "Never mind", "key": key})
    assert (again.status_code, "Never mind" in again.content.decode()) == (422, True)
    assert lines() == ["Did it bounce?", "It is urgent"]


def test_another_answer_to_all_is_not_taken_for_the_first(desk, ada, carl, cleo, says, key):
    problem = actions.flag(says(carl, "Sign-in is down"), by=ada)
    incident = says(cleo, "I cannot sign in")
    actions.link((incident, problem), kind="incident", by=ada)
    address = reverse("desk:answer-all", args=[problem.pk])

    def press(body):
        shown = desk.post(address, {"in-en": body, "key": key})
        return desk.post(address, {"in-en": body, "key": key, "send": "", "looked": looked(shown)})

    assert press("It works again.").status_code == 302
    again = press("It does not work yet.")
    assert (again.status_code, SENT_BEFORE in again.content.decode()) == (409, True)
    assert new_key(again) != key
    house_clock.answer_the_incidents()
    assert Message.objects.get(ticket=incident, kind="reply").body == "It works again."


def test_another_change_to_other_tickets_is_not_taken_for_the_first(desk, carl, says, key):
    one, other = says(carl), says(carl, "Another matter")

    def press(**wanted):
        shown = desk.post(reverse("desk:bulk"), {"key": key} | wanted)
        return desk.post(reverse("desk:bulk"), {"key": key, "send": "", "looked": looked(shown)} | wanted)

    assert press(tickets=one.pk, tag="refund").status_code == 302
    again = press(tickets=other.pk, tag="vip")
    assert (again.status_code, SENT_BEFORE in again.content.decode()) == (409, True)
    assert list(BulkItem.objects.values_list("ticket", flat=True)) == [one.pk]


def test_a_page_of_the_desk_carries_a_key_of_its_own(desk, carl, says):
    ticket = says(carl)
    assert len({page(desk, "ask", ticket.pk).partition('name="key" value="')[2][:32] for _ in range(2)}) == 2
