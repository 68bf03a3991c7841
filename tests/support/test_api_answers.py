"""A topic's questions answered by machines: read as the form reads them, refused in the form's words."""

import json

import pytest
import time_machine

from support.people.models import Customer
from tests.support.api import is_problem, machine, wrong
from tests.tickets.office_hours import FRIDAY_NOON
from tests.tickets.said import RIGHT, WRONG, right
from tickets import catalogue
from tickets.models import FieldValue, Identifier, Ticket, Topic, TopicField

SLUGS = [row["slug"] for row in catalogue.read("topics.json")]
HASH = "5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060"
PHRASE = "abandon " * 11 + "about"


@pytest.fixture(autouse=True)
def friday_noon():
    """Days that have been are told apart from days to come."""
    with time_machine.travel(FRIDAY_NOON, tick=False):
        yield


@pytest.fixture
def caller(house):
    """A machine that may open tickets and read them."""
    return machine("tickets:read", "tickets:write")


@pytest.fixture
def opens(caller, carl):
    """`opens("slug", {key: value})`: the answer to a new ticket of Carl's about a topic."""

    def call(slug, fields=None, *, once=None, **headers):
        told = {"customer": carl.exchange_id, "subject": "Help", "body": "Please look", "topic": slug}
        said = told if fields is None else told | {"fields": fields}
        return caller.post("tickets/", said, once=once, **headers)

    return call


def as_json(question):
    """A right answer as JSON has it."""
    said = right(question)
    return True if said == "on" else said


def good(topic):
    """Right answers to all a topic asks."""
    return {one.key: as_json(one) for one in topic.fields.exclude(key="no_txid")}


@pytest.mark.parametrize("slug", SLUGS)
def test_right_answers_to_each_topic_are_kept_and_told(opens, slug):
    topic = Topic.objects.get(slug=slug)
    answer = opens(slug, good(topic))
    assert answer.status_code == 201, answer.content
    assert {one["key"] for one in answer.json()["answers"]} == good(topic).keys()
    assert not any(one["doubt"] for one in answer.json()["answers"])


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_answers_of_each_kind_are_refused_in_the_form_s_words(opens, kind):
    """On an alarm they are kept, with these words as the doubt beside them."""
    for question in _first_of(kind):
        topic = question.topic
        for typed, words in WRONG[kind]:
            said = [typed] if kind == "choices" else typed
            answer = opens(topic.slug, good(topic) | {question.key: said})
            if topic.severity == 0:
                told = {one["key"]: one["doubt"] for one in answer.json()["answers"]}[question.key]
            else:
                [told] = wrong(is_problem(answer, 400))[f"fields.{question.key}"]
            assert told, (question.key, typed[:40])
            assert (words if kind != "agree" else "Send true or false") in told, (question.key, typed[:40])


def _first_of(kind):
    """A question of this kind on an alarm and on another topic, where there are such."""
    rows = TopicField.objects.filter(kind=kind).select_related("topic")
    alarm, other = rows.filter(topic__severity=0).first(), rows.filter(topic__severity__gt=0).first()
    return [question for question in (alarm, other) if question]


def test_answers_are_kept_canonical_and_told_in_words(opens, caller):
    link = f"https://etherscan.io/tx/0x{HASH}"
    said = {"asset": "usdt", "network": "ethereum", "txid": link, "amount": "250,5", "confirmations": 3}
    topic = Topic.objects.get(slug="deposit-missing")
    told = opens("deposit-missing", good(topic) | said).json()
    again = caller.get(f"tickets/{told['reference']}/").json()
    assert again["topic"] == "deposit-missing"
    found = {one["key"]: (one["value"], one["words"]) for one in again["answers"]}
    assert found["txid"][0] == f"0x{HASH}"
    assert (found["amount"], found["asset"]) == (("250.5", "250.5 USDT"), ("USDT", "USDT"))
    assert (found["network"], found["confirmations"][0]) == (("ethereum", "Ethereum"), "3")
    assert Identifier.objects.filter(ticket__reference=told["reference"], value=f"0x{HASH}").exists()


def test_words_are_told_in_the_language_of_the_call(opens, caller):
    reference = opens("tax-documents", good(Topic.objects.get(slug="tax-documents"))).json()["reference"]
    german = caller.call("GET", f"tickets/{reference}/", **{"Accept-Language": "de"}).json()["answers"]
    assert [one["label"] for one in german][:1] == ["Jahr"]
    assert "Deutschland" in [one["words"] for one in german]


def test_a_time_is_read_in_the_customer_s_zone_unless_it_names_its_own(opens, carl):
    Customer.objects.filter(pk=carl.pk).update(time_zone="Europe/Berlin")
    told = [
        opens("bug-report", {"happened_at": at}).json()["answers"][0]["value"]
        for at in ("2026-01-19T14:05", "2026-01-19T14:05Z")
    ]
    assert told == ["2026-01-19T13:05:00Z", "2026-01-19T14:05:00Z"]


def test_what_a_topic_must_know_is_asked_for_by_name_and_code(opens):
    problem = is_problem(opens("bug-report", {}), 400)
    assert [(one["field"], one["code"]) for one in problem["errors"]] == [("fields.happened_at", "missing")]
    assert not Ticket.objects.exists()


def test_who_sends_no_fields_was_asked_none(opens):
    """As with the form: nobody owes answers to questions that were not shown."""
    assert opens("bug-report").status_code == 201
    assert not FieldValue.objects.exists()


def test_an_alarm_is_never_stopped(opens, caller):
    assert opens("account-takeover", {}).status_code == 201
    odd = {"noticed_at": "neulich", "txids": "\0no\ud83dne", "seen": "?", "locked": ["no"], "new": 1}
    told = opens("account-takeover", odd | {"account": {"a": 1}}).json()
    kept = {one["key"]: (one["value"], bool(one["doubt"])) for one in told["answers"]}
    assert told["severity"] == 0
    assert kept.keys() == {"noticed_at", "txids", "seen", "locked", "account"}
    assert (kept["noticed_at"], kept["txids"]) == (("neulich", True), ("none", True))


@pytest.mark.parametrize(
    ("slug", "fields", "field", "code"),
    [
        ("wrong-network", {"accepts": "no"}, "fields.accepts", "type"),
        ("wrong-network", {"accepts": 1}, "fields.accepts", "type"),
        ("wrong-network", {"txid": [HASH]}, "fields.txid", "type"),
        ("wrong-network", {"amount": 0.1}, "fields.amount", "type"),
        ("wrong-network", {"amount": {"value": 1}}, "fields.amount", "type"),
        ("phishing-report", {"entered": ["no"]}, "fields.entered", "invalid_choice"),
        ("account-locked", {"changes": "password"}, "fields.changes", "invalid_list"),
        ("account-locked", {"changes": [1]}, "fields.changes", "invalid_choice"),
        ("feedback", {"about": "this"}, "fields.about", "unknown"),
        ("feedback", {"": "this"}, "fields", "unknown"),
        ("feedback", {"\ud83d\0": "this"}, "fields.?\0", "unknown"),
        ("feedback", [], "fields", "not_a_dict"),
        ("feedback", {str(number): "x" for number in range(101)}, "fields", "too_many"),
        (None, {"txid": HASH}, "fields", "no_topic"),
    ],
)
def test_what_no_form_would_send_is_refused_with_field_and_code(opens, slug, fields, field, code):
    problem = is_problem(opens(slug, fields), 400)
    assert (field, code) in {(one["field"], one["code"]) for one in problem["errors"]}, problem
    assert not Ticket.objects.exists()


def test_no_answer_is_none(opens):
    assert opens("feedback", {"about_link": None}).status_code == 201
    assert opens(None, {}).status_code == 201
    assert not FieldValue.objects.exists()


def test_sentences_of_the_form_come_in_the_language_of_the_call(opens):
    problem = is_problem(opens("bug-report", {}, **{"Accept-Language": "de"}), 400)
    assert "Ungefähr" in problem["errors"][0]["detail"]


def test_a_grave_answer_makes_the_ticket_graver(opens):
    question, rule = next(
        (question, rule)
        for question in TopicField.objects.exclude(raises=[]).exclude(topic__severity=0)
        for rule in question.raises
        if "is" in rule and rule["to"] < question.topic.severity
    )
    said = good(question.topic)
    said[question.key] = [rule["is"]] if question.kind == "choices" else rule["is"]
    assert opens(question.topic.slug, said).json()["severity"] == rule["to"]


def test_secrets_in_answers_are_masked_before_they_rest(opens):
    told = opens("account-takeover", {"moved": PHRASE, "txids": PHRASE, "also": PHRASE})
    assert "abandon" not in told.content.decode()
    assert "abandon" not in json.dumps(list(FieldValue.objects.values_list("value", flat=True)))


def test_the_same_key_with_other_answers_is_a_conflict(opens):
    said = {"happened_at": "2026-01-19T14:05Z", "error_code": "X1"}
    first, again = (opens("bug-report", said, once="bug-0001") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    is_problem(opens("bug-report", said | {"error_code": "X2"}, once="bug-0001"), 409)
    is_problem(opens("bug-report", once="bug-0001"), 409)
    assert FieldValue.objects.count() == 2


# What may be asked.


def test_an_app_can_build_its_own_form_from_the_topics(caller, opens):
    topics = {one["slug"]: one for one in caller.get("topics/").json()}
    assert topics.keys() == set(SLUGS)
    wanted = topics["wrong-network"]["fields"]
    answers = {one["key"]: _chosen(one) for one in wanted if one["required"]}
    answers["network_expected"] = next(
        one["value"]
        for field in wanted
        if field["key"] == "network_expected"
        for one in field["choices"]
        if one["value"] != answers["network_used"]
    )
    assert opens("wrong-network", answers).status_code == 201


def _chosen(question):
    choices = [one["value"] for one in question["choices"]]
    told = {"agree": True, "txid": RIGHT["txid"], "address": RIGHT["address"]}
    if choices:
        return "ethereum" if "ethereum" in choices else choices[0]
    return told.get(question["kind"], RIGHT[question["kind"]])


def test_topics_speak_the_reader_s_language(caller):
    answer = caller.call("GET", "topics/", **{"Accept-Language": "de"})
    fees = next(one for one in answer.json() if one["slug"] == "tax-documents")
    assert answer.headers["Content-Language"] == "de"
    assert "Steuer" in fees["name"]
    year, country, *_ = fees["fields"]
    assert (year["label"], year["choices"], year["required"]) == ("Jahr", [], True)
    assert {"value": "DE", "label": "Deutschland"} in country["choices"]


def test_an_alarm_requires_nothing(caller):
    urgent = [one for one in caller.get("topics/").json() if one["severity"] == 0]
    assert urgent
    assert not any(question["required"] for topic in urgent for question in topic["fields"])


def test_topics_are_for_who_may_read_or_write_tickets(house):
    for scope in ("tickets:read", "tickets:write"):
        assert machine(scope).get("topics/").status_code == 200
    is_problem(machine("articles:read", "customers:write").get("topics/"), 403)


def test_the_topics_cost_two_questions_to_the_database(caller, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):  # two are about the key
        caller.get("topics/")
