"""The editor's pages: forms that lose nothing, a preview as readers see it, verdicts by somebody else."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from helpcenter import actions, wording
from helpcenter.models import LockedTerm, Picture, Revision, Translation, Unsent
from helpcenter.writing import review
from tickets.models import Topic


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def form(text, **said):
    newest = text.revisions.first()
    typed = {"title": text.title, "summary": text.summary, "body": text.body, "severity": "content"}
    return typed | {"seen": newest.pk, "caught_up": "on", "source": newest.source_id or ""} | said


def page(name, text, **more):
    return reverse(f"writing:{name}", args=[text.article.slug, text.language], **more)


def test_ada_writes_submits_and_sam_puts_it_out(write, ada, sam) -> None:
    text = write("memo", "Memo")
    answer = signed_in(ada).post(page("text", text), form(text, body="Better words.", then="submit"))
    newest = text.revisions.first()
    assert answer.url == reverse("writing:revision", args=[newest.pk])
    shown = signed_in(sam).get(answer.url).content.decode()
    assert "<ins>Better</ins>" in shown
    assert "<del>Some</del>" in shown
    signed_in(sam).post(reverse("writing:judge", args=[newest.pk]), {"verdict": "approved"})
    text.refresh_from_db()
    assert text.body == "Better words."


def test_the_author_is_told_why_not_and_sees_no_verdict(write, sam) -> None:
    text = write("memo", "Memo")
    sams = actions.revise(text.article, "en", title="Memo", body="Sam's words.", by=sam)
    address = reverse("writing:revision", args=[sams.pk])
    assert b"Your verdict" not in signed_in(sam).get(address).content
    answer = signed_in(sam).post(reverse("writing:judge", args=[sams.pk]), {"verdict": "approved"})
    assert answer.status_code == 422
    assert "somebody else must look" in answer.content.decode()


def test_two_editors_at_once_the_second_sees_the_difference_and_her_own_words(write, ada, ben) -> None:
    text = write("memo", "Memo")
    typed = form(text, body="Ada writes.")
    actions.revise(text.article, "en", title="Memo", body="Ben writes.", by=ben)
    answer = signed_in(ada).post(page("text", text), typed)
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Ben Pay saved another text while you wrote." in words
    assert "<ins>Ben writes</ins>" in words
    assert "Ada writes." in words
    newest = text.revisions.first()
    assert newest.body == "Ben writes."
    signed_in(ada).post(page("text", text), typed | {"seen": newest.pk})
    assert text.revisions.first().based_on == newest


def test_a_refused_form_keeps_every_word(write, ada) -> None:
    text = write("memo", "Memo")
    answer = signed_in(ada).post(
        page("text", text), form(text, title="", body="{{ fact:nowhere }} marmalade")
    )
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "marmalade" in words
    assert "nowhere" in words
    assert text.revisions.count() == 1


def test_the_preview_is_what_readers_see_in_the_text_s_language_and_nothing_harmful(write, ada) -> None:
    wording.state("fee", value="0.5", unit="EUR", kind="amount")
    said = {
        "title": "Gebühr",
        "body": "Kostet {{ fact:fee }}.\n\n<script>alert(1)</script>",
        "language": "de",
    }
    answer = signed_in(ada).post(reverse("writing:preview"), said)
    words = answer.content.decode()
    assert "0,50&nbsp;€" in words
    assert "<script>alert" not in words
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_unsaved_words_come_back_to_their_writer_alone_and_go_when_saved(write, ada, ben) -> None:
    text = write("memo", "Memo")
    typed = form(text, body="Half a sent")
    assert signed_in(ada).post(page("unsent", text), typed).status_code == 204
    assert b"Half a sent" in signed_in(ada).get(page("text", text)).content
    assert b"Half a sent" not in signed_in(ben).get(page("text", text)).content
    signed_in(ada).post(page("text", text), typed)
    assert not Unsent.objects.exists()


def test_unsaved_words_can_be_discarded(write, ada) -> None:
    text = write("memo", "Memo")
    signed_in(ada).post(page("unsent", text), form(text, body="Half a sent"))
    signed_in(ada).post(page("unsent", text), {"forget": "1", "version": Unsent.objects.get().version})
    assert b"Half a sent" not in signed_in(ada).get(page("text", text)).content


def test_a_pasted_picture_is_ours_and_something_else_is_refused_with_words(write, ada) -> None:
    text, drawn = write("memo", "Memo"), BytesIO()
    Image.new("RGB", (600, 300), "teal").save(drawn, "PNG")
    address = reverse("writing:picture", args=["memo"])
    file = SimpleUploadedFile("x.png", drawn.getvalue(), "image/png")
    name = signed_in(ada).post(address, {"file": file}).json()["name"]
    assert Picture.objects.get().name == name
    answer = signed_in(ada).post(address, {"file": SimpleUploadedFile("x.txt", b"words", "text/plain")})
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert text.article.slug in name


def test_the_picker_offers_what_there_is(write, ada) -> None:
    write("memo", "I forgot the memo")
    wording.state("memo-fee", value=1, unit="EUR", kind="amount")
    words = signed_in(ada).get(reverse("writing:pick"), {"q": "memo"}).content.decode()
    assert "[I forgot the memo](/help/memo/)" in words
    assert "{{ fact:memo-fee }}" in words
    assert b"Nothing by that name" in signed_in(ada).get(reverse("writing:pick"), {"q": "zebra"}).content


def test_a_translator_sees_which_part_of_the_original_changed(write, ada) -> None:
    english = write("memo", "Memo", body="Intro.\n\n## Fees\n\nFive.")
    german = write("memo", "Memo", language="de", body="Auftakt.\n\n## Kosten\n\nFünf.")
    assert b"data-changed" not in signed_in(ada).get(page("text", german)).content
    actions.revise(
        english.article, "en", title="Memo", summary="About memo.", body="Intro.\n\n## Fees\n\nSix."
    )
    actions.publish(english)
    words = signed_in(ada).get(page("text", german)).content.decode()
    assert words.count("data-changed") == 1
    assert "<ins>Six</ins>" in words


@pytest.mark.parametrize(("caught_up", "status"), [("on", "published"), ("", "outdated")])
def test_a_translation_lags_until_its_translator_says_it_does_not(write, ada, sam, caught_up, status) -> None:
    english = write("memo", "Memo", body="Five.")
    german = write("memo", "Memo", language="de", body="Fünf.")
    newest = actions.revise(english.article, "en", title="Memo", summary="About memo.", body="Six.")
    actions.publish(english)
    german.refresh_from_db()
    typed = form(german, body="Sechs.", caught_up=caught_up, source=newest.pk)
    signed_in(ada).post(page("text", german), typed)
    review.approve(german.revisions.first(), by=sam)
    assert Translation.objects.get(pk=german.pk).status == status


def test_a_locked_term_that_is_missing_is_said_and_one_that_is_there_is_not(write, ada) -> None:
    LockedTerm.objects.create(term="Meridian Earn")
    write("memo", "Memo", body="Use Meridian Earn.")
    german = write("memo", "Memo", language="de", body="Nutzen Sie Verdienst.")
    client = signed_in(ada)
    answer = client.post(page("text", german), form(german, body="Nutzen Sie Ertrag."), follow=True)
    assert "Meridian Earn." in answer.content.decode()
    answer = client.post(page("text", german), form(german, body="Nutzen Sie Meridian Earn."), follow=True)
    assert "are missing" not in answer.content.decode()


def test_a_machine_s_words_go_out_only_when_somebody_looked(write, sam, settings) -> None:
    write("memo", "Memo")
    german = write("memo", "Memo", language="de")
    actions.revise(german.article, "de", title="Memo", body="Maschine.", is_machine=True)
    with pytest.raises(Exception, match="machine translated"):
        actions.publish(german)
    settings.MACHINE_LANGUAGES = ["de"]
    assert actions.publish(german).body == "Maschine."


def test_the_list_says_what_waits_and_how_complete_each_language_is(write, ada) -> None:
    text = write("memo", "Memo")
    write("other", "Other", language="de")
    waiting = actions.revise(text.article, "en", title="Memo", body="New.", by=ada)
    review.submit(waiting, by=ada)
    words = signed_in(ada).get(reverse("writing:home")).content.decode()
    assert reverse("writing:revision", args=[waiting.pk]) in words
    assert "1 of 1" in words
    assert "0 of 1" in words
    assert b"No article like that" in signed_in(ada).get(reverse("writing:home"), {"q": "zebra"}).content


def test_history_shows_every_text_and_an_old_one_is_restored(write, ada) -> None:
    text = write("memo", "Memo", body="Old words.")
    old = text.live
    actions.revise(text.article, "en", title="Memo", body="New words.", by=ada)
    client = signed_in(ada)
    assert client.get(page("history", text)).content.decode().count("/desk/help/revisions/") == 2
    client.post(reverse("writing:restore", args=[old.pk]))
    assert Revision.objects.first().body == "Old words."


def test_articles_for_other_roles_and_strange_languages_are_not_there(write, ada, carl) -> None:
    text = write("memo", "Memo", roles=["admin"])
    open_text = write("open", "Open")
    assert signed_in(ada).get(page("text", text)).status_code == 404
    assert signed_in(carl.user).get(page("text", open_text)).status_code == 404
    assert signed_in(ada).get(reverse("writing:text", args=["open", "xx"])).status_code == 404


def test_the_picker_knows_the_forms_of_all_topics_by_their_words_in_the_text_s_language(house, ada) -> None:
    pick = signed_in(ada)
    words = pick.get(reverse("writing:pick"), {"q": "deposit missing", "language": "en"}).content.decode()
    assert "(/tickets/new/?topic=deposit-missing)" in words
    german = pick.get(reverse("writing:pick"), {"q": "deposit-missing", "language": "de"}).content.decode()
    named = Topic.objects.get(slug="deposit-missing").names["de"]
    assert f"[{named}](/tickets/new/?topic=deposit-missing)" in german
    assert "topic=" not in pick.get(reverse("writing:pick"), {"q": "marmalade"}).content.decode()
