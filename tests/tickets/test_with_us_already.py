"""The same thing filed again within three days is led to the ticket that is there."""

import pytest

from tests.tickets.office_hours import FRIDAY_NOON
from tests.tickets.said import ETH, HASH, TRON, filled
from tickets import actions
from tickets.models import Ticket, Topic

NEW = "/tickets/new/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]


UNSURE = {"topic": "", "happened": "My money left on Friday and nobody tells me where it is."}
OTHER_HASH = HASH.replace("5c50", "6d61")


@pytest.fixture
def as_carl(browser, carl, clock):
    """Carl's browser, on Friday at noon."""
    return browser(carl)


@pytest.fixture
def solved(as_carl, ada):
    """What Carl filed at noon was solved by Ada at once."""
    as_carl.post(NEW, filled())
    return actions.resolve(Ticket.objects.get(), by=ada)


def test_the_same_transaction_is_with_us_already_and_can_be_added_to(as_carl, clock):
    as_carl.post(NEW, filled())
    first = Ticket.objects.get()
    clock(hours=5)
    again = filled(happened="Is there news?", key="k2")
    answer = as_carl.post(NEW, again)
    assert answer.status_code == 409
    assert first.reference in answer.content.decode()
    assert "Is there news?" in answer.content.decode()
    assert Ticket.objects.count() == 1
    as_carl.post(NEW, again | {"repeats": first.reference})
    first.refresh_from_db()
    assert Ticket.objects.count() == 1
    assert first.waiting_since == FRIDAY_NOON
    assert "Is there news?" in first.messages.last().body
    assert HASH in first.messages.last().body


def test_the_same_transaction_with_its_network_mended_is_with_us_already(as_carl):
    as_carl.post(NEW, filled(network="ethereum", txid=f"0x{HASH}", to_address=ETH))
    mended = filled(network="tron", txid=HASH, to_address=TRON, key="k2", happened="It was on Tron, sorry.")
    assert as_carl.post(NEW, mended).status_code == 409
    assert Ticket.objects.count() == 1


def test_something_else_is_a_ticket_of_its_own(as_carl, clock):
    as_carl.post(NEW, filled())
    as_carl.post(NEW, filled(key="k2") | {"repeats": "new"})
    assert Ticket.objects.count() == 2
    other = filled("fees", happened="A fee of 3 EUR on order OQCLML seems too high", key="k3")
    assert as_carl.post(NEW, other).status_code == 302


def test_another_transaction_is_another_thing_however_alike_the_words(as_carl):
    as_carl.post(NEW, filled())
    assert as_carl.post(NEW, filled(key="k2", txid=f"0x{OTHER_HASH}")).status_code == 302
    assert Ticket.objects.count() == 2


def test_what_was_solved_is_with_us_and_opens_again(as_carl, solved, clock):
    clock(hours=71)
    page = as_carl.post(NEW, filled(key="k2", happened="It is still not here")).content.decode()
    assert f"Open {solved.reference} again with this" in page
    assert "keeps its place" not in page
    as_carl.post(NEW, filled(key="k2", happened="It is still not here") | {"repeats": solved.reference})
    solved.refresh_from_db()
    assert solved.resolved_at is None
    assert "It is still not here" in solved.messages.last().body
    assert Ticket.objects.count() == 1


def test_what_was_solved_may_be_filed_anew_on_purpose(as_carl, solved):
    as_carl.post(NEW, filled(key="k2") | {"repeats": "new"})
    solved.refresh_from_db()
    assert solved.resolved_at
    assert Ticket.objects.count() == 2


def test_what_waits_for_the_customer_is_not_said_to_keep_a_place(as_carl, ada):
    as_carl.post(NEW, filled())
    ticket = Ticket.objects.get()
    actions.reply(ticket, by=ada, body="Which amount?", key="a1")
    page = as_carl.post(NEW, filled(key="k2")).content.decode()
    assert "we wait for your answer there" in page
    assert "keeps its place" not in page


def test_what_was_closed_goes_on_in_a_new_one_that_names_it(as_carl, solved):
    actions.close(solved)
    assert as_carl.post(NEW, filled(key="k2")).status_code == 302
    follower = Ticket.objects.get(follows=solved)
    assert follower.values.count() == solved.values.count()
    assert as_carl.post(NEW, filled(key="k3")).status_code == 409  # the follower is open now


def test_what_was_merged_is_found_where_it_goes_on(as_carl, carl, says, ada):
    as_carl.post(NEW, filled())
    whole = says(carl, "A letter about it", topic="deposit-missing")
    actions.merge(Ticket.objects.exclude(pk=whole.pk).get(), into=whole, by=ada)
    page = as_carl.post(NEW, filled(key="k2"))
    assert page.status_code == 409
    assert whole.reference in page.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "My money left on Friday and nobody tells me where it is.",
        "  my MONEY left on Friday\r\nand nobody tells me   where it is. ",
        "My money left on Friday and nobody tells me where it iss.",
    ],
)
def test_the_same_words_without_a_topic_are_with_us_already(as_carl, words):
    as_carl.post(NEW, UNSURE | {"key": "k1"})
    answer = as_carl.post(NEW, UNSURE | {"key": "k2", "happened": words, "did": ""})
    assert answer.status_code == 409
    assert Ticket.objects.get().reference in answer.content.decode()


def test_the_same_words_are_known_in_any_script(as_carl):
    said = UNSURE | {"happened": "我的钱星期五就转出去了,没有人告诉我它在哪里"}
    as_carl.post(NEW, said | {"key": "k1"})
    assert as_carl.post(NEW, said | {"key": "k2"}).status_code == 409


def test_the_same_words_are_known_after_an_agent_filed_them_under_a_topic(as_carl, ada):
    as_carl.post(NEW, UNSURE | {"key": "k1"})
    ticket = Ticket.objects.get()
    actions.refile(ticket, topic=Topic.objects.get(slug="fees"), by=ada)
    assert as_carl.post(NEW, UNSURE | {"key": "k2"}).status_code == 409


@pytest.mark.parametrize(
    "words",
    [
        "How do I change my e-mail address?",
        "My money left on Monday and your colleague told me where it is.",
    ],
)
def test_other_words_without_a_topic_are_a_ticket_of_their_own(as_carl, words):
    as_carl.post(NEW, UNSURE | {"key": "k1"})
    assert as_carl.post(NEW, UNSURE | {"key": "k2", "happened": words}).status_code == 302


def test_short_words_must_be_the_same_to_be_the_same(as_carl):
    as_carl.post(NEW, {"happened": "Card 1 lost", "key": "k1"})
    assert as_carl.post(NEW, {"happened": "card 1  lost", "key": "k2"}).status_code == 409
    assert as_carl.post(NEW, {"happened": "Card 1 lost again", "key": "k3"}).status_code == 302


def test_after_three_days_the_same_words_are_a_new_ticket(as_carl, clock):
    as_carl.post(NEW, UNSURE | {"key": "k1"})
    clock(hours=73)
    assert as_carl.post(NEW, UNSURE | {"key": "k2"}).status_code == 302


def test_two_people_may_say_the_same(as_carl, browser, cleo):
    as_carl.post(NEW, UNSURE | {"key": "k1"})
    assert browser(cleo).post(NEW, UNSURE | {"key": "k2"}).status_code == 302


def test_a_guest_is_asked_in_their_own_browser_and_in_no_other(as_guest, browser, clock):
    said = filled() | {"email": "gus@guest.example"}
    as_guest.post(NEW, said)
    assert as_guest.post(NEW, said | {"key": "k2"}).status_code == 409
    elsewhere = browser()
    assert (
        elsewhere.post(NEW, said | {"key": "k3"}).status_code == 302
    )  # tells nobody that we know the address


def test_who_files_as_a_guest_with_an_agent_s_sign_in_is_led_to_no_customer_s_ticket(as_carl, desk):
    as_carl.post(NEW, filled())
    assert desk.post(NEW, filled(key="k2") | {"email": "ada@home.example"}).status_code == 302
