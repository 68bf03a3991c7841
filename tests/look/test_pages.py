"""The frame around every page: language, zone, promises, and pages for when things break."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from support.look import context, views
from support.look.forms import Renderer
from support.look.middleware import in_their_time


class Question(forms.Form):
    """A form of ours."""

    subject = forms.CharField(label="Subject", help_text="One line.")
    ours = forms.CharField(required=False, widget=forms.TextInput(attrs={"class": "input id"}))
    agree = forms.BooleanField(label="Agree", required=False)


def ask(data=None) -> Question:
    return Question(data, renderer=Renderer())


def test_an_answered_form_says_what_is_wrong_where_it_is_wrong():
    html = str(ask({"subject": ""}).as_div())
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html
    assert re.search(r'id="id_subject_error".*?field-error', html, re.S)


def test_an_unanswered_form_accuses_nobody():
    html = str(ask().as_div())
    assert "field-error" not in html
    assert "aria-invalid" not in html


def test_every_control_is_an_input_unless_it_says_otherwise():
    form = ask()
    assert 'class="input"' in str(form["subject"])
    assert 'class="input id"' in str(form["ours"])
    assert "class=" not in str(form["agree"])


def test_what_somebody_typed_comes_back_escaped():
    html = str(ask({"subject": "", "ours": '"><script>alert(1)</script>'}).as_div())
    assert "<script>" not in html


def zone_seen(cookie: str) -> str:
    seen: list[str] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    request = RequestFactory().get("/")
    request.COOKIES[context.ZONE_COOKIE] = cookie
    in_their_time(page)(request)
    return seen[0]


def test_a_page_is_made_in_the_readers_zone():
    assert zone_seen("Europe/Berlin") == "Europe/Berlin"


@pytest.mark.parametrize("cookie", ["", "Mars/Olympus", "../../etc/passwd", "x" * 5000])
def test_an_unknown_zone_is_ignored(cookie):
    assert zone_seen(cookie) == settings.TIME_ZONE


def test_the_zone_of_one_reader_is_not_the_next_ones():
    zone_seen("Europe/Berlin")
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


def test_the_page_for_a_broken_house_needs_nothing_of_the_house():
    page = views.broken(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "Something broke on our side" in page.content.decode()


def test_a_request_nobody_can_read_is_answered_without_reading_more_of_it():
    page = views.unreadable(RequestFactory().get("/", headers={"host": "evil.example<script>"}))
    assert page.status_code == 400
    assert "Nothing was changed" in page.content.decode()


@pytest.mark.parametrize("code", ["400", "403", "403_stale", "404", "429", "500"])
def test_pages_for_trouble_say_what_happened_without_blaming(code):
    html = render_to_string(f"{code}.html", {"house": context.facts()})
    assert "<h1>" in html
    for word in ("unfortunately", "sorry", "oops", "please"):
        assert word not in html.lower()


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_a_page_says_its_language(language):
    with translation.override(language):
        html = render_to_string("404.html", {"house": context.facts()})
    assert f'<html lang="{language}" dir="ltr"' in html


def test_the_promise_never_to_ask_names_the_exchange():
    assert context.facts().never.startswith(settings.EXCHANGE_NAME.split()[0])


def test_vendored_scripts_name_their_version_and_licence():
    for folder in (Path(settings.BASE_DIR) / "static/vendor").iterdir():
        assert (folder / "VERSION").exists(), folder.name
        assert (folder / "LICENSE").exists(), folder.name
