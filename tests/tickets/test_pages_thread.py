"""One ticket's page: the whole story for its customer, nothing for strangers, nothing internal for either."""

import uuid

import pytest
from django.utils import timezone

from tickets import actions, story
from tickets.models import Event, Message, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]  # no counters of earlier stories


def page(ticket, rest=""):
    return f"/tickets/{ticket.reference}/{rest}"


def words(**more):
    return {"body": "Here it is", "key": uuid.uuid4().hex} | more


def read(answer):
    return answer.content.decode()


def test_the_customer_reads_the_whole_story(browser, carl, ada, says):
    ticket = says(carl, "Where is it?", topic="deposit-missing")
    actions.claim(ticket, by=ada)
    actions.reply(ticket, by=ada, body="It is on its way.", key="k1")
    html = read(browser(carl).get(page(ticket)))
    assert "Where is it?" in html
    assert "It is on its way." in html
    assert "Ada, Meridian" in html
    assert "Ada is on it" in html
    assert "Waiting for you" in html
    assert "Our clock is stopped at" in html


def test_notes_priorities_and_surnames_stay_inside(browser, carl, ada, sam, says):
    ticket = says(carl, topic="deposit-missing")
    actions.note(ticket, by=ada, body="Looks like fraud to me", key="n1")
    actions.reprioritise(ticket, severity=1, by=sam, why="the boss insists")
    actions.assign(ticket, to=ada, by=sam)
    mine = browser(carl)
    for html in (read(mine.get(page(ticket))), read(mine.get(page(ticket, "after/0/")))):
        assert "fraud" not in html
        assert "boss" not in html
        assert "Desk" not in html.replace("Fairlead Desk", "")
        assert "Handed to Ada" in html


@pytest.mark.parametrize("way", ["", "after/0/", "reply/", "solved/"])
@pytest.mark.parametrize("who", ["cleo", "nobody"])
def test_a_stranger_learns_nothing_not_even_that_it_exists(browser, request, carl, says, who, way):
    ticket = says(carl, "My secret story")
    stranger = browser(request.getfixturevalue("cleo") if who == "cleo" else None)
    missing = Ticket(reference="MER-0000000")
    send = stranger.post if way in {"reply/", "solved/"} else stranger.get
    theirs, none = send(page(ticket, way), words()), send(page(missing, way), words())
    assert (theirs.status_code, none.status_code) == (404, 404)
    assert "My secret story" not in read(theirs)
    assert len(read(theirs)) == len(read(none))
    assert (ticket.messages.count(), Ticket.objects.get().resolved_at) == (1, None)


@pytest.mark.parametrize("reference", ["MER-0000000'", "1", "../..", "MER-00000000"])
def test_an_address_that_is_no_ticket_is_no_error(browser, carl, reference):
    assert browser(carl).get(f"/tickets/{reference}/").status_code == 404


def test_a_reference_in_small_letters_opens_too(browser, carl, says):
    ticket = says(carl)
    assert browser(carl).get(page(ticket).lower()).status_code == 200


def test_an_agent_is_taken_to_the_desk_and_speaks_for_nobody(browser, ada, carl, says):
    ticket = says(carl)
    agent = browser(ada)
    assert agent.get(page(ticket)).url == f"/desk/tickets/{ticket.pk}/"
    assert agent.post(page(ticket, "reply/"), words()).status_code == 404
    assert agent.post(page(ticket, "solved/")).status_code == 404
    assert ticket.messages.count() == 1


def test_an_agent_of_another_team_is_a_stranger(browser, ben, carl, says):
    assert browser(ben).get(page(says(carl))).status_code == 404


def test_an_answer_joins_the_ticket_and_starts_our_clock(browser, carl, ada, says):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Which network?", key="k1")
    answer = browser(carl).post(page(ticket, "reply/"), words(body="Ethereum"))
    ticket.refresh_from_db()
    said = ticket.messages.last()
    assert answer.url == f"{page(ticket)}#m{said.seq}"
    assert (said.body, said.kind, said.channel) == ("Ethereum", "customer", "web")
    assert ticket.waiting_since == said.created_at


def test_an_answer_sent_twice_is_heard_once(browser, carl, says):
    ticket, form, mine = says(carl), words(), browser(carl)
    assert {mine.post(page(ticket, "reply/"), form).status_code for _ in range(3)} == {302}
    assert ticket.messages.count() == 2


def test_another_answer_under_a_used_key_is_asked_for_not_swallowed(browser, carl, says):
    ticket, form, mine = says(carl), words(), browser(carl)
    mine.post(page(ticket, "reply/"), form)
    again = mine.post(page(ticket, "reply/"), form | {"body": "Quite another thing"})
    assert again.status_code == 409
    assert "Quite another thing" in read(again)
    assert form["key"] not in read(again)


def test_an_empty_answer_is_refused_and_the_page_stays(browser, carl, says):
    ticket = says(carl, "Where is it?")
    answer = browser(carl).post(page(ticket, "reply/"), words(body="   "))
    assert answer.status_code == 422
    assert "There is nothing to send yet" in read(answer)
    assert "Where is it?" in read(answer)


def test_too_long_an_answer_is_kept(browser, carl, says):
    answer = browser(carl).post(page(says(carl), "reply/"), words(body="y" * 20_001))
    assert answer.status_code == 422
    assert "y" * 20_001 in read(answer)


def test_many_answers_in_a_few_minutes_are_paused_not_lost(browser, carl, says):
    ticket, mine = says(carl), browser(carl)
    for number in range(30):
        mine.post(page(ticket, "reply/"), words(body=f"Line {number}"))
    answer = mine.post(page(ticket, "reply/"), words(body="The last straw"))
    assert answer.status_code == 429
    assert "The last straw" in read(answer)
    assert ticket.messages.count() == 31


def test_solved_by_the_customer_and_opened_again_by_writing(browser, carl, says):
    ticket, mine = says(carl), browser(carl)
    assert mine.post(page(ticket, "solved/")).url == page(ticket)
    html = read(mine.get(page(ticket)))
    assert "Marked as solved by you" in html
    assert "It is solved" not in html
    mine.post(page(ticket, "reply/"), words(body="No, it is not"))
    assert "Opened again" in read(mine.get(page(ticket)))
    assert Ticket.objects.get().is_open


def test_solving_by_following_a_link_is_not_possible(browser, carl, says):
    ticket = says(carl)
    assert browser(carl).get(page(ticket, "solved/")).status_code == 405
    assert Ticket.objects.get().is_open


def test_words_on_a_closed_ticket_open_a_new_one(browser, carl, ada, says):
    ticket = says(carl, topic="deposit-missing", subject="USDT")
    actions.close(actions.resolve(ticket, by=ada))
    answer = browser(carl).post(page(ticket, "reply/"), words(body="Again"), follow=True)
    new = Ticket.objects.exclude(pk=ticket.pk).get()
    assert (new.subject, new.topic, new.customer) == ("USDT", ticket.topic, carl)
    assert "We have your ticket." in read(answer)


def test_a_secret_in_an_answer_is_hidden_and_explained(browser, carl, says):
    ticket = says(carl)
    html = read(browser(carl).post(page(ticket, "reply/"), words(body="password: hunter2horse"), follow=True))
    assert "hunter2horse" not in html + ticket.messages.last().body
    assert "Password: change it here" in html


def test_the_gap_is_exactly_what_was_missed(browser, carl, ada, says):
    ticket = says(carl)
    seen = Ticket.objects.get().seq
    mine = browser(carl)
    assert mine.get(page(ticket, f"after/{seen}/")).status_code == 204
    actions.note(ticket, by=ada, body="inside", key="n1")
    actions.reply(ticket, by=ada, body="Outside", key="k1")
    html = read(mine.get(page(ticket, f"after/{seen}/")))
    assert "Outside" in html
    assert "inside" not in html
    assert f'data-seq="{Ticket.objects.get().seq}"' in html
    assert "My deposit is missing" not in html
    assert mine.get(page(ticket, "after/99999999999999999999/")).status_code == 204


def test_a_long_story_is_shown_from_its_end(browser, carl, says):
    ticket = says(carl, "The beginning")
    for number in range(story.MOST + 5):
        actions.receive(
            channel="web",
            external_id=f"l{number}",
            customer=carl,
            ticket=ticket,
            body=f"Line number {number}.",
        )
    mine = browser(carl)
    html = read(mine.get(page(ticket)))
    assert f"Line number {story.MOST + 4}." in html
    assert "The beginning" not in html.partition('id="log"')[2]
    earlier = html.partition('href="?before=')[2].partition('"')[0]
    assert "The beginning" in read(mine.get(page(ticket), {"before": earlier}))
    assert mine.get(page(ticket), {"before": "x" * 50}).status_code == 200


def test_a_page_asks_the_database_as_often_for_many_lines_as_for_few(
    browser, carl, ada, says, django_assert_max_num_queries
):
    ticket, mine = says(carl), browser(carl)
    for number in range(40):
        actions.reply(ticket, by=ada, body="Hello", key=f"k{number}")
    with django_assert_max_num_queries(16):
        mine.get(page(ticket))


def test_what_happened_between_two_messages_is_folded(browser, carl, ada, sam, says):
    ticket = says(carl)
    actions.claim(ticket, by=ada)
    actions.assign(ticket, to=sam, by=ada)
    actions.assign(ticket, to=None, by=sam)
    html = read(browser(carl).get(page(ticket)))
    assert "2 steps before" in html
    assert "Back in the queue; your ticket keeps its place" in html


def test_the_line_says_how_late_we_are(browser, carl, says):
    ticket = says(carl, topic="deposit-missing")
    Ticket.objects.filter(pk=ticket.pk).update(waiting_since=timezone.now() - timezone.timedelta(hours=15))
    html = read(browser(carl).get(page(ticket)))
    assert 'data-state="past"' in html
    assert "3 h over" in html


def test_every_state_has_words(carl, ada, says):
    kinds = {kind for kind in Event.Kind if not Event(kind=kind).is_internal} - {
        "opened",
        "received",
        "replied",
    }
    ticket = says(carl)
    detail = {
        "name": "Ada Desk",
        "names": {},
        "reference": "MER-1",
        "due": "2026-11-20T12:00:00+00:00",
        "score": 4,
    }
    detail["step"] = "locked"
    for kind in kinds:
        assert story.words(Event(ticket=ticket, kind=kind, by=ada, detail=detail))


def test_hostile_words_stay_words(browser, carl, says):
    ticket = says(
        carl, "<script>alert(1)</script> javascript:alert(1)", subject="</title><script>alert(2)</script>"
    )
    html = read(browser(carl).get(page(ticket)))
    assert "<script>alert" not in html


def test_what_an_unsent_reply_says_is_seen_in_order(browser, carl, ada, says):
    ticket = says(carl, "One")
    actions.reply(ticket, by=ada, body="Two", key="k")
    actions.receive(channel="web", external_id="three", customer=carl, ticket=ticket, body="Three")
    html = read(browser(carl).get(page(ticket)))
    assert html.index(">One<") < html.index(">Two<") < html.index(">Three<")
    assert Message.objects.count() == 3
