"""The demo networks: real calls by our real clients, and the same checks."""

import httpx
import pytest

from social.models import Delivery
from social.networks import facebook
from social.networks import x as x_network
from social.networks.wire import Refused
from social.networks.words import Saying
from tickets import actions, defaults, delivery
from tickets.models import Message, Ticket


@pytest.fixture
def demo(transactional_db, live_server, settings):
    """The demo networks, served over real connections."""
    defaults.prepare()
    settings.SITE_URL = live_server.url
    settings.X_API_URL = f"{live_server.url}/demo/networks/x"
    settings.GRAPH_API_URL = f"{live_server.url}/demo/networks/graph"
    return live_server.url


DOORS = {"x_message": ("x", False), "x_post": ("x", True)}
DOORS |= {"facebook_message": ("facebook", False), "facebook_comment": ("facebook", True)}


@pytest.mark.parametrize(("door", "expected"), DOORS.items())
def test_a_visitor_writes_the_desk_answers_and_the_page_shows_both(demo, client, door, expected):
    from social.clock import understand_the_forgotten

    said = {"door": door, "handle": "anna_writes", "text": "My coins <b>are</b> gone"}
    assert client.post("/demo/social/", said).status_code == 302
    Delivery.objects.update(received_at="2026-01-01T00:00Z", tried_at=None)
    understand_the_forgotten()
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.public) == expected
    reply = actions.reply(ticket, by=_agent(), body="We look into it.", key="k")
    delivery.attempt(reply.pk)
    reply.refresh_from_db()
    assert (reply.delivery, reply.failure) == ("sent", "")
    shown = client.get("/demo/social/").content.decode()
    assert "&lt;b&gt;are&lt;/b&gt;" in shown
    assert "We look into it." in shown
    assert reply.remote_id in shown


def _agent():
    from support.people.models import User

    return User.objects.create_user("ada@meridian.example", "x", name="Ada", role=User.Role.AGENT)


def test_an_internal_note_is_not_shown_to_the_network(demo, client):
    client.post("/demo/social/", {"door": "x_message", "handle": "anna", "text": "Hello"})
    from social.tasks import understand

    understand(Delivery.objects.get().pk)
    actions.note(Ticket.objects.get(), by=_agent(), body="looks like fraud", key="n")
    assert "fraud" not in client.get("/demo/social/").content.decode()


@pytest.mark.parametrize("wrong", [{"handle": "no spaces"}, {"text": ""}, {"door": "pigeon"}])
def test_a_crooked_form_says_nothing_and_keeps_what_was_typed(demo, client, wrong):
    answer = client.post("/demo/social/", {"door": "x_post", "handle": "anna", "text": "Hi there"} | wrong)
    assert answer.status_code == 422
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("module", [x_network, facebook], ids=["x", "facebook"])
@pytest.mark.parametrize("public", [True, False])
def test_what_was_sent_can_be_found_again(demo, settings, module, public):
    from datetime import UTC, datetime

    settings.X_ACCOUNT_ID = settings.FACEBOOK_PAGE_ID = "102938475610293"
    saying = Saying("Where is it & why?", "77", public, "1122_99" if module is facebook else "99", "k")
    client = module.Client("102938475610293")
    sent = client.send(saying)
    assert client.find(saying, since=datetime.now(UTC), taken=set()) == sent.remote_id
    assert client.find(saying, since=datetime.now(UTC), taken={sent.remote_id}) is None


def test_a_stranger_is_refused_by_the_demo_networks(demo, settings):
    assert (
        httpx.post(f"{demo}/demo/networks/x/2/tweets", json={"text": "x"}, trust_env=False).status_code == 401
    )
    settings.FACEBOOK_PAGE_TOKEN, ours = "another", settings.FACEBOOK_PAGE_TOKEN
    client = facebook.Client("1")
    address = f"{demo}/demo/networks/graph/v26.0/1/messages"
    assert httpx.post(address, json={}, trust_env=False).status_code == 401
    settings.FACEBOOK_PAGE_TOKEN = ours
    with pytest.raises(Refused):
        client._call("GET", "1/hologram")


def test_the_cast_is_not_needed_for_nothing_said(demo, client):
    assert "Nobody has written yet" in client.get("/demo/social/").content.decode()
    assert not Message.objects.exists()
