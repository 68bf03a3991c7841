"""Macros: in the customer’s language, with known variables, for those whose they are, done with the words."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.people.models import Fallback, Team
from tests.tickets.browsing import page
from tickets import actions
from tickets.macros import picking, variables
from tickets.macros.variables import About
from tickets.models import Macro, MacroUse, Mention, Pen, Topic


@pytest.fixture
def payments(house):
    return Team.objects.get(slug="payments")


@pytest.fixture
def ticket(carl, says, clock):
    return says(carl, topic="fees")


def macro(name="Thanks", body="Hello {customer_first_name}", **more):
    return Macro.objects.create(**{"name": name, "bodies": {"en": body}} | more)


def options(browser, ticket, **query):
    answer = browser.get(reverse("desk:macros-for", args=[ticket.pk]), {"as": "json"} | query)
    return answer.json()["options"]


def send(browser, ticket, name="reply", **said):
    address = reverse(f"desk:{name}", args=[ticket.pk])
    return browser.post(address, {"body": "Hi", "key": uuid.uuid4().hex} | said)


# Which.


def test_the_agents_own_teams_and_everybodys(ada, desk, ticket, payments):
    macro("For all")
    macro("Ours", team=ticket.team)
    macro("Theirs", team=payments)
    assert [one["label"] for one in options(desk, ticket)] == ["For all", "Ours"]
    assert [one["label"] for one in options(desk, ticket, q="our")] == ["Ours"]
    assert options(desk, ticket, q="nothing like it") == []


def test_most_used_first_by_this_agent(ada, sam, desk, sign_in, ticket):
    macro("A")
    used = macro("Z")
    send(desk, ticket, macro=[used.pk])
    assert MacroUse.objects.get().times == 1
    assert [one["label"] for one in options(desk, ticket)] == ["Z", "A"]
    assert [one["label"] for one in options(sign_in(sam), ticket)] == ["A", "Z"]


def test_in_a_note_only_notes_are_offered(desk, ticket):
    macro("Reply")
    macro("Note", kind="note")
    assert [one["label"] for one in options(desk, ticket, kind="note")] == ["Note"]


def test_a_missing_language_follows_its_chain(carl, says):
    Fallback.objects.update_or_create(language="pt", defaults={"then": ["es"]})
    greeting = macro(bodies={"en": "Hello", "es": "Hola", "de": "Hallo"})
    assert greeting.body_in(picking.chain_of("pt")) == ("Hola", "es")
    assert greeting.body_in(picking.chain_of("de")) == ("Hallo", "de")
    assert greeting.body_in(picking.chain_of("ru")) == ("Hello", "en")


# Variables.


def test_they_are_filled_as_the_customer_reads_them(ada, carl, says, clock):
    carl.language, carl.time_zone, carl.name = "de", "Asia/Shanghai", "Carl Weiß"
    carl.save()
    ticket = actions.claim(says(carl, topic="fees"), by=ada)
    ticket.due_at = timezone.now() + timedelta(hours=1)
    said = "{customer_first_name} {reference} {agent_first_name} {promised_time} {topic}"
    filled = variables.fill(said, About(ticket, ada))
    assert filled.problem == ""
    assert filled.text.startswith(f"Carl {ticket.reference} Ada ")
    assert "(Shanghai)" in filled.text
    assert filled.text.endswith(ticket.topic.names["de"])


def test_what_stands_in_code_is_left_alone(ada, ticket):
    said = "GET `/api/{symbol}` and\n```\n{anything}\n```"
    filled = variables.fill(said, About(ticket, ada))
    assert (filled.text, filled.problem) == (said, "")


def test_an_unknown_one_and_an_empty_one_are_refused_by_name(desk, carl, says):
    ticket = says(carl)
    answer = send(desk, ticket, body="Hello {custmer_name}, about {topic}")
    assert answer.status_code == 422
    assert "There is no variable {custmer_name}." in answer.content.decode()
    answer = send(desk, ticket, body="Hello, about {topic}")
    assert "We know nothing to put in for {topic} here." in answer.content.decode()
    assert not ticket.messages.filter(kind="reply").exists()


def test_what_is_sent_is_what_they_read(desk, ticket):
    send(desk, ticket, body="Hello {customer_first_name}")
    assert ticket.messages.get(kind="reply").body == "Hello Carl"


# Steps.


def test_it_is_done_with_the_reply_as_far_as_it_was_left_in(desk, ticket, payments):
    told = {"solves": True, "topic": Topic.objects.get(slug="deposit-missing"), "hand_to": payments}
    used = macro(**told)
    shown = options(desk, ticket)[0]["steps"]
    assert [step["value"] for step in shown] == [f"{used.pk}:topic", f"{used.pk}:team", f"{used.pk}:solve"]
    send(desk, ticket, do=[f"{used.pk}:topic", f"{used.pk}:solve"])
    ticket.refresh_from_db()
    assert (ticket.topic.slug, ticket.team == payments) == ("deposit-missing", False)
    assert ticket.resolved_at


def test_steps_of_another_teams_macro_are_nobodys(desk, ticket, payments):
    theirs = macro(team=payments, solves=True)
    for value in (f"{theirs.pk}:solve", "999999:solve", "x:solve", f"{theirs.pk}:", ":"):
        send(desk, ticket, do=[value])
    ticket.refresh_from_db()
    assert ticket.resolved_at is None


def test_a_note_can_do_things_too(desk, ticket):
    used = macro(kind="note", severity=1, why="a pattern")
    send(desk, ticket, "note", do=[f"{used.pk}:severity"])
    ticket.refresh_from_db()
    assert ticket.severity == 1


def test_then_next(desk, ticket):
    used = macro(goes_on=True)
    assert send(desk, ticket, do=[f"{used.pk}:next"]).url == reverse("desk:home")


def test_without_a_script_a_macro_is_a_page_and_a_press(desk, ticket):
    used = macro(solves=True)
    shown = page(desk, "macros-for", ticket.pk)
    assert "Hello Carl" in shown
    shown = page(desk, "ticket", ticket.pk, macro=used.pk, to="reply")
    assert ">Hello Carl</textarea>" in shown
    assert f'value="{used.pk}:solve"' in shown


# Writing them.


def test_who_may_writes_for_their_own_teams_alone(ada, desk, ticket, payments):
    new = reverse("desk:macro-new")
    assert desk.get(new).status_code == 404
    Pen.objects.create(user=ada, writes_macros=True)
    said = {"name": "Ours", "kind": "reply", "body_en": "Hello {reference}"}
    assert desk.post(new, said | {"team": payments.pk}).status_code == 422
    assert desk.post(new, said).status_code == 422
    assert desk.post(new, said | {"team": ticket.team_id}).status_code == 302
    ours = Macro.objects.get()
    assert (ours.bodies, ours.team) == ({"en": "Hello {reference}"}, ticket.team)
    for_all = macro("For all")
    assert desk.post(reverse("desk:macro-delete", args=[for_all.pk])).status_code == 404
    assert desk.get(reverse("desk:macro", args=[for_all.pk])).status_code == 404
    assert desk.post(reverse("desk:macro-delete", args=[ours.pk])).status_code == 302


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"body_en": "Hello {nobody}"}, "There is no variable {nobody}."),
        ({"body_en": "  "}, "Write the words in one language at least."),
        ({"severity": "1"}, "Say why, in a few words"),
        ({"name": "Taken"}, "already exists"),
    ],
)
def test_what_no_reply_could_say_is_not_kept(sam, sign_in, said, words):
    macro("Taken")
    asked = {"name": "New", "kind": "reply", "body_en": "Hello"} | said
    answer = sign_in(sam).post(reverse("desk:macro-new"), asked)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Macro.objects.count() == 1


def test_how_long_a_reply_can_be_called_back_is_ones_own(ada, desk):
    desk.post(reverse("desk:pen"), {"undo_seconds": "20", "writes_macros": "on"})
    pen = Pen.objects.get(user=ada)
    assert (pen.undo_seconds, pen.writes_macros) == (20, False)
    desk.post(reverse("desk:pen"), {"undo_seconds": "7"})
    assert Pen.objects.get().undo_seconds == 20


# Colleagues.


def test_a_colleague_who_is_named_is_told(ada, sam, ben, desk, ticket):
    send(desk, ticket, "note", body="@Sam Lead can you look? @Ben Pay cannot see it.")
    told = Mention.objects.get()
    assert (told.user, told.by, told.cause) == (sam, ada, "named")


def test_only_who_may_know_of_the_ticket_is_offered(ada, sam, ben, desk, ticket):
    found = desk.get(reverse("desk:colleagues", args=[ticket.pk])).json()["options"]
    assert [one["insert"] for one in found] == ["@Sam Lead "]


def test_a_reply_tells_no_colleague(desk, sam, ticket):
    send(desk, ticket, body="Ask @Sam Lead")
    assert not Mention.objects.exists()


def test_who_gives_the_ticket_away_with_a_reply_is_back_at_the_queue(desk, ticket, payments):
    used = macro(hand_to=payments)
    assert send(desk, ticket, do=[f"{used.pk}:team"]).url == reverse("desk:home")


def test_two_who_change_one_macro_the_second_sees_both_and_chooses(sam, sign_in):
    kept = macro("Shared", "Hello")
    browser, there = sign_in(sam), reverse("desk:macro", args=[kept.pk])
    seen = browser.get(there).content.decode().partition('name="seen" value="')[2].partition('"')[0]
    Macro.objects.update(bodies={"en": "Hello", "de": "Guten Tag"})
    typed = {"name": "Shared", "kind": "reply", "body_en": "Good day", "seen": seen}
    refused = browser.post(there, typed)
    assert refused.status_code == 422
    assert "de: Guten Tag" in refused.content.decode()
    assert "Good day</textarea>" in refused.content.decode()
    kept.refresh_from_db()
    assert kept.bodies["de"] == "Guten Tag"
    again = refused.content.decode().partition('name="seen" value="')[2].partition('"')[0]
    assert browser.post(there, typed | {"seen": again}).status_code == 302
    kept.refresh_from_db()
    assert kept.bodies == {"en": "Good day"}
