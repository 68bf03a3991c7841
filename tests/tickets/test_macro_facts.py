"""A macro quotes the help center's facts: said in the customer's language, refused when unknown, flagged."""

import uuid

import pytest
from django.urls import reverse

from helpcenter import wording
from helpcenter.models import Flag
from support.people.models import Team
from tickets.macros import facts, variables
from tickets.macros.variables import About
from tickets.models import Macro, Pen

QUOTE = "It costs {{ fact:fee-eth }}, {customer_first_name}."


@pytest.fixture
def fee(house):
    return wording.state("fee-eth", value="1234.5", unit="ETH", kind="amount")


@pytest.fixture
def german(carl, says):
    carl.language = "de"
    carl.save()
    return says(carl, topic="fees")


def macro(name="Fees", body=QUOTE, **more):
    return Macro.objects.create(**{"name": name, "bodies": {"en": body}} | more)


def send(desk, ticket, body):
    return desk.post(reverse("desk:reply", args=[ticket.pk]), {"body": body, "key": uuid.uuid4().hex})


def flags(browser):
    return browser.get(reverse("writing:flags")).content.decode()


def test_it_is_said_in_the_customer_s_language_when_chosen_tried_and_sent(fee, ada, desk, german):
    macro()
    said = "It costs 1.234,5\u00a0ETH, Carl."
    assert variables.fill(QUOTE, About(german, ada)).text == said
    offered = desk.get(reverse("desk:macros-for", args=[german.pk]), {"as": "json"}).content.decode()
    assert "1.234,5" in offered
    send(desk, german, QUOTE)
    assert german.messages.get(kind="reply").body == said


def test_one_that_is_not_there_is_refused_when_sent_and_when_saved(fee, sam, sign_in, desk, german):
    answer = send(desk, german, "It costs {{ fact:fee-btc }}.")
    assert answer.status_code == 422
    assert "There is no variable {{ fact:fee-btc }}." in answer.content.decode()
    form = {"name": "Fees", "kind": "reply", "body_en": "It costs {{ fact:fee-btc }}."}
    answer = sign_in(sam).post(reverse("desk:macro-new"), form)
    assert answer.status_code == 422
    assert "{{ fact:fee-btc }}" in answer.content.decode()
    assert not Macro.objects.exists()


def test_one_that_is_there_is_saved_and_the_page_lists_what_may_be_quoted(fee, sam, sign_in):
    supervisor = sign_in(sam)
    assert "{{ fact:fee-eth }}" in supervisor.get(reverse("desk:macro-new")).content.decode()
    form = {"name": "Fees", "kind": "reply", "body_en": QUOTE}
    assert supervisor.post(reverse("desk:macro-new"), form).status_code == 302
    assert Macro.objects.get().bodies == {"en": QUOTE}


def test_what_stands_in_code_is_left_alone(ada, german):
    said = "Write `{{ fact:anything }}`."
    assert variables.fill(said, About(german, ada)).text == said
    assert variables.strange(said) == []


def test_a_changed_fact_flags_the_macros_that_quote_it_and_no_others(fee, desk, ada):
    used = macro()
    macro("Other", "Costs {{ fact:fee-eth-old }}, fact:fee-eth")
    assert facts.Macros().quoting("fee-eth") == [used.pk]
    wording.state("fee-eth", value="2", unit="ETH", kind="amount")
    assert [(flag.sort, flag.key) for flag in Flag.objects.all()] == [("macro", used.pk)]
    page = flags(desk)
    assert "Fees" in page
    assert "1234.5" in page
    desk.post(reverse("writing:looked", args=[Flag.objects.get().pk]))
    assert not Flag.objects.exists()


def test_who_may_change_the_macro_is_led_to_it(fee, sam, sign_in, desk):
    way = reverse("desk:macro", args=[macro().pk])
    wording.state("fee-eth", value="2", unit="ETH", kind="amount")
    assert way in flags(sign_in(sam))
    assert way not in flags(desk)


def test_macros_of_other_teams_and_deleted_ones_are_not_on_the_list(fee, ada, desk, sam, sign_in):
    theirs = macro("Theirs", team=Team.objects.get(slug="payments"))
    gone = macro("Gone")
    wording.state("fee-eth", value="2", unit="ETH", kind="amount")
    gone.delete()
    assert "Theirs" not in flags(desk)
    assert "Theirs" in flags(sign_in(sam))
    assert "Gone" not in flags(sign_in(sam))
    flag = Flag.objects.get(key=theirs.pk)
    assert desk.post(reverse("writing:looked", args=[flag.pk])).status_code == 404
    assert Flag.objects.filter(pk=flag.pk).exists()
    Pen.objects.update_or_create(user=ada, defaults={"writes_macros": True})
    assert desk.post(reverse("writing:looked", args=[flag.pk])).status_code == 404
