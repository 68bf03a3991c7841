"""Whatever may be sent is sent: the API keeps to its own manual, and never breaks.

schemathesis makes up calls from the schema, good ones and bad ones, and sends them to the WSGI application.
`API_EXAMPLES=2000` sends that many of each kind instead of the usual few, others every time.
"""

import itertools
import os
from copy import deepcopy

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode, checks
from schemathesis.errors import FailureGroup

from helpcenter import actions as library
from livechat.actions import begin, say
from support.wsgi import application
from tests.support.api import machine
from tickets import actions

FEW = 25
EXAMPLES = int(os.environ.get("API_EXAMPLES", FEW))
PROMISES = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.missing_required_header,
    checks.unsupported_method,
    checks.ignored_auth,
]
ANSWERS = {"txid": "hello", "amount": "1,5", "seen": ["trade"], "accepts": True, "happened_at": "yesterday"}
TOPICS = [None, "account-takeover", "wrong-network", "bug-report", "account-locked", "deposit-missing"]
AS_MANY = settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES == FEW,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def in_one_transaction(db):
    """What is called stays in the story's transaction: as Django's own client does it."""
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def manual(in_one_transaction, house):
    """The schema as machines read it, with the application that serves it."""
    return schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)


class Caller:
    """Made-up calls find nothing by themselves: every other one names what is there."""

    def __init__(self, *, key, **known):
        self.key, self.turn = key, itertools.cycle([True, False])
        self.known = {name: itertools.cycle(things) for name, things in known.items()}

    def calls(self, case):
        """Send it, with the key of a machine that may do everything; what comes back keeps to the manual."""
        if next(self.turn):
            self._name_what_is_there(case)
        case.call_and_validate(headers={"Authorization": f"Api-Key {self.key}"}, checks=PROMISES)

    def _name_what_is_there(self, case):
        for name in case.path_parameters or {}:
            case.path_parameters[name] = next(self.known[name])
        if isinstance(case.body, dict):
            names = self.known.keys() & case.body.keys()
            case.body |= {name: next(self.known[name]) for name in sorted(names)}
        if isinstance(case.body, dict) and isinstance(case.body.get("fields"), dict):
            made_up = list(case.body["fields"].values())
            case.body["fields"] = ANSWERS | dict(zip(ANSWERS, made_up, strict=False))


@pytest.fixture
def caller(manual, ada, carl, gus, says):
    """Who knows tickets of every state, and what opens one."""
    closed, solved, merged = says(carl), says(carl), says(carl)
    actions.close(actions.resolve(closed, by=ada))
    actions.resolve(solved, by=ada)
    actions.merge(merged, into=says(carl), by=ada, why="the same")
    further, alarm, guests = says(carl, ticket=closed), says(carl, topic="account-takeover"), says(gus)
    actions.reply(alarm, by=ada, body="Which one?", key="r1")
    visit = begin(carl.user, language="en")
    chat = say(visit, body="Hello", key="line-0001").message.ticket
    article = library.open_article("memo", category=library.shelve("deposits", names={"en": "Deposits"}))
    library.publish(library.revise(article, "en", title="Memo", summary="0", body="Words.").translation)
    return Caller(
        key=machine(acts_as=ada).text,
        reference=[ticket.reference for ticket in (closed, solved, merged, further, alarm, guests, chat)],
        exchange_id=[carl.exchange_id, "MX-NEW"],
        customer=[carl.exchange_id],
        tier=["plus", "entry"],
        time_zone=["Europe/Berlin"],
        subject=["Help"],
        topic=TOPICS,
    )


@pytest.mark.parametrize("mode", GenerationMode)
def test_the_api_keeps_to_its_manual_whatever_is_sent(manual, caller, mode):
    operations = [found.ok() for found in manual.get_all_operations()]
    assert len(operations) == 9
    for operation in operations:
        if mode == GenerationMode.NEGATIVE and not (operation.query or operation.body or operation.headers):
            continue  # nothing to be wrong about

        @AS_MANY
        @given(operation.as_strategy(mode))
        def keeps_to_it(case):
            caller.calls(case)

        keeps_to_it()


def test_the_api_keeps_to_its_manual_at_every_boundary(manual, caller):
    sent = 0
    for operation in (found.ok() for found in manual.get_all_operations()):
        config = manual.config.generation_for(operation=operation)
        for case in manual.iter_coverage_cases(
            operation, generation_modes=list(GenerationMode), generation_config=config
        ):
            caller.calls(case)
            sent += 1
    assert sent > 100


@pytest.mark.parametrize("change", [{"200": {"description": "Words."}}, {}])
def test_what_the_manual_does_not_promise_is_found(manual, caller, change):
    """The positive control: an answer of another shape, and a status nobody wrote down."""
    answer = manual["/api/v1/topics/"]["GET"].Case().call(headers={"Authorization": f"Api-Key {caller.key}"})
    told = deepcopy(manual.raw_schema)
    words = {"application/json": {"schema": {"type": "string"}}}
    told["paths"]["/api/v1/topics/"]["get"]["responses"] = {
        status: said | {"content": words} for status, said in change.items()
    } or {"401": {"description": "No good key."}}
    topics = schemathesis.openapi.from_dict(told)["/api/v1/topics/"]["GET"]
    with pytest.raises(FailureGroup):
        topics.Case().validate_response(answer, checks=PROMISES[:5])
    manual["/api/v1/topics/"]["GET"].Case().validate_response(answer, checks=PROMISES[:5])
