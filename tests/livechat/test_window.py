"""The visitor's window and the desk: what is said arrives, once, in order, whatever the line does."""

import redis
from django.conf import settings

from livechat.models import Visit
from tests.windows import Browser, here
from tickets import actions
from tickets.models import Message, Ticket


def test_a_first_line_becomes_a_ticket_in_the_queue_before_any_sign_in(play, stranger, ada):
    async def story():
        async with stranger.window() as window:
            kept = await window.say("My withdrawal is on hold", topic="withdrawal-on-hold")
            state = await window.state()
        return kept, state

    kept, state = play(story)
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.thread) == ("chat", str(stranger.visit.pk))
    assert (ticket.topic.slug, ticket.customer.user, ticket.reference) == (
        "withdrawal-on-hold",
        None,
        kept["ticket"],
    )
    assert kept["html"] == '<p dir="auto">My withdrawal is on hold</p>'
    assert (state["mode"], state["place"], state["wait"]) == ("waiting", 1, None)


def test_an_agent_takes_it_both_speak_and_it_is_resolved(play, stranger, ada):
    async def story():
        async with stranger.window() as window:
            await window.say("Hello")
            ticket = await here(actions.claim_next, ada)
            claimed = await window.hear("event", kind="claimed")
            talking = await window.state()
            await here(actions.reply, ticket, by=ada, body="I see the hold", key="r")
            replied = await window.hear("event", kind="replied")
            await here(actions.resolve, ticket, by=ada)
            await window.hear("event", kind="resolved")
            return claimed, talking, replied, await window.state()

    claimed, talking, replied, done = play(story)
    assert (claimed["by"], replied["by"], replied["html"]) == (
        "Ada",
        "Ada",
        '<p dir="auto">I see the hold</p>',
    )
    assert (talking["mode"], talking["by"], talking["place"]) == ("talking", "Ada", None)
    assert (done["mode"], done["waited"]) == ("done", None)


def test_writing_again_opens_what_was_resolved(play, stranger, ada):
    async def story():
        async with stranger.window() as window:
            first = await window.say("Hello")
            ticket = await here(actions.claim_next, ada)
            await here(actions.resolve, ticket, by=ada)
            again = await window.say("One more thing", key="line-0002")
            return first, again, await window.state()

    first, again, state = play(story)
    assert first["ticket"] == again["ticket"]
    assert (state["mode"], state["place"]) == ("waiting", 1)


def test_after_the_conversation_was_closed_the_next_line_begins_another(play, stranger, ada):
    async def story():
        async with stranger.window() as window:
            first = await window.say("Hello")
            ticket = await here(Ticket.objects.get)
            await here(actions.resolve, ticket, by=ada)
            await here(actions.close, ticket)
            second = await window.say("Me again", key="line-0002")
            await here(actions.claim_next, ada)
            claimed = await window.hear("event", kind="claimed")
            return first, second, claimed, await window.gap()

    first, second, claimed, gap = play(story)
    assert first["ticket"] != second["ticket"]
    assert [event["seq"] for event in gap] == [1, 2, 3]
    assert claimed["seq"] == 3  # of the new one


def test_the_same_line_sent_twice_is_kept_once(play, stranger):
    async def story():
        async with stranger.window() as window:
            first = await window.say("Only once")
            second = await window.say("Only once")
        async with stranger.window() as window:  # and after a reconnect
            return first, second, await window.say("Only once")

    first, second, third = play(story)
    assert first == second == third
    assert Message.objects.count() == 1


def test_the_same_key_of_another_visitor_is_another_line(play, stranger, browser_of, carl):
    async def story(mine, theirs):
        async with mine.window() as one, theirs.window() as other:
            await one.say("Mine", key="same-key-1")
            await other.say("Theirs", key="same-key-1")

    play(story, stranger, browser_of(carl.user))
    assert sorted(Message.objects.values_list("body", flat=True)) == ["Mine", "Theirs"]


def test_two_windows_of_one_browser_hear_the_same(play, stranger, ada):
    async def story():
        async with stranger.window() as one, stranger.window() as other:
            await one.say("From the first")
            await other.gap()  # the other one heard by the browser's storage that something arrived
            kept = await other.say("From the second", key="line-0002")
            heard = await one.hear("event", seq=kept["seq"])
            await here(actions.reply, await here(Ticket.objects.get), by=ada, body="Hello both", key="r")
            await one.hear("event", kind="replied")
            await other.hear("event", kind="replied")
            return heard

    assert play(story)["html"] == '<p dir="auto">From the second</p>'
    assert Ticket.objects.count() == 1


def test_what_was_said_while_the_line_was_down_is_the_gap(play, stranger, ada):
    async def story():
        async with stranger.window() as window:
            await window.say("Hello")
        ticket = await here(actions.claim_next, ada)
        for number in (1, 2, 3):
            await here(actions.reply, ticket, by=ada, body=f"Answer {number}", key=f"r{number}")
        async with stranger.window() as window:
            everything, rest = await window.gap(), await window.gap(5)
        return everything, rest

    everything, rest = play(story)
    assert [event["kind"] for event in everything] == ["opened", "received", "claimed", *["replied"] * 3]
    assert [event["seq"] for event in rest] == [6]


def test_a_note_takes_a_number_but_is_never_heard(play, stranger, ada):
    async def story():
        async with stranger.window() as window:
            await window.say("Hello")
            ticket = await here(actions.claim_next, ada)
            await window.hear("event", kind="claimed")
            await here(actions.note, ticket, by=ada, body="looks like fraud", key="n")
            assert await window.is_quiet()
            await here(actions.reply, ticket, by=ada, body="We are looking", key="r")
            replied = await window.hear("event", kind="replied")
            await window.send(after=3)
            gap = await window.hear("gap")
        return replied, gap, window.heard

    replied, gap, heard = play(story)
    assert replied["seq"] == 5  # 4 was skipped, so the window asks
    assert [event["seq"] for event in gap["events"]] == [5]
    assert gap["upto"] == 5  # and learns that nothing is missing
    assert "fraud" not in str(heard)


def test_an_emptied_valkey_loses_nothing(play, stranger, ada, carry_out):
    async def story():
        async with stranger.window() as window:
            await window.say("Before")
            ticket = await here(actions.claim_next, ada)
            await here(redis.Redis.from_url(settings.REDIS_URL).flushdb)
            await window.say("After", key="line-0002")
            await here(actions.reply, ticket, by=ada, body="Both are here", key="r")
            return await window.gap()

    said = [event.get("html") for event in play(story) if event.get("html")]
    assert said == [f'<p dir="auto">{words}</p>' for words in ("Before", "After", "Both are here")]
    assert Message.objects.count() == 3


def test_each_side_sees_the_other_type(play, stranger, ada):
    async def story(agent):
        async with stranger.window() as window, agent.window("/ws/desk/") as desk:
            await window.say("Hello")
            ticket = await here(actions.claim_next, ada)
            await desk.send(open=ticket.pk)
            await desk.hear("here")
            await window.send(typing=True)
            at_the_desk = await desk.hear("typing")
            await desk.send(typing="reply")
            await window.hear("typing", on=True)
            await desk.send(typing="note")  # between colleagues
            await desk.send(typing="")
            await window.hear("typing", on=False)
            return at_the_desk, [frame for frame in window.heard if frame.get("type") == "typing"]

    at_the_desk, at_the_window = play(story, Browser(ada))
    assert (at_the_desk["on"], at_the_desk["who"]) == (True, "customer")
    assert [(frame["on"], frame["by"]) for frame in at_the_window] == [(True, "Ada"), (False, "Ada")]


def test_a_secret_is_hidden_and_its_sender_told_what_to_do(play, stranger):
    async def story():
        async with stranger.window() as window:
            raw = await window.say("my password is hunter2hunter2 ok")
            masked = await window.say("the code is ⟦masked:code⟧", key="line-0002")  # the browser was first
            plain = await window.say("thanks", key="line-0003")
        return raw, masked, plain

    raw, masked, plain = play(story)
    assert "hunter2" not in raw["html"] + Message.objects.get(external_id__endswith="0001").body
    assert 'class="masked"' in raw["html"]
    assert any("Password" in line for line in raw["advice"])
    assert any("One-time code" in line for line in masked["advice"])
    assert plain["advice"] == []


def test_a_visit_remembers_what_was_seen(play, stranger, ada):
    async def story():
        async with stranger.window() as window:
            await window.say("Hello")
            await window.send(seen=2)
            await window.send(seen=1)
            await window.state()

    play(story)
    assert Visit.objects.get().seen_seq == 2
