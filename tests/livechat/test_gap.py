"""A long gap comes in parts, and a window whose numbers are not ours begins anew."""

import pytest

from livechat import actions
from livechat.models import Visit
from support import watch
from tests.windows import Browser, here
from tickets import frames
from tickets.models import Ticket

NOT_ALLOWED, NOT_SIGNED_IN, TOO_MANY = 4403, 4401, 4429


def talk(visit, lines):
    """Say a few lines."""
    for number in range(lines):
        visit = Visit.objects.select_related("customer").get(pk=visit.pk)
        actions.say(visit, body=f"Line {number}", key=f"line-{number}")


@pytest.mark.parametrize(("most", "largest"), [(3, 300_000), (200, 60)])
def test_a_long_gap_comes_in_parts_without_a_hole(play, stranger, monkeypatch, most, largest):
    monkeypatch.setattr(frames, "MOST", most)
    monkeypatch.setattr(frames, "LARGEST", largest)
    talk(stranger.visit, 7)

    async def story():
        told, seq = [], 0
        async with stranger.window() as window:
            while True:
                await window.send(after=seq)
                part = await window.hear("gap")
                told += [event["seq"] for event in part["events"]]
                seq = part["upto"]
                if not part["more"]:
                    return told, seq

    told, seq = play(story)
    assert (told, seq) == (list(range(1, 9)), 8)


def test_a_short_gap_is_all_there_is_over_http_too(play, stranger):
    talk(stranger.visit, 2)
    gap = stranger.client.get("/chat/after/0/").json()["gap"]
    assert (len(gap["events"]), gap["upto"], gap["more"]) == (3, 3, False)


def test_a_window_with_numbers_we_never_gave_begins_anew(play, stranger):
    talk(stranger.visit, 1)

    async def story():
        async with stranger.window() as window:
            await window.send(after=3)
            ahead = await window.hear("anew")
            return ahead, await window.gap(2)

    ahead, gap = play(story)
    assert ahead["ticket"] == Ticket.objects.get().reference
    assert gap == []
    assert stranger.client.get("/chat/after/3/").json()["gap"]["type"] == "anew"


def test_rights_that_end_close_a_window_that_says_nothing_and_no_other(play, browser_of, carl, cleo):
    signs_out, stays = browser_of(carl.user), browser_of(cleo.user)

    async def story():
        async with signs_out.window() as window, stays.window() as other:
            await here(signs_out.client.post, "/account/logout/")
            code = await window.closed_with()
            return code, (await other.state())["type"]

    assert play(story) == (NOT_ALLOWED, "state")


def test_a_desk_whose_agent_may_not_sign_in_any_more_is_closed_and_no_other(play, ada, ben):
    def dismiss():
        ada.is_active = False
        ada.save(update_fields=["is_active"])

    mine, theirs = Browser(ada), Browser(ben)

    async def story():
        async with mine.window("/ws/desk/") as desk, theirs.window("/ws/desk/") as other:
            await here(dismiss)
            code = await desk.closed_with()
            await other.send(ping=1)
            return code, await other.hear()

    assert play(story) == (NOT_SIGNED_IN, {"pong": 1})


def test_one_browser_has_so_many_windows_and_another_its_own(play, stranger, browser_of, carl, monkeypatch):
    monkeypatch.setattr(watch, "MOST", 2)

    async def story(other):
        async with stranger.window() as one, stranger.window():
            async with stranger.window() as third:
                bye = await third.hear("bye")
                code = await third.closed_with()
            async with other.window() as theirs:
                await theirs.state()
            return bye, code, (await one.state())["type"]

    bye, code, still = play(story, browser_of(carl.user))
    assert (bye["why"], code, still) == ("many", TOO_MANY, "state")
    assert bye["after"] > 0
