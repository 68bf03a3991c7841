"""The list on the customer's page and at the desk: one tap gives a thing, each tick is seen on both sides."""

import re
import uuid

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.tickets.browsing import HTMX
from tickets import actions, guests, states
from tickets.actions import Thing
from tickets.models import Attachment, Ticket, Wanted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]  # no counters of earlier stories
LIST = [Thing("The <TXID>"), Thing("A screenshot", "screenshot"), Thing("Was it you?", "yes-no")]


@pytest.fixture
def asked(ada, carl, says):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Please send these", key="r1", wanted=LIST)
    return Ticket.objects.get(pk=ticket.pk), list(Wanted.objects.order_by("place"))


@pytest.fixture
def mine(carl, sign_in):
    return sign_in(carl.user)


def page(ticket, rest=""):
    return f"/tickets/{ticket.reference}/{rest}"


def give(browser, ticket, thing, **said):
    return browser.post(page(ticket, f"wanted/{thing.pk}/"), {"key": uuid.uuid4().hex} | said)


def picture():
    import io

    from PIL import Image

    bytes_ = io.BytesIO()
    Image.new("RGB", (4, 4)).save(bytes_, "PNG")
    return SimpleUploadedFile("Bild.png", bytes_.getvalue(), "image/png")


def read(answer):
    return answer.content.decode()


def test_the_page_begins_with_the_list(asked, mine):
    ticket, _things = asked
    html = read(mine.get(page(ticket)))
    assert "We need 3 things from you" in html
    assert "The &lt;TXID&gt;" in html
    assert "0 of 3" in html
    assert html.index('id="wanted"') < html.index('id="log"')
    assert "0 of 3 sent to us" in read(mine.get("/tickets/"))


def test_thing_by_thing_and_the_last_brings_it_back(asked, mine):
    ticket, (txid, shot, you) = asked
    assert give(mine, ticket, txid, body="0xabc").url == page(ticket) + "#wanted"
    assert "1 of 3" in read(mine.get(page(ticket)))
    give(mine, ticket, shot, files=picture())
    assert Attachment.objects.get().message.body == "A screenshot"
    ticket.refresh_from_db()
    assert states.of(ticket) is states.WITH_YOU
    give(mine, ticket, you, answer="no")
    ticket.refresh_from_db()
    assert states.of(ticket) is states.WITH_TEAM
    said = list(ticket.messages.filter(kind="customer").values_list("body", flat=True))[1:]
    assert said == ["The <TXID>\n0xabc", "A screenshot", "Was it you?\nNo"]
    html = read(mine.get(page(ticket)))
    assert "We have everything we asked for" in html
    assert "3 of 3" in html


@pytest.mark.parametrize(
    ("place", "said", "why"),
    [
        (0, {"body": "  "}, "There is nothing to send yet"),
        (0, {"body": "y" * 20_001}, "we can take 20000"),
        (0, {"answer": "yes"}, "There is nothing to send yet"),
        (1, {}, "Choose a file first"),
        (1, {"body": "I have none"}, "Choose a file first"),
        (2, {}, "Choose yes or no"),
        (2, {"answer": "maybe"}, "Select a valid choice"),
    ],
)
def test_what_is_no_answer_is_refused_beside_its_thing_and_ticks_nothing(asked, mine, place, said, why):
    ticket, things = asked
    answer = give(mine, ticket, things[place], **said)
    assert answer.status_code == 422
    item = re.search(rf'id="thing-{things[place].pk}".*?</form>', read(answer), re.DOTALL)[0]
    assert why in item
    assert not Wanted.objects.exclude(answered_at=None).exists()
    assert ticket.messages.count() == 2


def test_a_file_that_lies_is_refused_with_its_reason(asked, mine):
    ticket, (_txid, shot, _you) = asked
    answer = give(mine, ticket, shot, files=SimpleUploadedFile("a.png", b"MZ", "image/png"))
    assert answer.status_code == 422
    assert "is not what its name says" in read(answer)
    assert not Attachment.objects.exists()


def test_an_identity_document_goes_to_the_vault_whatever_the_page_says(ada, carl, says, mine):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Please", key="r2", wanted=[Thing("Your passport", "identity")])
    thing = Wanted.objects.get()
    assert give(mine, ticket, thing, files=picture(), files_kind="screenshot").status_code == 302
    assert Attachment.objects.get().kind == "identity"


def test_a_guest_who_answers_is_let_in_no_further_than_before(ada, client):
    client.post("/tickets/new/", {"happened": "Gone", "email": "gus@guest.example", "key": "k1"})
    ticket = Ticket.objects.get()
    actions.reply(ticket, by=ada, body="Please", key="r3", wanted=[Thing("The TXID")])
    assert give(client, ticket, Wanted.objects.get(), body="0xabc").status_code == 302
    assert client.session.get(guests.KEPT) is None
    assert client.session[guests.FILED] == [ticket.pk]


def test_the_same_form_twice_is_one_answer(asked, mine):
    ticket, things = asked
    for _ in range(3):
        give(mine, ticket, things[0], body="abc", key="one-key")
    assert ticket.messages.filter(kind="customer").count() == 2


def test_things_of_another_ticket_are_not_there(asked, mine, ada, carl, cleo, says, sign_in):
    ticket, things = asked
    other = says(carl, "Another")
    assert give(mine, other, things[0], body="abc").status_code == 404
    assert give(sign_in(cleo.user), ticket, things[0], body="abc").status_code == 404
    assert give(sign_in(ada), ticket, things[0], body="abc").status_code == 404
    assert ticket.messages.count() == 2


def test_a_secret_in_an_answer_is_hidden(asked, mine):
    ticket, things = asked
    give(mine, ticket, things[0], body="password: hunter2horse")
    assert "hunter2horse" not in ticket.messages.last().body


def test_the_gap_carries_the_list_so_that_open_pages_tick(asked, mine):
    ticket, things = asked
    seq = ticket.seq
    give(mine, ticket, things[0], body="abc")
    html = read(mine.get(page(ticket, f"after/{seq}/")))
    assert 'id="wanted"' in html
    assert "1 of 3" in html


def test_the_letter_lists_what_we_need(ada, carl, says, committed, carry_out):
    ticket = says(carl)
    with committed():
        actions.reply(ticket, by=ada, body="Please", key="r1", wanted=LIST)
    carry_out()
    letter = mail.outbox[-1]
    assert "What we need from you:\n\n* The <TXID>\n* A screenshot\n* Was it you?" in letter.body
    assert "The &lt;TXID&gt;" in letter.alternatives[0][0]


def test_an_agent_asks_from_the_composer(ada, carl, says, desk):
    ticket = says(carl)
    said = {"body": "Please", "wanted": ["The TXID", "", "Your passport"], "key": "k"}
    said["wanted_kind"] = ["words", "words", "identity"]
    assert desk.post(f"/desk/tickets/{ticket.pk}/reply/", said).status_code == 302
    asked = list(Wanted.objects.values_list("words", "kind"))
    assert asked == [("The TXID", "words"), ("Your passport", "identity")]


@pytest.mark.parametrize(
    ("wanted", "kinds", "why"),
    [
        (["x"], ["essay"], "how it is answered"),
        (["x" * 201], ["words"], "200 characters"),
        (["x"] * 9, ["words"] * 9, "8 things at most"),
    ],
)
def test_a_list_that_cannot_stand_is_refused_and_everything_typed_stays(
    ada, carl, says, desk, wanted, kinds, why
):
    ticket = says(carl)
    said = {"body": "Please do", "wanted": wanted, "wanted_kind": kinds}
    answer = desk.post(f"/desk/tickets/{ticket.pk}/reply/", said, headers=HTMX)
    html = read(answer)
    assert answer.status_code == 422
    assert why in html
    assert "Please do" in html
    assert html.count(f'value="{wanted[0]}"') == len(wanted)
    assert ticket.messages.count() == 1


def test_who_has_no_page_is_asked_no_list(ada, xenia, says, desk):
    ticket = says(xenia, channel="x")
    Ticket.objects.filter(pk=ticket.pk).update(team=ada.agent.teams.first())
    said = {"body": "Please", "wanted": ["The TXID"], "wanted_kind": ["words"]}
    assert "Ask for something" not in read(desk.get(f"/desk/tickets/{ticket.pk}/"))
    assert desk.post(f"/desk/tickets/{ticket.pk}/reply/", said).status_code == 422
    assert not Wanted.objects.exists()


def test_the_desk_shows_each_tick_and_lets_go_of_what_is_not_needed(asked, mine, desk):
    ticket, things = asked
    give(mine, ticket, things[0], body="abc")
    html = read(desk.get(f"/desk/tickets/{ticket.pk}/head/"))
    assert "1 of 3" in html
    assert desk.post(f"/desk/tickets/{ticket.pk}/wanted/{things[1].pk}/spare/").status_code == 302
    assert "1 of 2" in read(desk.get(f"/desk/tickets/{ticket.pk}/head/"))
    assert "We do not need this any more: A screenshot" in read(mine.get(page(ticket)))


def test_an_agent_of_another_team_lets_go_of_nothing(asked, ben, sign_in):
    ticket, things = asked
    answer = sign_in(ben).post(f"/desk/tickets/{ticket.pk}/wanted/{things[1].pk}/spare/")
    assert answer.status_code == 404
    assert Wanted.objects.filter(spared_at=None).count() == 3


def test_a_solved_ticket_shows_no_list(asked, ada, mine):
    ticket, _things = asked
    actions.resolve(ticket, by=ada)
    assert "The &lt;TXID&gt;" not in read(mine.get(page(ticket)))
