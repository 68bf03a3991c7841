"""The home page: search first, honest doors, the way out in an emergency, nothing invented."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from support.noticeboard.models import Notice
from tickets import actions
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_looked_yet(valkey):
    """Measurements and counts of earlier stories are gone."""


@pytest.fixture
def home(client, house):
    return lambda **headers: client.get("/", headers=headers).content.decode()


def test_search_comes_before_everything_else(home):
    html = home()
    assert html.index('name="q"') < html.index('id="doors"') < html.index('id="us"')


def test_without_measurements_no_time_is_named(home):
    doors = home().partition('id="doors"')[2].partition("</section>")[0]
    assert "No estimate yet" in doors
    assert not re.search(r"\d+ (min|h)\b", doors)


def test_an_emergency_leads_to_the_security_team_and_promises_what_the_targets_say(home):
    html = home()
    assert "/tickets/new/?topic=account-takeover" in html
    assert "within 15 min" in html


def test_news_stands_on_top_until_it_ends(home):
    now = timezone.now()
    Notice.objects.create(titles={"en": "Deposits are late"}, tone="warn", begins_at=now - timedelta(hours=1))
    Notice.objects.create(titles={"en": "All is well again"}, tone="good", begins_at=now - timedelta(hours=1))
    Notice.objects.create(titles={"en": "Over"}, tone="warn", begins_at=now - timedelta(hours=2), ends_at=now)
    html = home()
    assert "Deposits are late" in html
    assert "All is well again" not in html
    assert "Over" not in html


def test_what_is_asked_most_is_counted_and_a_single_case_is_no_trend(home, carl, says):
    says(carl, topic="lost-2fa")
    for _ in range(5):
        says(carl, topic="deposit-missing")
    html = home()
    assert "/help/deposit-not-arrived/" in html
    assert "/help/lost-2fa/" not in html


def test_a_home_page_says_nothing_of_anybodys_ticket(home, carl, says):
    ticket = says(carl, "My very own words", subject="My very own subject")
    html = home()
    assert "very own" not in html
    assert ticket.reference not in html


def test_the_page_speaks_the_readers_language(home):
    assert '<html lang="tr"' in home(Accept_Language="tr")
    assert '<html lang="zh-hans"' in home(Accept_Language="zh-CN")
    assert '<html lang="en"' in home(Accept_Language="xx")


def test_the_page_cannot_be_posted_to(client, house):
    assert client.post("/").status_code == 405


def test_tickets_of_all_kinds_cost_the_page_no_more_questions(
    client, carl, says, django_assert_max_num_queries
):
    for _ in range(12):
        actions.resolve(says(carl, topic="deposit-missing"), by=None)
    assert Ticket.objects.count() == 12
    with django_assert_max_num_queries(42):
        client.get("/")
