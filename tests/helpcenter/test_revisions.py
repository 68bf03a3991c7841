"""Every edit is kept; somebody else looks; texts go out and come back at their time."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from helpcenter import actions, clock, kept
from helpcenter.models import Revision, Translation
from helpcenter.writing import difference, gate, review, staleness, texts

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def revise(text, body, **said):
    return actions.revise(text.article, text.language, title=text.title, body=body, **said)


def now(text):
    return Translation.objects.get(pk=text.pk)


def test_a_text_knows_what_it_was_written_over(write, ada) -> None:
    text = write("memo", "Memo")
    newer = revise(text, "New words.", by=ada, seen=text.live_id)
    assert newer.based_on == text.live


def test_the_second_of_two_writers_is_told_and_nothing_is_lost(write, ada, ben) -> None:
    text = write("memo", "Memo")
    seen = text.live_id
    adas = revise(text, "Ada's words.", by=ada, seen=seen)
    with pytest.raises(actions.Overtaken) as told:
        revise(text, "Ben's words.", by=ben, seen=seen)
    assert told.value.newest == adas
    assert revise(text, "Ben's words.", by=ben, seen=adas.pk).based_on == adas


def test_who_wrote_it_does_not_put_it_out_and_who_answers_only_does_not_either(write, ada, sam) -> None:
    text = write("memo", "Memo", out=False)
    sams = revise(text, "Sam's words.", by=sam)
    for person in (sam, ada):
        with pytest.raises(ValidationError):
            review.approve(sams, by=person)
    assert now(text).status == Translation.Status.DRAFT


def test_somebody_else_who_supervises_puts_it_out(write, ada, sam) -> None:
    text = write("memo", "Memo")
    adas = revise(text, "Ada's words.", by=ada)
    review.submit(adas, by=ada)
    assert list(Revision.objects.waiting()) == [adas]
    review.approve(adas, by=sam)
    adas.refresh_from_db()
    assert (now(text).body, adas.reviewer, adas.verdict) == ("Ada's words.", sam, "approved")
    assert not Revision.objects.waiting()


def test_a_text_is_sent_back_with_a_reason_and_not_without(write, ada, sam) -> None:
    text = write("memo", "Memo", out=False)
    adas = revise(text, "Ada's words.", by=ada)
    review.submit(adas, by=ada)
    with pytest.raises(ValidationError):
        review.send_back(adas, by=sam, remark=" ")
    review.send_back(adas, by=sam, remark="Say how long it takes.")
    adas.refresh_from_db()
    assert (adas.remark, now(text).status) == ("Say how long it takes.", Translation.Status.DRAFT)


def test_an_older_text_goes_out_only_by_being_restored(write, ada, sam, root) -> None:
    text = write("memo", "Memo", body="Old words.")
    old = text.live
    review.approve(revise(text, "New words.", by=ada), by=sam)
    with pytest.raises(ValidationError, match="newer text is out"):
        review.approve(old, by=sam)
    again = review.restore(old, by=sam)
    assert (again.body, again.based_on.body) == ("Old words.", "New words.")
    review.approve(again, by=root)
    assert now(text).body == "Old words."


def test_a_text_goes_out_and_comes_back_at_its_time_and_not_before(write, ada, sam) -> None:
    with time_machine.travel(NOON, tick=False):
        text = write("memo", "Memo", body="Old words.")
        review.approve(revise(text, "New words.", by=ada), by=sam, publish_at=NOON + timedelta(hours=1))
        review.withdraw(text, by=sam, at=NOON + timedelta(hours=2))
        assert clock.keep_to_the_times() == 0
        assert now(text).body == "Old words."
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert clock.keep_to_the_times() == 1
        assert now(text).body == "New words."
        assert clock.keep_to_the_times() == 0
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        assert clock.keep_to_the_times() == 1
        assert now(text).status == Translation.Status.DRAFT


def test_a_time_to_withdraw_what_is_not_out_comes_once(write, ada, sam) -> None:
    with time_machine.travel(NOON, tick=False):
        text = write("memo", "Memo", out=False)
        review.withdraw(text, by=sam, at=NOON + timedelta(hours=1))
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        clock.keep_to_the_times()
        assert now(text).withdraw_at is None
        generation = kept.generation()
        assert clock.keep_to_the_times() == 0
        assert kept.generation() == generation


def test_withdrawn_by_hand_it_does_not_come_back_by_an_older_plan(write, ada, sam) -> None:
    with time_machine.travel(NOON, tick=False):
        text = write("memo", "Memo", body="Old words.")
        planned = revise(text, "New words.", by=ada)
        review.submit(planned, by=ada)
        review.approve(planned, by=sam, publish_at=NOON + timedelta(hours=1))
        review.withdraw(text, by=sam)
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert clock.keep_to_the_times() == 0
        assert not now(text).is_readable
        assert list(Revision.objects.waiting()) == [planned]


def test_withdrawn_by_the_clock_it_comes_back_as_planned(write, ada, sam) -> None:
    with time_machine.travel(NOON, tick=False):
        text = write("memo", "Memo", body="Old words.")
        review.withdraw(text, by=sam, at=NOON + timedelta(hours=1))
        review.approve(revise(text, "New words.", by=ada), by=sam, publish_at=NOON + timedelta(hours=2))
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert clock.keep_to_the_times() == 1
        assert not now(text).is_readable
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        assert clock.keep_to_the_times() == 1
        assert now(text).body == "New words."


def test_an_article_approved_for_a_time_is_placed_only_by_who_supervises(write, ada, sam) -> None:
    text = write("memo", "Memo", out=False)
    draft = revise(text, "Ada's words.", by=ada)
    review.submit(draft, by=ada)
    assert gate.may_place(text.article, ada)
    review.approve(draft, by=sam, publish_at=timezone.now() + timedelta(hours=1))
    assert not gate.may_place(text.article, ada)
    assert gate.may_place(text.article, sam)


def test_what_cannot_go_out_at_its_time_waits_for_review_with_the_reason(write, ada, sam) -> None:
    text = write("memo", "Memo")
    early = revise(text, "Early words.", by=ada)
    review.approve(early, by=sam, publish_at=timezone.now() + timedelta(hours=1))
    review.approve(revise(text, "Later words.", by=ada), by=sam)
    Revision.objects.filter(pk=early.pk).update(publish_at=timezone.now())
    assert clock.keep_to_the_times() == 0
    early.refresh_from_db()
    assert (early.verdict, early.publish_at) == ("", None)
    assert "newer text is out" in early.remark


def test_only_who_supervises_takes_a_text_off_the_shelf(write, ada) -> None:
    text = write("memo")
    with pytest.raises(ValidationError):
        review.withdraw(text, by=ada)
    assert now(text).is_readable


def test_another_title_and_another_address_are_shown_and_the_same_are_not(write, ada) -> None:
    text = write("memo", "Memo", language="de")
    first = text.live
    said = {"summary": first.summary, "body": first.body}
    newer = actions.revise(text.article, "de", title="Notiz", slug="notiz", by=ada, **said)
    told = [[piece.text for piece in one.pieces] for one in texts.changes(first, newer)]
    assert told == [["Memo", "Notiz"], ["notiz"]]
    assert texts.changes(newer, newer) == []


def test_words_that_changed_are_shown_by_section() -> None:
    old = "Intro.\n\n## Fees\n\nIt costs five euros.\n\n## Time\n\nOne day."
    new = "Intro.\n\n## Fees\n\nIt costs six euros.\n\n## Time\n\nOne day.\n\n## More\n\nAsk us."
    fees, more = difference.between(old, new)
    assert fees.title == "Fees"
    assert [(one.kind, one.text) for one in fees.pieces if one.kind != "same"] == [
        ("old", "five"),
        ("new", "six"),
    ]
    assert (more.title, {one.kind for one in more.pieces}) == ("More", {"new"})
    assert difference.between(old, old.replace("\n\n", "\n\n\n")) == []


def test_chinese_is_compared_by_its_characters() -> None:
    (change,) = difference.between("费用为五欧元", "费用为六欧元")
    assert [(one.kind, one.text) for one in change.pieces][1:3] == [("old", "五"), ("new", "六")]


SOURCE = "Intro.\n\n## Fees\n\nFive.\n\n## Time\n\nOne day."


@pytest.fixture
def pair(write):
    english = write("memo", "Memo", body=SOURCE)
    return english, write(
        "memo", "Memo", language="de", body="Auftakt.\n\n## Kosten\n\nFünf.\n\n## Dauer\n\nEin Tag."
    )


def lacks(text):
    return staleness.behind(now(text).live).changed


def test_a_slip_of_the_pen_makes_no_translation_lag_behind(pair) -> None:
    english, german = pair
    revise(english, SOURCE.replace("Five", "Five."), severity="typo", summary="About memo.")
    actions.publish(english)
    assert (now(german).status, lacks(german)) == (Translation.Status.PUBLISHED, ())


def test_a_changed_section_makes_it_lag_behind_in_that_part_also_after_a_mended_comma(pair) -> None:
    english, german = pair
    revise(english, SOURCE.replace("Five", "Six"), summary="About memo.")
    actions.publish(english)
    assert (now(german).status, lacks(german)) == (Translation.Status.OUTDATED, (2,))
    revise(english, SOURCE.replace("Five", "Six,"), severity="typo", summary="About memo.")
    actions.publish(english)
    assert lacks(german) == (2,)
    revise(german, "Sechs.")
    actions.publish(german)
    assert (now(german).status, lacks(german)) == (Translation.Status.PUBLISHED, ())


def test_dates_say_nothing_about_lagging(pair) -> None:
    english, german = pair
    with time_machine.travel(timezone.now() + timedelta(days=900), tick=False):
        actions.publish(english)
    assert now(german).status == Translation.Status.PUBLISHED
