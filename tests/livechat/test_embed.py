"""The chat in a frame: known by a token alone, which opens one conversation and is told to nobody else."""

import gzip
import json
import logging

import pytest
from channels.testing import WebsocketCommunicator
from django.test import Client

from livechat import actions, authenticity, devices
from livechat.embed import tag
from livechat.models import Device, Site, Visit
from support.asgi import application
from tests import protocol
from tests.windows import WAIT, Window, here
from tickets import actions as tickets
from tickets.models import Ticket, Topic

MOST = 15_000  # bytes of the loader, compressed


class Frame:
    """Somebody's frame on a foreign page: no cookies, a token once it has begun."""

    def __init__(self, site="meridian"):
        self.client, self.site, self.token = Client(enforce_csrf_checks=True), site, ""

    @property
    def headers(self):
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def post(self, address, **said):
        return self.client.post(
            address, json.dumps(said), content_type="application/json", headers=self.headers
        )

    def begin(self, **said):
        answer = self.post(f"/embed/{self.site}/begin/", **said)
        if answer.status_code == 200:
            self.token = answer.json().get("token", self.token)
        return answer

    def say(self, words, key="line-0001"):
        return self.post("/chat/say/", say=words, id=key)

    def after(self, seq=0):
        return self.client.get(f"/chat/after/{seq}/", headers=self.headers)

    def unread(self):
        return self.client.get(f"/embed/{self.site}/unread/", headers=self.headers)


@pytest.fixture
def frame(site):
    frame = Frame()
    frame.begin()
    return frame


def test_the_loader_is_light():
    assert len(gzip.compress(tag.script(tag.NEWEST))) < MOST


def test_the_loader_writes_no_markup_and_no_style_and_asks_for_nothing():
    words = tag.script(tag.NEWEST).decode()
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", ".style", "eval(", "fetch(", '"*"'):
        assert forbidden not in words
    assert 'mode: "closed"' in words


def test_the_hours_in_a_frame_are_those_of_where_its_visitor_sits(frame):
    frame.begin(zone="America/Sao_Paulo")
    visit = Visit.objects.get()
    assert visit.zone == "America/Sao_Paulo"
    frame.begin(zone="Mars/Olympus_Mons")
    visit.refresh_from_db()
    assert visit.zone == "America/Sao_Paulo"


def test_a_frame_offers_no_way_to_a_page_it_cannot_show(frame, client):
    assert "data-as-ticket" not in frame.begin().json()["html"]
    assert "data-as-ticket" in client.get("/chat/").content.decode()


def test_a_frame_begins_goes_on_and_its_words_are_kept(frame, ada):
    assert frame.say("Hello").json()["type"] == "kept"
    ticket = tickets.claim_next(ada)
    tickets.reply(ticket, by=ada, body="Good morning", key="r")
    assert frame.unread().json() == {"unread": 1}
    told = frame.after().json()
    assert [event["kind"] for event in told["gap"]["events"] if event.get("html")] == ["received", "replied"]
    again = frame.begin(language="de").json()
    assert "token" not in again
    assert Visit.objects.count() == Device.objects.count() == 1
    assert Visit.objects.get().language == "de"
    actions.see(Visit.objects.get(), seq=ticket.seq + 9)
    assert frame.unread().json() == {"unread": 0}


def test_a_token_is_random_told_once_and_kept_as_a_digest(frame, caplog):
    caplog.set_level(logging.DEBUG)
    assert len(frame.token) == 43  # 256 bits
    assert frame.token not in str(Device.objects.values())
    for answer in (frame.begin(), frame.say("Hi"), frame.after(), frame.unread()):
        assert frame.token not in answer.content.decode()
        assert frame.token not in str(answer.headers)
    assert frame.token not in caplog.text


def test_a_token_opens_its_own_conversation_alone(frame):
    frame.say("My words")
    other = Frame()
    other.begin()
    assert "My words" not in other.after().content.decode()
    assert other.after().json()["visit"] != frame.after().json()["visit"]


@pytest.mark.parametrize("token", ["", "x", "[]", "{}", "null", "x" * 43, "x" * 5000, "a b", "Ünicode"])
def test_no_other_token_opens_anything(frame, token):
    frame.say("My words")
    wrong = {"Authorization": f"Bearer {token}".encode().decode("latin-1")}
    for address in ("/chat/after/0/", "/embed/meridian/unread/"):
        assert frame.client.get(address, headers=wrong).status_code == 404
    assert frame.client.post("/chat/end/", headers=wrong).status_code == 404


def test_a_token_in_an_address_opens_nothing(frame):
    for name in ("token", "bearer", "access_token"):
        assert frame.client.get(f"/chat/after/0/?{name}={frame.token}").status_code == 404


def test_a_session_of_ours_is_still_guarded_against_foreign_forms(site, carl):
    client = Client(enforce_csrf_checks=True)
    client.force_login(carl.user)
    client.get("/chat/")
    said = json.dumps({"say": "Forged", "id": "line-0001"})
    assert client.post("/chat/say/", said, content_type="application/json").status_code == 403
    assert client.post("/chat/end/").status_code == 403
    assert not Ticket.objects.exists()


def test_who_comes_by_token_is_not_whoever_signs_in_in_that_browser(frame, carl):
    frame.client.force_login(carl.user)
    frame.say("From the frame")
    assert Ticket.objects.get().customer != carl


def test_a_frame_opens_no_other_page_of_ours(frame, carl, says):
    ticket = says(carl)
    for address in (f"/tickets/{ticket.reference}/", "/desk/", "/admin/", "/api/v1/tickets/"):
        assert frame.client.get(address, headers=frame.headers).status_code in {302, 401, 404}


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example"])
def test_no_foreign_page_begins_by_itself(site, origin):
    said = {"content_type": "text/plain", "headers": {"Origin": origin}}
    answer = Client().post("/embed/meridian/begin/", "{}", **said)
    assert answer.status_code == 404
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert not Device.objects.exists()


def test_a_retired_site_ends_its_frames(frame):
    Site.objects.update(retired_at="2026-01-01T00:00Z")
    assert frame.after().status_code == frame.begin().status_code == 404


def test_a_device_of_another_site_begins_anew_here(frame):
    Site.objects.create(key="other", name="Other", origins=[])
    before = frame.token
    frame.site = "other"
    assert frame.begin().json()["token"] != before


def test_a_signed_identity_that_is_none_leaves_a_stranger(frame):
    told = frame.begin(jwt="eyJ.eyJ.").json()
    assert told["until"] is None
    assert told["why"]
    assert Visit.objects.get().customer is None


def test_what_the_window_draws_is_bare_and_in_its_language(site):
    html = Frame().begin(language="de").json()["html"]
    assert "<html" not in html
    assert "Ihre Nachricht" in html


def test_a_site_offers_its_own_topics(site):
    html = Frame().begin().json()["html"]
    assert 'data-topic="fees"' not in html
    site.topics.add(Topic.objects.get(slug="fees"))
    html = Frame().begin().json()["html"]
    assert html.count("data-topic=") == 1
    assert 'data-topic="fees"' in html


def test_an_address_is_left_and_the_end_is_said_by_token(frame):
    frame.say("Hello")
    form = {"email": "gus@guest.example"}
    assert frame.client.post("/chat/address/", form, headers=frame.headers).status_code == 302
    assert Ticket.objects.get().customer.email == "gus@guest.example"
    wrong = frame.client.post("/chat/address/", {"email": "gus"}, headers=frame.headers)
    assert wrong.status_code == 422
    assert "<html" not in wrong.content.decode()
    assert frame.client.post("/chat/end/", headers=frame.headers).status_code == 302
    assert Ticket.objects.get().resolved_at


def test_where_nobody_is_in_chat_the_words_become_a_ticket_once(frame):
    said = {"happened": "It is gone", "key": "form-0001", "email": "gus@guest.example"}
    answers = [frame.post("/embed/meridian/ticket/", **said) for _twice in range(2)]
    made = Ticket.objects.get()
    assert {answer.json()["ticket"] for answer in answers} == {made.reference}
    assert (made.channel, made.customer.email) == ("web", "gus@guest.example")
    for wrong in ({"email": "gus"}, {"happened": " "}, {"key": "../"}):
        assert frame.post("/embed/meridian/ticket/", **said | wrong).status_code == 422
    assert Frame().post("/embed/meridian/ticket/", **said).status_code == 404
    assert Ticket.objects.count() == 1


# The live line.


def line(offered):
    headers = [(b"origin", b"http://127.0.0.1:8000")]
    return WebsocketCommunicator(application, "/ws/chat/", headers=headers, subprotocols=offered)


def test_a_live_line_is_opened_by_a_token_among_its_protocols(play, site, ada):
    frame = Frame()
    frame.begin()

    async def story():
        opened = line(["fairlead.chat.1", f"bearer.{frame.token}"])
        assert await opened.connect(timeout=WAIT) == (True, "fairlead.chat.1")  # and never the token
        window = Window(opened)
        await window.say("Hello")
        state = await window.state()
        protocol.check(state)
        ticket = await here(Ticket.objects.get)
        assert state["code"] == await here(authenticity.of, ticket)
        await here(Device.objects.all().delete)
        await window.send(state=True)
        assert await window.closed_with() == 4403
        await opened.disconnect()

    play(story)


@pytest.mark.parametrize("token", ["x" * 43, "", "null"])
def test_no_other_token_opens_a_line(play, site, token):
    async def story():
        opened = line(["fairlead.chat.1", f"bearer.{token}"])
        assert (await opened.connect(timeout=WAIT))[0]
        assert (await opened.receive_output(timeout=WAIT))["code"] == 4403
        await opened.disconnect()

    play(story)


def test_a_proof_that_is_over_closes_the_line(play, site, carl):
    _device, token = devices.begin(site, language="en", address="")
    Visit.objects.update(customer=carl)

    async def story():
        opened = line(["fairlead.chat.1", f"bearer.{token}"])
        await opened.connect(timeout=WAIT)
        assert (await opened.receive_output(timeout=WAIT))["code"] == 4403
        await opened.disconnect()

    play(story)
