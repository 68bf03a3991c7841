"""A house with one admin: their own text goes out when nobody else could look, and its history says so."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helpcenter import actions
from helpcenter.writing import review


@pytest.fixture
def own(write, root, settings):
    """Root's own words over a text that is out; the house says that it is one person's."""
    settings.ONE_PERSON_HOUSE = True
    text = write("memo", "Memo")
    return actions.revise(text.article, "en", title="Memo", body="Root's words.", by=root)


def test_the_only_admin_puts_their_own_text_out_and_the_history_says_how(own, root, ada, client) -> None:
    client.force_login(root)
    page = reverse("writing:revision", args=[own.pk])
    assert b"nobody else is here to look" in client.get(page).content
    client.post(reverse("writing:judge", args=[own.pk]), {"verdict": "approved"})
    own.refresh_from_db()
    own.translation.refresh_from_db()
    assert (own.is_alone, own.reviewer, own.translation.body) == (True, root, "Root's words.")
    assert b"without a second pair of eyes" in client.get(page).content
    history = client.get(reverse("writing:history", args=["memo", "en"])).content.decode()
    assert "without a second pair of eyes" in history


def test_with_a_second_approver_it_is_refused(own, root, sam) -> None:
    with pytest.raises(ValidationError, match="somebody else must look"):
        review.approve(own, by=root)
    own.refresh_from_db()
    assert (own.is_alone, own.verdict) == (False, "")


def test_who_left_is_no_second_approver(own, root, sam) -> None:
    sam.is_active = False
    sam.save()
    later = timezone.now() + timedelta(hours=1)
    review.approve(own, by=root, publish_at=later)
    own.refresh_from_db()
    assert (own.is_alone, own.publish_at) == (True, later)


def test_a_supervisor_who_may_not_see_the_article_is_none_either(own, root, sam) -> None:
    article = own.translation.article
    article.audience, article.roles = "agent", ["admin"]
    article.save()
    review.approve(own, by=root)
    own.refresh_from_db()
    assert own.is_alone


def test_a_house_that_does_not_say_so_keeps_four_eyes(own, root, settings) -> None:
    settings.ONE_PERSON_HOUSE = False
    with pytest.raises(ValidationError, match="somebody else must look"):
        review.approve(own, by=root)


def test_an_agent_alone_still_puts_nothing_out(write, ada, settings) -> None:
    settings.ONE_PERSON_HOUSE = True
    text = write("memo", "Memo")
    adas = actions.revise(text.article, "en", title="Memo", body="Ada's words.", by=ada)
    with pytest.raises(ValidationError, match="Supervisors and admins"):
        review.approve(adas, by=ada)


def test_approved_by_another_it_is_not_marked(write, ada, sam, settings) -> None:
    settings.ONE_PERSON_HOUSE = True
    text = write("memo", "Memo")
    adas = actions.revise(text.article, "en", title="Memo", body="Ada's words.", by=ada)
    review.approve(adas, by=sam)
    adas.refresh_from_db()
    client = Client()
    client.force_login(sam)
    assert not adas.is_alone
    assert b"second pair" not in client.get(reverse("writing:revision", args=[adas.pk])).content
