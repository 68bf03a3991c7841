"""Texts become public by one act, and every text is kept."""

import pytest
from django.db import transaction

from helpcenter import actions, search
from helpcenter.models import Revision, Translation, Vote
from helpcenter.writing import review


def test_every_saved_text_is_kept_with_who_and_when(write, ada) -> None:
    text = write("memo", "Memo")
    actions.revise(text.article, "en", title="Memo or tag", body="New words.", by=ada, why="clearer")
    first, second = Revision.objects.filter(translation=text).order_by("pk")
    assert (first.title, second.title, second.by, second.why) == ("Memo", "Memo or tag", ada, "clearer")


def test_a_revision_of_what_is_out_waits_to_be_published(write, committed) -> None:
    text = write("memo", "Memo", body="Old words.")
    actions.revise(text.article, "en", title="Memo", body="New words.")
    text.refresh_from_db()
    assert text.body == "Old words."
    actions.publish(text)
    text.refresh_from_db()
    assert text.body == "New words."


def test_the_same_text_again_is_no_new_revision(write) -> None:
    text = write("memo", "Memo", body="Words.")
    actions.revise(text.article, "en", title="Memo", summary="About memo.", body="Words.")
    assert text.revisions.count() == 1


def test_only_a_change_of_meaning_outdates_other_languages(write) -> None:
    german = write("memo", "Memo", language="de")
    english = write("memo", "Memo")
    for severity, status in (("typo", "published"), ("content", "outdated")):
        actions.revise(english.article, "en", title="Memo", body=f"A {severity}.", severity=severity)
        actions.publish(english)
        german.refresh_from_db()
        english.refresh_from_db()
        assert (german.status, english.status) == (status, "published")


def test_a_draft_goes_to_review_and_what_is_out_does_not(write) -> None:
    draft, out = write("draft", out=False), write("out")
    for text in (draft, out):
        review.submit(text.revisions.first())
        text.refresh_from_db()
    assert draft.status == Translation.Status.REVIEW
    assert out.status == Translation.Status.PUBLISHED


def test_a_reader_has_one_vote_a_text_and_may_change_it(write) -> None:
    text = write("memo")
    actions.vote(text, reader="r1", helped=True)
    actions.vote(text, reader="r1", helped=False)
    actions.vote(text, reader="r2", helped=True)
    assert sorted(Vote.objects.values_list("reader", "helped")) == [("r1", False), ("r2", True)]


def test_a_new_text_is_voted_on_anew(write) -> None:
    text = write("memo")
    actions.vote(text, reader="r1", helped=False)
    actions.revise(text.article, "en", title="Memo", body="Better words.")
    text = actions.publish(text)
    actions.vote(text, reader="r1", helped=True)
    assert Vote.objects.count() == 2


def test_what_is_rolled_back_is_not_found(write) -> None:
    def fail() -> None:
        with transaction.atomic():
            write("memo", "Zebra crossing")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert search.find("zebra", "en") == []
