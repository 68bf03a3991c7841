"""The form that understands: answers kept as they are meant, what makes it graver, nothing sent twice."""

from datetime import timedelta

import pytest
import time_machine

from tests.tickets.office_hours import FRIDAY_NOON
from tests.tickets.said import ETH, HASH, TRON, filled
from tickets import actions, told
from tickets.models import FieldValue, Identifier, Ticket

NEW, ADVICE = "/tickets/new/", "/tickets/new/advice/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def noon(valkey):
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield travelling


@pytest.fixture
def as_carl(client, carl, noon):
    client.force_login(carl.user)
    client.cookies["zone"] = "Europe/Berlin"
    return client


def values(ticket):
    return {value.key: value for value in ticket.values.all()}


def test_answers_are_kept_canonical_and_read_in_the_readers_words(as_carl):
    link = f"https://etherscan.io/tx/0x{HASH.upper()}"
    as_carl.post(NEW, filled(txid=link, amount="1.250,50", sent_at="2026-11-20T08:05", network="ethereum"))
    ticket = Ticket.objects.get()
    kept = values(ticket)
    assert kept["txid"].value == f"0x{HASH}"
    assert kept["asset"].value == "USDT"
    assert kept["amount"].value == "1250.5"
    assert kept["sent_at"].value == "2026-11-20T07:05:00Z"
    assert kept["sent_at"].facts["zone"] == "Europe/Berlin"
    words = {one.label: one for one in told.told(ticket.values.all())}
    assert "08:05 in Berlin (07:05 UTC)" in words["When did you send it?"].words
    assert words["Network it was sent on"].words == "Ethereum"
    assert words["Transaction ID"].link.endswith(HASH)
    found = Identifier.objects.filter(ticket=ticket).values_list("kind", "value", "network")
    assert set(found) == {("txid", f"0x{HASH}", "ethereum"), ("address", ETH, "ethereum")}


def test_the_agent_and_the_customer_read_the_answers(as_carl, ada, desk):
    as_carl.post(NEW, filled())
    ticket = Ticket.objects.get()
    page = as_carl.get(f"/tickets/{ticket.reference}/").content.decode()
    assert "What you told us" in page
    assert HASH in page
    ticket.team.agents.add(ada.agent)
    assert HASH in desk.get(f"/desk/tickets/{ticket.pk}/").content.decode()


def test_what_was_looked_for_and_read_before_is_there_for_the_agent(as_carl, ada, desk):
    before = {
        "searched": "deposit gone · txid",
        "article": 'deposit-not-arrived · find-transaction-id · "><b>',
    }
    as_carl.post(NEW, filled() | before)
    ticket = Ticket.objects.get()
    ticket.team.agents.add(ada.agent)
    page = desk.get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert '<q dir="auto">deposit gone</q>' in page
    assert 'href="/help/find-transaction-id/"' in page
    assert "deposit gone" not in as_carl.get(f"/tickets/{ticket.reference}/").content.decode()


def test_a_wrong_answer_says_what_it_looks_like_and_nothing_is_stored(as_carl):
    answer = as_carl.post(NEW, filled(to_address=TRON))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is a Tron address; you chose Ethereum." in page
    assert f'value="{TRON}"' in page
    assert "250 USDT sent at 14:05 are not here" in page
    assert not Ticket.objects.exists()
    assert not FieldValue.objects.exists()


def test_what_is_missing_is_named_but_never_stops_an_alarm(as_carl):
    bare = {"topic": "deposit-missing", "asked": "deposit-missing", "happened": "Gone", "key": "k1"}
    answer = as_carl.post(NEW, bare)
    assert answer.status_code == 422
    assert "Choose what fits best." in answer.content.decode()
    alarm = bare | {"topic": "account-takeover", "asked": "account-takeover"}
    alarm |= {"f-noticed_at": "an hour ago or so", "f-txids": "no idea"}
    assert as_carl.post(NEW, alarm).status_code == 302
    kept = values(Ticket.objects.get())
    assert kept["txids"].value == "no idea"
    assert kept["txids"].facts["doubt"]
    assert not Identifier.objects.exists()


@pytest.mark.parametrize(
    ("slug", "said", "severity"),
    [
        ("phishing-report", {"entered": "yes"}, 0),
        ("phishing-report", {"entered": "no"}, 2),
        ("email-lost", {"mail_reason": "hacked"}, 0),
        ("deposit-missing", {"sent_at": "2026-11-19T08:00"}, 1),
        ("deposit-missing", {"sent_at": "2026-11-20T08:00"}, 2),
    ],
)
def test_an_answer_may_make_it_graver_and_never_less_grave(as_carl, slug, said, severity):
    as_carl.post(NEW, filled(slug, **said))
    ticket = Ticket.objects.get()
    assert ticket.severity == severity <= ticket.topic.severity


def test_a_secret_typed_into_a_question_never_rests(as_carl):
    secret = "my password: Correct-Horse-7"
    as_carl.post(NEW, filled("account-locked", shown=secret, account="owner@example.com"))
    assert "Correct-Horse" not in values(Ticket.objects.get())["shown"].value


def test_a_megabyte_marks_and_nothing_at_all_are_answered_with_words(as_carl):
    for typed in ("x" * 1_000_000, "\u202etxt.exe", "\u200b", "😀" * 50, "a\0b"):
        answer = as_carl.post(NEW, filled(txid=typed, key=f"k{len(typed)}"))
        assert answer.status_code == 422
        assert 'id="id_f-txid_error"' in answer.content.decode()
    assert not Ticket.objects.exists()


def test_letters_apart_and_composed_are_one(as_carl):
    as_carl.post(
        NEW, filled("account-locked", shown="Zugang gesperrt: Ma\u0308rz", account="owner@example.com")
    )
    assert values(Ticket.objects.get())["shown"].value == "Zugang gesperrt: März"


# The same thing twice.


def test_a_trace_of_a_transfer_no_list_has_is_taken_as_it_is(as_carl):
    as_carl.post(NEW, filled("bank-deposit-missing", rail="other", trace="KUD 2026/44-1"))
    assert values(Ticket.objects.get())["trace"].value == "KUD 2026/44-1"


def test_similar_words_about_one_topic_are_one_thing_for_three_days(as_carl, noon):
    said = "The fee for my last trade was charged twice, please look at it"
    as_carl.post(NEW, filled("fees", happened=said))
    nearly = filled("fees", happened=f"{said} again", key="k2")
    assert as_carl.post(NEW, nearly).status_code == 409
    noon.shift(timedelta(hours=73))
    assert as_carl.post(NEW, nearly).status_code == 302


def test_nobody_learns_of_anothers_ticket_by_naming_its_transaction(as_carl, cleo, client):
    as_carl.post(NEW, filled())
    client.force_login(cleo.user)
    answer = client.post(NEW, filled(key="k2"))
    assert answer.status_code == 302
    assert Ticket.objects.count() == 2


def test_the_same_form_sent_again_is_heard_once_and_not_a_repeat(as_carl):
    for _again in range(2):
        answer = as_carl.post(NEW, filled())
        assert answer.status_code == 302
    assert Ticket.objects.count() == 1


def test_an_alarm_is_never_held_up_by_an_older_one(as_carl):
    for key in ("k1", "k2"):
        assert as_carl.post(NEW, filled("account-takeover", key=key)).status_code == 302


# Advice.


def test_advice_names_what_is_missing_and_keeps_nothing(as_carl):
    said = {
        "topic": "deposit-missing",
        "asked": "deposit-missing",
        "happened": "It does not work",
        "f-txid": ETH,
    }
    page = as_carl.post(ADVICE, said).content.decode()
    assert 'href="#id_f-network"' in page
    assert "This says little yet" in page
    assert "not like a transaction ID" in page
    assert not Ticket.objects.exists()


def test_advice_brings_the_questions_of_another_topic_with_what_was_typed(as_carl):
    said = {"topic": "wrong-network", "asked": "deposit-missing", "f-amount": "12,5"}
    page = as_carl.post(ADVICE, said).content.decode()
    assert 'name="f-network_used"' in page
    assert 'value="12,5"' in page
    assert "field-error" not in page


@pytest.mark.parametrize(
    ("slug", "said", "words"),
    [
        ("wrong-network", {"network_used": "bnb", "network_expected": "ethereum"}, "same kind of address"),
        ("wrong-network", {"network_used": "tron", "network_expected": "ethereum"}, "usually lost"),
        ("wrong-network", {"network_used": "tron", "network_expected": "tron"}, "You chose Tron for both"),
        ("missing-memo", {"network": "xrp", "memo": "none"}, "share one address"),
        ("deposit-missing", {"network": "bitcoin", "confirmations": "1"}, "confirmed it 1 time."),
        ("deposit-missing", {"network": "bitcoin", "confirmations": "1"}, "2 are missing"),
        ("deposit-missing", {"network": "bitcoin", "confirmations": "2"}, "confirmed it 2 times. We book it"),
        ("deposit-missing", {"network": "bitcoin", "confirmations": "2"}, "1 is missing"),
        ("deposit-missing", {"network": "bitcoin", "confirmations": "0"}, "has not confirmed it yet"),
        ("withdrawal-on-hold", {"recent_deposit": "card"}, "hold ends by itself"),
    ],
)
def test_known_cases_answer_at_once(as_carl, slug, said, words):
    typed = {f"f-{key}": value for key, value in said.items()}
    page = as_carl.post(ADVICE, {"topic": slug, "asked": slug} | typed).content.decode()
    assert words in page
    assert "too few such tickets" in page


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("wrong-network", {"network_used": "bnb", "network_expected": ""}),
        ("missing-memo", {"network": "ethereum", "memo": "none"}),
        ("deposit-missing", {"network": "bitcoin", "confirmations": "3"}),
        ("withdrawal-on-hold", {"recent_deposit": "none"}),
    ],
)
def test_no_case_is_known_where_the_answers_fit_none(as_carl, slug, said):
    typed = {f"f-{key}": value for key, value in said.items()}
    assert "case-" not in as_carl.post(ADVICE, {"topic": slug, "asked": slug} | typed).content.decode()


def test_odds_are_measured_or_not_said(as_carl, carl, ada, says, noon):
    noon.shift(-timedelta(days=30))
    tickets = [says(carl, f"memo {number}", topic="missing-memo") for number in range(20)]
    noon.shift(timedelta(days=2))
    for ticket in tickets[:15]:
        actions.resolve(ticket, by=ada)
    noon.move_to(FRIDAY_NOON)
    said = {"topic": "missing-memo", "asked": "missing-memo", "f-network": "xrp", "f-memo": "none"}
    page = as_carl.post(ADVICE, said).content.decode()
    assert "Of the last 20 tickets about this, 15 were solved, half of them within 48 h" in page


# Without JavaScript.


def test_who_was_not_asked_owes_no_answer(as_carl):
    answer = as_carl.post(NEW, {"topic": "deposit-missing", "happened": "250 USDT are gone", "key": "k1"})
    assert answer.status_code == 302
    assert Ticket.objects.get().topic.slug == "deposit-missing"


def test_the_questions_are_shown_by_a_button_and_nothing_typed_is_lost(as_carl):
    page = as_carl.post(NEW, {"topic": "fees", "happened": "Half a sentence", "questions": "1"})
    assert page.status_code == 200
    assert 'name="f-order"' in page.content.decode()
    assert "Half a sentence" in page.content.decode()
    assert "field-error" not in page.content.decode()


@pytest.mark.parametrize(
    ("slug", "alarming"),
    [
        ("email-lost", {"mail_reason": "hacked"}),
        ("phishing-report", {"entered": "yes"}),
        ("paid-a-scammer", {"pending": "yes"}),
    ],
)
def test_an_answer_that_makes_it_an_alarm_lets_it_through_whatever_is_missing(as_carl, slug, alarming):
    said = {"topic": slug, "asked": slug, "key": "k1"} | {
        f"f-{key}": value for key, value in alarming.items()
    }
    assert as_carl.post(NEW, said | {"f-txid": "not a transaction"}).status_code == 302
    ticket = Ticket.objects.get()
    assert ticket.severity == 0
    calm = dict.fromkeys(said.keys() & {f"f-{key}" for key in alarming}, "")
    assert as_carl.post(NEW, said | calm | {"key": "k2"}).status_code == 422
