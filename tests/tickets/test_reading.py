"""Where an agent is in a conversation: what is new, days apart, changes folded, long threads in stretches."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.tickets.browsing import page
from tickets import actions, readings
from tickets.desk import glance
from tickets.models import Message, Reading


def seqs(shown):
    return [int(seq) for seq in re.findall(r'data-seq="(\d+)"', shown)]


def look(desk, ticket, seq):
    return desk.post(reverse("desk:read", args=[ticket.pk]), {"seq": seq})


def test_what_others_said_since_is_new_and_what_one_said_oneself_is_not(ada, sam, desk, carl, says):
    ticket = says(carl)
    assert "new message" not in page(desk, "ticket", ticket.pk)
    assert look(desk, ticket, 99).status_code == 204
    seen = Reading.objects.get(user=ada).seq
    assert seen == actions.note(ticket, by=ada, body="mine", key="a").seq - 1
    assert "new message" not in page(desk, "ticket", ticket.pk)
    first = actions.note(ticket, by=sam, body="theirs", key="b")
    says(carl, "more", ticket=ticket)
    shown = page(desk, "ticket", ticket.pk)
    assert "2 new messages since you looked, <time" in shown
    assert f'data-first="{first.seq}"' in shown
    look(desk, ticket, 99)
    assert "new message" not in page(desk, "ticket", ticket.pk)


def test_nobody_reads_backwards_or_nonsense(ada, desk, carl, says):
    ticket = says(carl)
    look(desk, ticket, 2)
    look(desk, ticket, 1)
    assert Reading.objects.get(user=ada).seq == 2
    for wrong in ("", "-1", "x", "9" * 12):
        assert look(desk, ticket, wrong).status_code == 422


def test_a_colleague_s_reading_is_their_own(ada, sam, carl, says):
    ticket = says(carl)
    readings.read(ticket, sam, seq=2)
    hers = glance.at(ticket, ada)
    assert (hers.read_at, hers.first_new, hers.news) == (None, None, 0)


def test_each_day_is_named_once_and_in_the_agent_s_language(ada, desk, carl, says):
    start = timezone.now().replace(hour=10) - timedelta(days=2)
    with time_machine.travel(start, tick=False):
        ticket = says(carl, "two days ago")
        actions.note(ticket, by=ada, body="the same day", key="a")
    with time_machine.travel(start + timedelta(days=1), tick=False):
        last = actions.note(ticket, by=ada, body="a day later", key="b")
    with time_machine.travel(start + timedelta(days=2), tick=False):
        actions.note(ticket, by=ada, body="now", key="c")
        shown = page(desk, "ticket", ticket.pk)
        days = re.findall(r'<h3 class="day"[^>]*><span>([^<]+)', shown)
        assert len(days) == 3
        assert [day.partition(",")[0] for day in days[1:]] == ["Yesterday", "Today"]
        assert len(re.findall('class="day"', page(desk, "after", ticket.pk, last.seq))) == 1
        assert len(re.findall('class="day"', page(desk, "after", ticket.pk, last.seq + 1))) == 0
        assert 'class="day"' not in page(desk, "said", ticket.pk, last.seq)


def test_what_matters_stays_readable_between_changes_that_fold(ada, sam, desk, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    actions.assign(ticket, to=sam, by=ada)
    actions.resolve(ticket, by=sam)
    shown = page(desk, "ticket", ticket.pk)
    outside = re.sub(r"<details class=\"event-fold\".*?</details>", "", shown, flags=re.S)
    assert "Sam solved it" in outside
    assert "Ada took it" not in outside
    assert "2 changes · Ada" in shown


@pytest.fixture
def long(ada, carl, says):
    ticket = says(carl, "the very first")
    for number in range(160):
        actions.note(ticket, by=ada, body=f"note {number}", key=str(number))
    ticket.refresh_from_db()
    return ticket


def test_a_line_is_shown_among_those_next_to_it_and_both_ways_lead_on(desk, long):
    for shown in (page(desk, "near", long.pk, 80), page(desk, "ticket", long.pk, at="80")):
        assert 80 in seqs(shown)
        assert len(seqs(shown)) == 50
        assert "talk-earlier" in shown
        assert "talk-later" in shown
    assert page(desk, "ticket", long.pk, at="9" * 30)


def test_a_long_gap_comes_in_stretches_with_none_missed_or_doubled(desk, long):
    seen, at = [], 3
    while True:
        shown = page(desk, "after", long.pk, at)
        seen += seqs(shown)
        if "talk-later" not in shown:
            break
        at = seen[-1]
    assert seen == list(range(4, long.seq + 1))


def test_statements_do_not_grow_with_the_thread(ada, desk, carl, says, long):
    short = says(carl, "the very first")
    for number in range(20):
        actions.note(short, by=ada, body="note", key=f"s{number}")

    def asked(ticket, **query):
        page(desk, "ticket", ticket.pk, **query)
        with CaptureQueriesContext(connection) as said:
            page(desk, "ticket", ticket.pk, **query)
        return len(said)

    assert asked(short) == asked(long) == asked(long, at=80) == asked(long, before=80)


def test_where_a_reply_goes_and_who_reads_along_is_said_in_words(ada, desk, carl, says):
    ticket = says(carl, channel="x", public=True)
    actions.reply(ticket, by=ada, body="Hello", key="r")
    actions.note(ticket, by=ada, body="between us", key="n")
    shown = page(desk, "ticket", ticket.pk)
    heads = re.findall(r'<p class="message-head".*?</p>', shown, re.S)
    said = [" ".join(re.sub("<[^>]+>", " ", head).split()) for head in heads]
    assert "X, public" in said[0]
    assert "In public" in said[0]
    assert "Reply, X" in said[1]
    assert "Internal note" in said[2]
    assert "public" not in said[2]
    assert Message.objects.filter(kind="note", public=True).count() == 0
    assert shown.count("data-public>") >= 1
