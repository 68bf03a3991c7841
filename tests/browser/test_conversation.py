"""The conversation as agents read it: long ones in stretches, what is new, and pictures."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from support import files
from support.people.models import Team
from tests.browser.axe import walking
from tests.browser.conftest import backstage
from tests.tickets.test_files import upload
from tickets import actions, readings
from tickets.models import Event, Message

walk = pytest.fixture(walking)
SEQS = "() => [...document.querySelectorAll('#talk-log > [data-seq]')].map(line => Number(line.dataset.seq))"
IN_SIGHT = """() => { const log = document.getElementById('talk-log'), top = log.getBoundingClientRect().top;
  const line = [...log.querySelectorAll('[data-seq]')].find(
    one => one.getBoundingClientRect().bottom > top + 60);
  return [line.dataset.seq, Math.round(line.getBoundingClientRect().top)]; }"""


@pytest.fixture
def long(ada, carl, says):
    """A conversation of 2,000 messages."""
    with backstage():
        ticket = actions.claim(says(carl, "The very first"), by=ada)
        begins, first = timezone.now() - timedelta(days=3), ticket.seq + 1
        facts = {"ticket": ticket, "author": ada, "channel": "desk", "language": "en"}
        said = [
            Message(
                **facts,
                seq=seq,
                kind="reply" if seq % 3 else "note",
                body=f"Message {seq} " + "words " * (seq % 40),
                external_id=f"long-{seq}",
                created_at=begins + timedelta(seconds=seq * 60),
            )
            for seq in range(first, first + 2000)
        ]
        Message.objects.bulk_create(said)
        Event.objects.bulk_create(
            Event(
                ticket=ticket, seq=one.seq, kind="replied", by=ada, message=one, at=one.created_at,
                announced_at=one.created_at,
            )
            for one in said
        )  # fmt: skip
        ticket.seq = said[-1].seq
        ticket.save(update_fields=["seq"])
    return ticket


@pytest.fixture
def pictures(ada, carl, says):
    """Two screenshots, and an identity document that Ada's team may open."""
    with backstage():
        Team.objects.filter(slug="front-line").update(may_see_identity=True)
        one, two, card = (
            files.check(upload(name, drawn(hue)))
            for name, hue in (("one.png", "teal"), ("two.png", "maroon"), ("passport.png", "gray"))
        )
        sent = [one, two, replace(card, kind="identity")]
        return says(carl, "See the pictures", files=sent)


def drawn(hue):
    """A picture of 900 × 600 in one colour."""
    kept = io.BytesIO()
    Image.new("RGB", (900, 600), hue).save(kept, "PNG")
    return kept.getvalue()


def whole(seqs):
    """In order, none missed, none doubled."""
    return seqs == list(range(seqs[0], seqs[-1] + 1))


def test_a_long_conversation_is_read_backwards_and_forwards_without_a_jump(
    new_page, ada, carl, says, long, walk
):
    page = new_page(ada)
    page.goto(f"/desk/tickets/{long.pk}/")
    last = page.locator(f"#line-{long.seq}")
    expect(last).to_be_in_viewport()
    assert len(page.evaluate(SEQS)) <= 100
    for _ in range(4):
        count = len(page.evaluate(SEQS))
        page.locator("#talk-log").hover()
        page.evaluate("document.getElementById('talk-log').scrollTop = 500")
        seen = page.evaluate(IN_SIGHT)
        page.wait_for_function(f"() => ({SEQS})().length > {count}")
        page.wait_for_timeout(150)
        now = page.evaluate(IN_SIGHT)
        assert now[0] == seen[0]
        assert abs(now[1] - seen[1]) <= 2
    assert whole(page.evaluate(SEQS))
    with backstage():
        says(carl, "Something new while you read", ticket=long)
    expect(page.get_by_role("button", name="New messages")).to_be_visible()
    assert whole(page.evaluate(SEQS))
    page.evaluate("location.hash = '#line-300'")
    expect(page.locator("#line-300")).to_be_in_viewport()
    expect(page.locator("#line-300")).to_be_focused()
    assert len(page.evaluate(SEQS)) <= 150
    for _ in range(3):
        count = len(page.evaluate(SEQS))
        page.evaluate("(log => log.scrollTop = log.scrollHeight)(document.getElementById('talk-log'))")
        page.wait_for_function(f"() => ({SEQS})().length > {count}")
    assert whole(page.evaluate(SEQS))
    walk.looks(page, "conversation in the middle")
    page.get_by_role("button", name="New messages").click()
    expect(page.get_by_text("Something new while you read")).to_be_in_viewport()
    assert whole(page.evaluate(SEQS))


def test_without_scripts_the_same_lies_a_link_away(new_page, ada, long):
    page = new_page(ada, script=False)
    page.goto(f"/desk/tickets/{long.pk}/")
    page.get_by_role("link", name="Show earlier").click()
    expect(page.get_by_role("link", name="Show later")).to_have_count(1)
    page.get_by_role("link", name="Show later").click()
    expect(page.locator(f"#line-{long.seq}")).to_have_count(1)


def test_a_line_stands_before_what_is_new_while_it_is_read_and_goes_the_next_time(
    new_page, ada, sam, carl, says, walk
):
    with backstage():
        ticket = actions.claim(says(carl, "Where is my deposit?"), by=ada)
        for name in ("first", "second"):
            actions.assign(ticket, to=ada, by=sam)
            actions.note(ticket, by=sam, body=f"{name} of what you missed", key=name)
        readings.read(ticket, ada, seq=3)
    page = new_page(ada)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    line = page.get_by_text("2 new messages since you looked, ")
    expect(line).to_be_visible()
    walk.looks(page, "conversation with news")
    page.wait_for_function("() => document.querySelector('desk-reading').told > 0")
    expect(line).to_be_visible()
    page.wait_for_timeout(300)
    page.reload()
    expect(page.get_by_text("second of what you missed")).to_be_visible()
    expect(line).to_have_count(0)


def test_pictures_are_looked_at_by_keys_and_asked_for_only_when_shown(new_page, ada, pictures, walk):
    page, asked = new_page(ada), []
    page.on("request", lambda request: "/desk/files/" in request.url and asked.append(request.url))
    page.goto(f"/desk/tickets/{pictures.pk}/")
    first = page.get_by_role("link", name="one.png")
    expect(first).to_be_visible()
    assert not asked
    first.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Picture")
    expect(box.get_by_role("img", name="one.png, from Carl")).to_be_visible()
    expect(box.get_by_role("status")).to_have_text("Picture 1 of 2")
    assert len(asked) == 1
    walk.looks(page, "conversation picture")
    page.keyboard.press("ArrowRight")
    expect(box.get_by_role("img", name="two.png, from Carl")).to_be_visible()
    expect(box.get_by_role("button", name="Next picture")).to_be_disabled()
    assert len(asked) == 2
    page.keyboard.press("+")
    expect(box.get_by_role("button", name="Full size")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page.get_by_role("link", name="two.png")).to_be_focused()
    expect(page.locator("a[data-picture]")).to_have_count(2)  # the identity document is none
