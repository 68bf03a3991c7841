"""What was pasted among the words is compared as well, and added answers are read as anywhere else."""

import pytest

from tests.tickets.said import HASH, filled
from tickets.advice.pasted import named
from tickets.models import Ticket

NEW = "/tickets/new/"
UNSURE = {"topic": "", "happened": f"Where is it? Transaction 0x{HASH}, sent on Friday."}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey", "clock")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"it is {HASH}.", HASH),
        (f"它是0x{HASH}，谢谢", f"0x{HASH}"),
        (f"see https://mempool.space/tx/{HASH}", HASH),
        ("my withdrawal WQCLML-BW3P3-BUCMWZ is stuck", "WQCLML-BW3P3-BUCMWZ"),
    ],
)
def test_an_exact_id_is_found_among_words(text, value):
    assert [one.value for one in named(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        f"it is {HASH[:-1]}",
        "order OQCLML-BW3P3-BUCMWZ",
        "call 1234567-12 or 123456789-123",
        "supercalifragilisticexpialidocious",
        f"my private key is {HASH}",
        "",
        "w" * 50_000,
    ],
)
def test_what_only_looks_like_one_is_none(text):
    assert named(text) == []


@pytest.mark.parametrize(("first", "again"), [(filled(), UNSURE), (UNSURE, filled()), (UNSURE, UNSURE)])
def test_a_pasted_transaction_is_with_us_already(as_carl, first, again):
    as_carl.post(NEW, first | {"key": "k1"})
    answer = as_carl.post(NEW, again | {"key": "k2", "subject": "Something else"})
    assert (answer.status_code, Ticket.objects.count()) == (409, 1)
    assert Ticket.objects.get().reference in answer.content.decode()


def test_another_pasted_transaction_is_not(as_carl):
    as_carl.post(NEW, filled(key="k1"))
    other = UNSURE["happened"].replace("5c50", "6d61")
    assert as_carl.post(NEW, UNSURE | {"happened": other, "key": "k2"}).status_code == 302
    assert Ticket.objects.count() == 2


def test_a_strangers_transaction_tells_nothing(as_carl, browser, cleo):
    as_carl.post(NEW, filled(key="k1"))
    assert browser(cleo).post(NEW, UNSURE | {"key": "k2"}).status_code == 302


def test_what_is_added_to_a_ticket_has_its_answers_in_words(as_carl):
    as_carl.cookies["zone"] = "Europe/Berlin"
    as_carl.post(NEW, filled(key="k1", network="ethereum"))
    first = Ticket.objects.get()
    more = filled(key="k2", network="ethereum", sent_at="2026-11-20T08:05", happened="Is there news?")
    as_carl.post(NEW, more | {"repeats": first.reference})
    said = first.messages.last().body
    assert "Network it was sent on: Ethereum" in said
    assert "08:05 in Berlin (07:05 UTC)" in said
    assert "T07:05:00Z" not in said
