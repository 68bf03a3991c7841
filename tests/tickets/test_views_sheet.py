"""A view as a table to take along."""

import csv
import io

import pytest

from support.audit.models import Entry
from tests.tickets.test_views import rows
from tickets.desk import sheet
from tickets.models import Ticket


@pytest.fixture
def taken(desk):
    """`taken(view="mine")`: the rows of the sheet, its head first."""

    def take(browser=desk, **asked):
        answer = browser.get("/desk/queue.csv", asked)
        assert answer.status_code == 200
        body = b"".join(answer.streaming_content).decode()
        return list(csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline="")))

    return take


def test_it_holds_what_the_view_shows_and_in_its_order(desk, taken, carl, cleo, says):
    says(carl, "Second"), says(cleo, "Third, auf Deutsch", language="de")
    urgent = says(carl, "First", topic="account-takeover")
    head, *told = taken(view="unassigned")
    assert head[:3] == ["Case number", "Subject", "State"]
    shown = desk.get("/desk/", {"view": "unassigned"}).content.decode()
    assert [row[0] for row in told] == [Ticket.objects.get(pk=pk).reference for pk in rows(shown)]
    assert told[0][0] == urgent.reference
    assert [row[1] for row in taken(view="unassigned", language="de")[1:]] == ["Third, auf Deutsch"]
    assert [row[1] for row in taken(view="next", tier=cleo.tier.slug)[1:]] == ["Third, auf Deutsch"]
    assert [row[1] for row in taken(q="deutsch")[1:]] == ["Third, auf Deutsch"]
    assert "/desk/queue.csv?view=unassigned" in shown


def test_no_cell_calculates_and_secrets_stay_hidden(taken, carl, says):
    says(carl, "x", subject="=HYPERLINK(1)")
    says(carl, "x", subject="My card is 4111 1111 1111 1111")
    told = str(taken(view="unassigned"))
    assert "'=HYPERLINK(1)" in told
    assert "4111" not in told
    assert "1111 1111" not in told


def test_it_is_cut_with_a_word(taken, carl, says, monkeypatch):
    monkeypatch.setattr(sheet, "MOST", 2)
    for _ in range(3):
        says(carl)
    told = taken(view="unassigned")
    assert len(told) == 4
    assert told[-1] == ["Cut after 2 rows. Narrow the view to take along the others."]


def test_it_is_in_the_agent_s_language_and_written_down(desk, taken, ada, carl, says):
    says(carl)
    answer = desk.get(
        "/desk/queue.csv", {"view": "next", "severity": "s3"}, headers={"accept-language": "de"}
    )
    assert "Gegenstand" in b"".join(answer.streaming_content).decode() or answer["Content-Language"] == "de"
    entry = Entry.objects.get(action="tickets.taken_along", by=ada)
    assert entry.detail == {"view": "My next", "severity": "s3", "rows": 1} | {"view": entry.detail["view"]}


def test_tickets_of_other_teams_are_in_no_sheet(ben, taken, sign_in, carl, says):
    says(carl, "An unusual quetzal")
    browser = sign_in(ben)
    for asked in (
        {"view": "unassigned"},
        {"view": "team-front-line"},
        {"q": "quetzal"},
        {"q": "status:open"},
    ):
        assert "quetzal" not in str(taken(browser, **asked))


def test_customers_find_no_such_page(client, carl, says):
    says(carl)
    client.force_login(carl.user)
    assert client.get("/desk/queue.csv", {"view": "unassigned"}).status_code == 404
