"""One answer to all incidents of a problem: each in its language, each once, whatever is pressed or dies."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from support.people.models import Team
from tests.tickets.browsing import page, text
from tickets import actions, clock
from tickets.models import Event, JointAnswer, JointReply, Message, Ticket

BODIES = {"en": "It works again.", "de": "Es geht wieder."}


@pytest.fixture
def problem(ada, carl, cleo, says):
    """A problem with three incidents: two in English, one in German; nobody has them."""
    problem = actions.flag(says(carl, "Sign-in is down"), by=ada)
    incidents = [
        says(cleo, "I cannot sign in"),
        says(carl, "Me neither"),
        says(cleo, "Ich komme nicht hinein", language="de"),
    ]
    actions.link(*((one, problem) for one in incidents), kind="incident", by=ada)
    problem.incidents = incidents
    return problem


def answer(problem, ada, *, incidents=None, **more):
    those = problem.incidents if incidents is None else incidents
    said = {"bodies": BODIES, "incidents": those, "key": "joint-k1"} | more
    return actions.answer_all(problem, by=ada, **said)


def replies(problem):
    rows = Message.objects.filter(ticket__in=problem.incidents, kind="reply").order_by("ticket")
    return [message.body for message in rows]


def form_of(desk, problem):
    """The key that a fresh form carries."""
    return page(desk, "answer-all", problem.pk).partition('name="key" value="')[2].partition('"')[0]


def test_each_gets_it_once_in_its_language(ada, problem):
    for _press in range(2):
        answer(problem, ada)
    assert replies(problem) == []  # the worker's turn
    assert clock.answer_the_incidents() == 3
    assert clock.answer_the_incidents() == 0
    assert replies(problem) == ["It works again.", "It works again.", "Es geht wieder."]
    assert JointAnswer.objects.count() == 1
    for ticket in problem.incidents:
        ticket.refresh_from_db()
        assert (ticket.waiting_since, ticket.assignee, ticket.resolved_at) == (None, None, None)


def test_it_solves_them_when_it_is_said_to(ada, problem):
    answer(problem, ada, solves=True)
    clock.answer_the_incidents()
    assert not Ticket.objects.open().filter(pk__in=[one.pk for one in problem.incidents]).exists()
    assert Ticket.objects.open().filter(pk=problem.pk).exists()


def test_who_was_solved_meanwhile_gets_none(ada, problem):
    answer(problem, ada)
    actions.resolve(problem.incidents[0], by=ada)
    clock.answer_the_incidents()
    assert replies(problem) == ["It works again.", "Es geht wieder."]
    assert JointReply.objects.get(passed="solved").ticket == problem.incidents[0]


def test_one_that_fails_stops_no_other_and_comes_later(ada, problem):
    made = answer(problem, ada)
    made.bodies = {"de": BODIES["de"]}  # as if a row were broken
    made.save()
    assert clock.answer_the_incidents() == 1
    made.bodies = BODIES
    made.save()
    assert clock.answer_the_incidents() == 2
    assert len(replies(problem)) == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_once(ada, problem):
    answer(problem, ada)

    def work():
        try:
            actions.go_on_answering()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    actions.go_on_answering()
    assert len(replies(problem)) == 3
    assert Event.objects.filter(kind=Event.Kind.REPLIED).count() == 3


def test_a_language_without_words_is_asked_for(ada, problem, desk):
    there = reverse("desk:answer-all", args=[problem.pk])
    shown = text(desk.get(there))
    assert "English, for 2" in shown
    assert "Deutsch, for 1" in shown
    refused = desk.post(there, {"in-en": "It works again.", "key": "k1"})
    assert refused.status_code == 422
    assert "Write it in this language too: nothing is translated." in text(refused)
    assert "It works again." in refused.content.decode()
    with pytest.raises(actions.MayNotAnswer):
        answer(problem, ada, bodies={"en": "Only English"})


def test_look_first_then_send_then_see_how_far_it_is(ada, problem, desk):
    there = reverse("desk:answer-all", args=[problem.pk])
    told = {f"in-{code}": body for code, body in BODIES.items()} | {"key": form_of(desk, problem)}
    looked = desk.post(there, told).content.decode()
    assert not JointAnswer.objects.exists()
    assert "Who gets what" in looked
    assert problem.incidents[2].reference in looked
    told["looked"] = looked.partition('name="looked" value="')[2].partition('"')[0]
    other = desk.post(there, told | {"in-en": "Something else", "send": "1"})
    assert other.status_code == 409
    assert "Something has changed since you looked." in text(other)
    for _press in range(2):
        answer = desk.post(there, told | {"send": "1"})
        assert answer.status_code == 302
    assert JointAnswer.objects.count() == 1
    assert "0 of 3 done." in text(desk.get(answer.url))
    clock.answer_the_incidents()
    assert "All done: 3 incidents." in text(desk.get(answer.url))


def test_who_linked_meanwhile_is_seen_before_it_is_sent(ada, carl, says, problem, desk):
    there = reverse("desk:answer-all", args=[problem.pk])
    told = {f"in-{code}": body for code, body in BODIES.items()} | {"key": form_of(desk, problem)}
    looked = desk.post(there, told).content.decode()
    told["looked"] = looked.partition('name="looked" value="')[2].partition('"')[0]
    actions.link((says(carl, "One more"), problem), kind="incident", by=ada)
    assert desk.post(there, told | {"send": "1"}).status_code == 409
    assert not JointAnswer.objects.exists()


def test_incidents_of_other_teams_are_nobodys_business(ada, sam, carl, says, problem, desk):
    hidden = says(carl, "Hidden from Ada", topic="bank-deposit-missing")
    actions.link((hidden, problem), kind="incident", by=sam)
    told = {f"in-{code}": body for code, body in BODIES.items()} | {"key": "k1"}
    looked = desk.post(reverse("desk:answer-all", args=[problem.pk]), told).content.decode()
    assert hidden.reference not in looked
    assert "Send 3 answers" in looked


def test_without_incidents_there_is_nothing_to_answer(ada, carl, says, desk):
    lonely = actions.flag(says(carl), by=ada)
    assert "No open incident is linked with it." in text(
        desk.get(reverse("desk:answer-all", args=[lonely.pk]))
    )
    with pytest.raises(actions.MayNotAnswer):
        answer(lonely, ada, incidents=[])


def test_variables_are_filled_for_each_and_unknown_ones_refused(ada, desk, problem):
    answer(
        problem, ada, bodies={"en": "Hello {customer_first_name}", "de": "Guten Tag {customer_first_name}"}
    )
    clock.answer_the_incidents()
    assert replies(problem) == ["Hello Cleo", "Hello Carl", "Guten Tag Cleo"]
    typed = {"in-en": "Hello {nonsense_thing}", "in-de": "Ja", "key": form_of(desk, problem)}
    refused = desk.post(reverse("desk:answer-all", args=[problem.pk]), typed)
    assert refused.status_code == 422
    assert "nonsense_thing" in text(refused)


def test_what_should_perhaps_not_go_out_is_named_before(desk, problem):
    typed = {"in-en": "Look at https://evil.example", "in-de": "Ja", "key": form_of(desk, problem)}
    looked = desk.post(reverse("desk:answer-all", args=[problem.pk]), typed)
    assert "It leads to a website that is not ours: evil.example." in text(looked)


def test_who_wrote_meanwhile_gets_none_and_is_looked_at_again(ada, cleo, desk, says, problem):
    there = reverse("desk:answer-all", args=[problem.pk])
    typed = {"in-en": "It works", "in-de": "Es geht", "key": form_of(desk, problem)}
    looked = desk.post(there, typed).content.decode()
    says(cleo, "Forget it, it works", ticket=problem.incidents[0])
    seen = looked.partition('name="looked" value="')[2].partition('"')[0]
    assert desk.post(there, typed | {"looked": seen, "send": "1"}).status_code == 409
    problem.incidents = [Ticket.objects.get(pk=one.pk) for one in problem.incidents]
    answer(problem, ada)
    says(cleo, "Really", ticket=problem.incidents[0])
    clock.answer_the_incidents()
    assert JointReply.objects.get(passed="wrote").ticket == problem.incidents[0]
    assert replies(problem) == ["It works again.", "Es geht wieder."]


def test_who_was_given_to_others_or_changed_by_them_is_passed_over(ada, ben, sam, problem):
    answer(problem, ada, solves=True)
    away, stopped, fine = problem.incidents
    actions.assign(away, by=sam, team=Team.objects.get(slug="payments"))
    actions.note(stopped, by=sam, body="STOP. Fraud, nobody answers", key="n")
    assert clock.answer_the_incidents() == 3
    assert replies(problem) == ["Es geht wieder."]
    passed = dict(JointReply.objects.values_list("ticket", "passed"))
    assert passed == {away.pk: "away", stopped.pk: "clash", fine.pk: ""}
    stopped.refresh_from_db()
    assert stopped.is_open


def test_nothing_leaves_in_the_name_of_who_is_no_agent_any_more(ada, problem):
    answer(problem, ada)
    ada.is_active = False
    ada.save(update_fields=["is_active"])
    assert clock.answer_the_incidents() == 3
    assert replies(problem) == []
