"""Documents are read in the background: only what is new, and on from where it stopped."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from helpcenter import actions, search
from support.search.meaning import model, reading
from support.search.meaning.rows import Passage
from tests.search.meaning.standing import Standing

pytestmark = pytest.mark.django_db
LONG = "\n\n".join(f"## Part {number}\n\nAbout zebras, number {number}." for number in range(9))


def test_each_section_is_a_passage_under_the_title(write, read) -> None:
    write("phone", "Lost phone", body="## Lock it\n\nNow.\n\n## Find it\n\nLater.")
    read()
    assert Standing.heard == [
        "Lost phone\nAbout phone.",
        "Lost phone\nLock it ·\nNow.",
        "Lost phone\nFind it ·\nLater.",
    ]


def test_nothing_is_read_twice(write, read) -> None:
    write("phone", "Lost phone")
    assert (read(), read()) == (1, 0)
    assert len(Standing.heard) == 1


def test_only_changed_passages_are_read_again(write, read, committed) -> None:
    text = write("phone", "Lost phone", body="## Lock it\n\nNow.\n\n## Find it\n\nLater.")
    read()
    Standing.heard.clear()
    with committed():
        revision = actions.revise(
            text.article, "en", title="Lost phone", summary="About phone.", body="## Lock it\n\nNow.\n\nAlso."
        )
        actions.publish(revision.translation)
    assert read() == 1
    assert Standing.heard == ["Lost phone\nLock it ·\nNow.\nAlso."]
    assert Passage.objects.count() == 2


def test_a_rebuilt_index_is_not_read_again(write, read) -> None:
    write("phone", "Lost phone")
    read()
    call_command("rebuild_index", interactive=False, verbosity=0)
    Standing.heard.clear()
    read()
    assert Standing.heard == []
    assert [one.slug for one in search.find("blower", "en", by_meaning=True)] == ["phone"]


def test_passages_of_what_is_gone_are_forgotten_after_a_day(write, read, committed) -> None:
    text = write("phone", "Lost phone")
    write("fees", "Fees")
    read()
    with committed():
        actions.withdraw(text)
    read()
    assert Passage.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        read()
    assert Passage.objects.count() == 1


def test_what_was_interrupted_goes_on_where_it_stopped(write, by) -> None:
    write("zebra", "Zebras", body=LONG)
    reader = model.chosen()
    (document,) = reading.unread(reader)
    next(reading.read(document, reader))  # and the power goes
    heard = list(Standing.heard)
    assert len(heard) == reading.AT_ONCE
    assert reading.go_on(60) == (1, True)
    assert sorted(Standing.heard) == sorted(set(Standing.heard))
    assert Passage.objects.count() == len(Standing.heard) > len(heard)


def test_a_task_stops_when_its_time_is_over(write, by) -> None:
    write("zebra", "Zebras", body=LONG)
    assert reading.go_on(0) == (0, False)
    assert len(Standing.heard) == reading.AT_ONCE


def test_a_text_at_which_the_model_fails_does_not_keep_others_from_it(write, by, read, caplog) -> None:
    by("Choosy")
    write("giraffe", "A giraffe")
    write("zebra", "Zebras")
    assert read() == 1
    assert any("could not be read" in said for said in caplog.messages)
    with pytest.raises(CommandError, match="1 documents could not be read"):
        call_command("embed_articles", stdout=StringIO())


def test_another_model_reads_everything_again(write, by, read, monkeypatch) -> None:
    write("phone", "Lost phone")
    read()
    monkeypatch.setattr(Standing, "name", "a newer one")
    assert read() == 1
    assert set(Passage.objects.values_list("model", flat=True)) == {"a newer one"}


def test_the_command_reads_everything_and_says_so(write, by) -> None:
    write("phone", "Lost phone")
    write("fees", "Fees")
    said = StringIO()
    call_command("embed_articles", stdout=said)
    assert "2 of 2 documents read" in said.getvalue()
    assert "Everything in the index can be found by meaning." in said.getvalue()
