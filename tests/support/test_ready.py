"""`manage.py ready`: from an empty database to the first page, and never over what is there."""

import io

import pytest
from django.conf import settings
from django.core.management import call_command

from helpcenter.models import Article
from support.demo import people
from support.people.models import Agent, Customer, Entrance, Team, Tier, User
from support.search.models import Document
from tickets.models import Topic
from tickets.severity import Severity


def ready(**options):
    said = io.StringIO()
    call_command("ready", stdout=said, **options)
    return said.getvalue()


@pytest.mark.django_db
def test_a_new_desk_gets_what_every_desk_begins_with_and_no_demo():
    said = ready()
    assert Topic.objects.exists()
    assert not Article.objects.exists()
    assert "Migrating the database" in said


@pytest.mark.django_db
def test_an_index_that_misses_something_is_built_and_a_full_one_is_left_alone():
    call_command("load_articles", stdout=io.StringIO())
    Document.objects.all().delete()
    assert "Building the search index" in ready()
    assert Document.objects.count() > 20
    assert "search index" not in ready()


@pytest.mark.django_db
def test_the_demo_is_not_played_into_a_desk_that_is_in_use(says, carl):
    says(carl, "Where is my deposit?")
    call_command("load_articles", stdout=io.StringIO())
    article = Article.objects.first()
    article.delete()
    said = ready(demo=True)
    assert "Playing" not in said
    assert not Article.objects.filter(slug=article.slug).exists()


@pytest.mark.django_db
def test_meridian_has_eight_agents_in_five_teams_who_speak_every_language_for_every_topic():
    call_command("prepare")
    for _ in range(2):  # a second seeding finds everybody
        people.gather()
    agents = Agent.objects.filter(user__role=User.Role.AGENT)
    teams = Team.objects.filter(agents__in=agents).distinct()
    assert (agents.count(), teams.count()) == (8, 5)
    assert set(Topic.objects.values_list("team", flat=True)) <= set(teams.values_list("pk", flat=True))
    for team in teams:
        spoken = {language for agent in agents.filter(teams=team) for language in agent.languages}
        assert spoken == {code for code, _ in settings.LANGUAGES}


@pytest.mark.django_db
def test_business_has_a_desk_of_its_own_and_guests_may_chat(house):
    people.gather()
    orbit = Customer.objects.get(email="orbit@customer.example")
    own = Entrance.objects.open_to(orbit).get()
    assert (own.tier.slug, own.team.slug) == ("business", "business")
    assert not Entrance.objects.open_to(Customer.objects.get(email="carl@customer.example"))
    assert Tier.lowest().may_chat_about(Severity.S3)
    assert not Tier.lowest().may_chat_about(Severity.S4)
