"""How an agent wants to be told, and when not: a table, quiet hours on their own clock."""

from datetime import UTC, datetime, time

import pytest
import time_machine
from django.urls import reverse

from tests.tickets.browsing import text
from tests.tickets.notices.conftest import told
from tickets import actions
from tickets.models import Device, Notice, Push, Wishes
from tickets.notices.kinds import ROWS, WAYS

NIGHT = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # half past midnight in Berlin
BERLIN = {"quiet_from": time(22), "quiet_until": time(7), "zone": "Europe/Berlin"}
GOOD = {"zone": "Europe/Berlin", "counted": "on", "urgent_passes": "on"}


@pytest.fixture
def choose(ada, sign_in):
    """`choose(told=[...])`: Ada sends her table."""
    client = sign_in(ada)
    return lambda **said: client.post(reverse("desk:wishes"), GOOD | said)


@pytest.fixture
def browsers(ada):
    """A browser of Ada's that takes push messages."""
    return Device.objects.create(user=ada, endpoint="https://fcm.googleapis.com/x", p256dh="k", auth="a")


def test_the_table_holds_what_was_ticked(choose, ada):
    assert choose(told=["mine.wrote:listed", "mine.wrote:sound"]).status_code == 302
    wishes = Wishes.objects.get(user=ada)
    assert wishes.chosen["mine.wrote"] == ["listed", "sound"]
    assert wishes.chosen["mine.given"] == []
    assert wishes.zone == "Europe/Berlin"


def test_at_first_it_shows_what_the_house_has(ada, sign_in):
    page = sign_in(ada).get(reverse("desk:wishes")).content.decode()
    assert 'value="mine.wrote:push" aria-label="Mine: The customer wrote, Browser push" checked' in page
    assert not [row.name for row in ROWS if "sound" in row.at_first]  # silent until somebody asks for it
    assert "all.wrote" not in page
    assert page.count('name="told"') == len(WAYS) * len([row for row in ROWS if row.scope != "all"])


def test_supervisors_may_choose_everything_and_others_may_not(ada, sam, sign_in, choose):
    assert 'value="all.wrote:listed"' in sign_in(sam).get(reverse("desk:wishes")).content.decode()
    assert choose(told=["all.wrote:listed"]).status_code == 422
    assert not Wishes.objects.exists()


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({"quiet_from": "22:00"}, "a beginning and an end"),
        ({"quiet_until": "07:00"}, "a beginning and an end"),
        ({"quiet_from": "22:00", "quiet_until": "22:00"}, "begin and end at the same minute"),
        ({"quiet_from": "25:00", "quiet_until": "07:00"}, "Enter a valid time"),
        ({"zone": "Mars/Olympus"}, "Mars/Olympus"),
    ],
)
def test_impossible_hours_come_back_with_words_and_nothing_is_kept(choose, hours, words):
    answer = choose(told=["mine.wrote:mail"], **hours)
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'value="mine.wrote:mail" aria-label="Mine: The customer wrote, E-mail while away" checked' in (
        answer.content.decode()
    )
    assert not Wishes.objects.exists()


@pytest.mark.parametrize(
    ("utc", "quiet"), [("20:59", False), ("21:00", True), ("23:30", True), ("05:59", True), ("06:00", False)]
)
def test_quiet_hours_go_over_midnight_on_the_agents_own_clock(ada, utc, quiet):
    moment = datetime.combine(NIGHT.date(), time.fromisoformat(utc), UTC)  # Berlin is an hour ahead
    assert Wishes(user=ada, **BERLIN).is_quiet(moment) is quiet


def test_in_quiet_hours_the_list_grows_and_nothing_else_happens(ada, carl, says, happens, browsers):
    Wishes.objects.create(user=ada, **BERLIN)
    with time_machine.travel(NIGHT, tick=False):
        ticket = actions.claim(says(carl), by=ada)
        with happens():
            says(carl, "More", ticket=ticket)
    assert told(ada) == ["wrote"]
    assert not Push.objects.exists()


@pytest.mark.parametrize("passes", [True, False])
def test_money_at_risk_breaks_the_silence_unless_they_say_otherwise(
    ada, carl, says, happens, browsers, passes
):
    Wishes.objects.create(user=ada, urgent_passes=passes, **BERLIN)
    with time_machine.travel(NIGHT, tick=False):
        ticket = actions.claim(says(carl, topic="account-takeover"), by=ada)
        with happens():
            says(carl, "More", ticket=ticket)
    assert Push.objects.exists() is passes


def test_what_is_only_pushed_stands_in_no_list(ada, carl, says, happens, browsers, sign_in):
    Wishes.objects.create(user=ada, chosen={"mine.wrote": ["push"]})
    ticket = actions.claim(says(carl), by=ada)
    with happens():
        says(carl, "More", ticket=ticket)
    assert Notice.objects.get().listed is False
    assert sign_in(ada).get(reverse("desk:notices-count")).json()["unread"] == 0
