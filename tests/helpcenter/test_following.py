"""A search server that is away takes no publishing back: the index is told as soon as it answers."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from helpcenter import actions, clock, search
from helpcenter.models import Translation, Unindexed


def test_what_is_published_while_it_is_away_is_out_and_found_later(write, elsewhere, client) -> None:
    with elsewhere():
        text = write("memo", "Zebra memo")
        assert text.status == Translation.Status.PUBLISHED
        assert client.get("/help/memo/").status_code == 200
        assert Unindexed.objects.count() == 1  # what is owed, whoever reads the log
        assert clock.catch_up_with_texts() == 0
    assert search.find("zebra", "en") == []
    assert clock.catch_up_with_texts() == 0  # whoever published may still be telling it
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        assert clock.catch_up_with_texts() == 1
        assert clock.catch_up_with_texts() == 0
    assert [one.slug for one in search.find("zebra", "en")] == ["memo"]


def test_what_is_withdrawn_meanwhile_is_gone_from_the_index_later(write, elsewhere, committed) -> None:
    text = write("memo", "Zebra memo")
    with elsewhere(), committed():
        actions.withdraw(text)
    assert Unindexed.objects.count() == 1
    assert search.find("zebra", "en") == []  # the rows say so at once
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        assert clock.catch_up_with_texts() == 1


def test_where_it_answers_nothing_is_owed(write) -> None:
    write("memo", "Zebra memo")
    assert not Unindexed.objects.exists()
    assert [one.slug for one in search.find("zebra", "en")] == ["memo"]
