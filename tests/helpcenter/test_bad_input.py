"""Far too much, and what means harm, through the editor: told with the limit, nothing typed is lost."""

import time
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from helpcenter.models import Revision
from tests.helpcenter.test_blocks import HOSTILE
from tests.helpcenter.test_markup import Seen

FORM = "application/x-www-form-urlencoded"
PAGE = "/desk/help/memo/en/"


def signed_in(user, **how):
    client = Client(**how)
    client.force_login(user)
    return client


def form(**said):
    return urlencode({"title": "Memo", "severity": "content", "seen": "0"} | said)


@pytest.mark.parametrize("word", ["word ", "слово ", "备注"])
def test_five_megabytes_come_back_in_the_form_with_the_limit(write, ada, word) -> None:
    write("memo", "Memo")
    body = word * (5_000_000 // len(word.encode()))
    began = time.process_time()
    answer = signed_in(ada).post(PAGE, form(body=body), content_type=FORM)
    assert time.process_time() - began < 20
    assert answer.status_code == 422
    assert f"This text has {len(body)} letters; a page takes at most 50000." in answer.text
    assert body.strip() in answer.text
    assert Revision.objects.count() == 1


def test_the_page_says_the_limit_before_anything_is_sent(write, ada) -> None:
    write("memo", "Memo")
    page = signed_in(ada).get(PAGE).text
    assert 'data-most="50000"' in page
    assert "This text has %s letters; a page takes at most 50000." in page


def test_more_than_anybody_writes_is_refused_unread_with_words(write, ada) -> None:
    write("memo", "Memo")
    answer = signed_in(ada).post(PAGE, form(body="x" * (49 << 20)), content_type=FORM)
    assert answer.status_code == 413
    assert "at most 50000 letters" in answer.text
    assert "Go back" in answer.text


def test_strangers_are_not_read_and_a_foreign_form_is_refused(write, ada) -> None:
    write("memo", "Memo")
    typed = form(body="x" * 3_000_000)
    assert Client().post(PAGE, typed, content_type=FORM).status_code == 302
    answer = signed_in(ada, enforce_csrf_checks=True).post(PAGE, typed, content_type=FORM)
    assert answer.status_code == 403
    assert Revision.objects.count() == 1


def test_a_preview_of_five_megabytes_says_why_there_is_none(write, ada) -> None:
    answer = signed_in(ada).post("/desk/help/preview/", form(body="word " * 1_000_000), content_type=FORM)
    assert answer.status_code == 200
    assert "5000000 letters" in answer.text


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "[a](javascript:alert(1))", "<svg onload=alert(1)>", "\x01\x02"]
)
def test_hostile_words_are_words_in_the_preview_in_the_diff_and_in_the_form(write, ada, hostile) -> None:
    write("memo", "Memo")
    desk = signed_in(ada)
    typed = form(body=hostile, seen=str(Revision.objects.get().pk))
    assert desk.post(PAGE, typed, content_type=FORM).status_code == 302
    pages = [
        desk.post("/desk/help/preview/", form(body=hostile, language="en"), content_type=FORM),
        desk.get(reverse("writing:revision", args=[Revision.objects.first().pk])),
        desk.get(PAGE),
    ]
    for page in pages:
        seen = Seen()
        seen.feed(page.text)
        assert "onload" not in seen.attributes
        assert not any(address.startswith("javascript:") for address in seen.addresses)
        assert "<script>alert" not in page.text


def test_a_nul_is_refused_with_words_and_the_rest_stays(write, ada) -> None:
    write("memo", "Memo")
    answer = signed_in(ada).post(PAGE, form(body="marmalade\x00"), content_type=FORM)
    assert answer.status_code == 422
    assert "marmalade" in answer.text


@pytest.mark.parametrize("name", ["brackets", "lists", "blocks", "tables"])
def test_hostile_texts_are_saved_compared_and_shown_in_bounded_time(write, ada, name) -> None:
    write("memo", "Memo", body="a\n" * 24_000)
    desk, began = signed_in(ada), time.process_time()
    typed = form(body=HOSTILE[name][:50_000], seen=str(Revision.objects.get().pk))
    assert desk.post(PAGE, typed, content_type=FORM).status_code == 302
    assert desk.get(reverse("writing:revision", args=[Revision.objects.first().pk])).status_code == 200
    assert time.process_time() - began < 30  # seconds of CPU, beside other tests
