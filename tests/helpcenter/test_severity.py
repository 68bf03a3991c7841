"""How grave it is what a translation lacks; what is not lacking any more; and none of it takes long."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from helpcenter import actions
from helpcenter.markup import render
from helpcenter.models import Translation
from helpcenter.writing import review, staleness

SOURCE = "Intro.\n\n## Fees\n\nFive.\n\n## Time\n\nOne day."
SIX = SOURCE.replace("Five", "Six")


@pytest.fixture
def pair(write):
    return write("memo", "Memo", body=SOURCE), write("memo", "Memo", language="de", body="Fünf.")


def revise(text, body, **said):
    said = {"title": text.title, "summary": text.summary} | said
    return actions.revise(text.article, text.language, body=body, **said)


def put_out(text, body, **said):
    revise(text, body, **said)
    actions.publish(text)


def now(text):
    return Translation.objects.get(pk=text.pk)


def lack(german):
    return staleness.behind(now(german).live)


def save(user, **said):
    """The German form as the desk sends it."""
    desk = Client()
    desk.force_login(user)
    at = reverse("writing:text", args=["memo", "de"])
    form = desk.get(at).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "is_machine"}
    typed["caught_up"] = "on"
    return desk.post(at, {name: value for name, value in (typed | said).items() if value is not None})


def test_a_grave_draft_that_goes_out_with_a_comma_mended_is_still_grave(pair) -> None:
    english, german = pair
    revise(english, SIX, severity="major")
    put_out(english, SIX.replace("Six", "Six,"), severity="typo")
    assert now(german).status == Translation.Status.OUTDATED
    assert (lack(german).changed, lack(german).is_grave) == ((2,), True)


def test_what_was_grave_before_the_last_text_that_was_out_is_not_counted_again(pair) -> None:
    english, german = pair
    put_out(english, SIX, severity="major")
    put_out(german, "Sechs.")
    put_out(english, SIX.replace("Six", "Six,"), severity="typo")
    assert (now(german).status, lack(german).is_grave) == (Translation.Status.PUBLISHED, False)


def test_an_original_that_says_again_what_it_said_leaves_nothing_lacking(pair) -> None:
    english, german = pair
    put_out(english, "Intro.", severity="major")
    assert (now(german).status, lack(german).lost) == (Translation.Status.OUTDATED, True)
    put_out(english, SOURCE, severity="major")
    assert (now(german).status, bool(lack(german))) == (Translation.Status.PUBLISHED, False)


def test_a_translation_that_needs_no_new_words_is_marked_up_to_date(pair, ada, sam) -> None:
    english, german = pair
    put_out(english, SIX)
    assert save(ada).status_code == 302
    newest = now(german).revisions.first()
    assert (newest.body, newest.source, newest.by) == ("Fünf.", now(english).live, ada)
    assert now(german).status == Translation.Status.OUTDATED
    review.approve(newest, by=sam)
    assert now(german).status == Translation.Status.PUBLISHED


def test_saved_unchanged_and_not_as_caught_up_it_stays_behind(pair, ada) -> None:
    english, german = pair
    put_out(english, SIX)
    before = now(german).revisions.first()
    assert save(ada, caught_up=None).status_code == 302
    assert now(german).revisions.first() == before


def test_a_draft_takes_another_severity_and_stays_its_author_s(pair, ada, sam) -> None:
    english, german = pair
    draft = revise(english, SIX, severity="typo", by=ada)
    assert revise(english, SIX, severity="major", by=sam) == draft
    assert revise(english, SIX, by=sam).severity == "major"
    assert now(english).revisions.first().by == ada
    actions.publish(english)
    assert lack(german).is_grave
    assert revise(english, SIX, severity="typo").severity == "major"


def test_the_form_of_a_draft_says_how_grave_it_was_said_to_be(pair, ada) -> None:
    _english, german = pair
    revise(german, "Sechs.", severity="major", by=ada)
    save(ada, body="Sechs, nicht fünf.")
    assert now(german).revisions.first().severity == "major"


def test_a_machine_s_words_restored_are_a_machine_s_and_a_person_s_a_person_s(pair, ada) -> None:
    _english, german = pair
    persons, machines = german.live, revise(german, "Maschine.", is_machine=True)
    revise(german, "Mensch.", by=ada)
    assert review.restore(machines, by=ada).is_machine
    assert not review.restore(persons, by=ada).is_machine


def test_a_machine_s_words_saved_again_stay_a_machine_s_until_somebody_changes_them(pair, ada) -> None:
    _english, german = pair
    revise(german, "Maschine.", is_machine=True)
    save(ada, severity="major")
    assert now(german).revisions.first().is_machine
    save(ada, body="Die Maschine.")
    assert not now(german).revisions.first().is_machine


def test_thousands_of_like_sections_are_told_apart_in_bounded_time(pair) -> None:
    english, german = pair
    put_out(english, "# a\n" * 12_000)
    began = time.monotonic()
    put_out(english, "# a\n" * 11_000 + "# b\n" * 1_000, severity="typo")
    assert lack(german)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "body", ["<http://" * 6_200, " http://_" * 5_500, "{{ snippet:" * 4_500, "{{ fact:fee-eth }}" * 2_700]
)
def test_a_text_full_of_colons_is_read_in_bounded_time(body) -> None:
    began = time.monotonic()
    render(body)
    assert time.monotonic() - began < 5


def test_an_address_behind_many_words_is_still_a_link() -> None:
    words = "word " * 200
    page = render(f"{words}: see https://example.org/a and {words} mailto:me@example.org").html
    assert 'href="https://example.org/a"' in page
    assert 'href="mailto:me@example.org"' in page
    assert "<a" not in render(f"{words}xhttps://example.org/a").html
