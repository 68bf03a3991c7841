"""`manage.py ready`: from an empty database to the first page, and never over what is there."""

import io

import pytest
from django.core.management import call_command

from helpcenter.models import Article
from support.search.models import Document
from tickets.models import Topic


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
