"""A customer takes along everything they may read, and not a word more."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from support.files import check
from tickets import actions
from tickets.actions import Thing

pytestmark = pytest.mark.django_db
INSIDE = ["quince", "S1", "severity", "priority", "Desk", "Lead"]  # what nobody outside may read


@pytest.fixture
def whole(ada, sam, carl, says):
    """Carl's ticket with everything that can be on one."""
    file = check(SimpleUploadedFile("Beleg.txt", b"words", "text/plain"))
    ticket = says(carl, "Where is it? <script>alert(1)</script>", subject="USDT <b>", files=[file])
    actions.claim(ticket, by=ada)
    actions.note(ticket, by=ada, body="quince among us", key="n1", files=[file])
    actions.reprioritise(ticket, severity=1, by=sam, why="quince says the boss")
    actions.assign(ticket, to=ada, by=sam)
    actions.ask(ticket, to=sam, by=ada, question="quince?", key="a1")
    actions.reply(ticket, by=ada, body="Please", key="r1", wanted=[Thing("The TXID")])
    says(carl, "The TXID\nabc", ticket=ticket, wanted=ticket.wanted.get())
    ticket = actions.resolve(ticket, by=ada)
    actions.rate(ticket, solved=actions.last_solve(ticket), score=5, comment="Kind")
    return ticket


@pytest.fixture
def mine(whole, carl, sign_in):
    return sign_in(carl.user)


def read(answer):
    assert answer.status_code == 200
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode()


def addresses(ticket):
    return [f"/tickets/{ticket.reference}/export/{form}/" for form in ("html", "json")] + [
        f"/tickets/export/{form}/" for form in ("html", "json")
    ]


def test_nothing_from_inside_is_in_any_of_them(mine, whole):
    for address in addresses(whole):
        text = read(mine.get(address)).replace("Fairlead Desk", "")
        assert "Where is it?" in text  # the positive control
        assert not [word for word in INSIDE if word in text], address


def test_json_has_the_whole_story_in_order(mine, whole, settings):
    told = json.loads(read(mine.get(f"/tickets/{whole.reference}/export/json/")))
    (ticket,) = told["tickets"]
    assert (ticket["reference"], ticket["state"], ticket["subject"]) == (
        whole.reference,
        "solved",
        "USDT <b>",
    )
    assert ticket["asked_for"][0]["words"] == "The TXID"
    assert ticket["rating"] == {"score": 5, "comment": "Kind"}
    said = [line["said"] for line in ticket["story"] if "said" in line]
    assert said == ["Where is it? <script>alert(1)</script>", "Please", "The TXID\nabc"]
    assert [line["by"] for line in ticket["story"] if "said" in line] == ["you", "Ada", "you"]
    (file,) = ticket["story"][0]["files"]
    assert file["name"] == "Beleg.txt"
    assert file["link"].startswith(f"{settings.SITE_URL}/tickets/files/")
    assert [line["at"] for line in ticket["story"]] == sorted(line["at"] for line in ticket["story"])


def test_answers_to_the_topic_s_questions_are_in_both(mine, whole):
    whole.values.create(key="txid", kind="txid", value="5c50", labels={"en": "Transaction ID"}, order=1)
    told = json.loads(read(mine.get(f"/tickets/{whole.reference}/export/json/")))
    assert told["tickets"][0]["answers"] == [{"question": "Transaction ID", "answer": "5c50"}]
    assert "5c50" in read(mine.get(f"/tickets/{whole.reference}/export/html/"))


def test_the_page_asks_nobody_and_runs_nothing(mine, whole):
    answer = mine.get(f"/tickets/{whole.reference}/export/html/")
    html = read(answer)
    assert answer["Content-Disposition"] == f'attachment; filename="{whole.reference}.html"'
    assert "no-store" in answer["Cache-Control"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert not re.search(r"\bsrc=|@import|url\(", html)
    assert not re.search(r"<(img|link|iframe|object|form)\b", html)
    assert "default-src 'none'" in html
    assert html.rstrip().endswith("</html>")


def test_all_of_them_are_streamed_one_by_one(mine, whole, carl, cleo, says):
    for number in range(3):
        says(carl, f"Number {number}")
    says(cleo, "marmalade of Cleo")
    answer = mine.get("/tickets/export/json/")
    assert answer.streaming
    told = json.loads(read(answer))
    assert len(told["tickets"]) == 4
    assert "marmalade" not in json.dumps(told)


def test_what_was_merged_is_read_in_its_place_and_both_name_each_other(mine, carl, ada, says):
    part, into = says(carl, "The part's own words"), says(carl, "The whole")
    actions.merge(part, into=into, by=ada, why="quince")
    text = read(mine.get(f"/tickets/{into.reference}/export/json/"))
    assert "The part's own words" in text
    assert "quince" not in text
    (ticket,) = json.loads(read(mine.get(f"/tickets/{part.reference}/export/json/")))["tickets"]
    assert ticket["goes_on_in"] == into.reference


def test_three_hundred_messages_are_all_there(mine, carl, says):
    ticket = says(carl, "Line 0")
    for number in range(1, 300):
        says(carl, f"Line {number}", ticket=ticket)
    (told,) = json.loads(read(mine.get(f"/tickets/{ticket.reference}/export/json/")))["tickets"]
    assert [line["said"] for line in told["story"]] == [f"Line {number}" for number in range(300)]


@pytest.mark.parametrize("form", ["xml", "exe", "html2"])
def test_there_is_no_other_form(mine, whole, form):
    assert mine.get(f"/tickets/{whole.reference}/export/{form}/").status_code == 404
    assert mine.get(f"/tickets/export/{form}/").status_code == 404


def test_strangers_and_agents_get_nothing(whole, ada, cleo, client, sign_in):
    for browser in (client, sign_in(cleo.user), sign_in(ada)):
        for address in addresses(whole):
            assert browser.get(address).status_code == 404


def test_in_the_readers_language_to_the_last_ticket(mine, carl, says):
    says(carl, "One more")
    text = read(mine.get("/tickets/export/html/", headers={"Accept-Language": "de"}))
    assert 'lang="de"' in text
    assert "Gelöst" in text
