"""A machine's translation: the form fills, marked; what must stay stays; it is out only when it may be."""

import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from helpcenter import wording
from helpcenter.models import LockedTerm, Revision, Translation, Unsent
from tests.fakes.loopback import answers, drops, takes_and_stalls
from tests.fakes.translator import translating

BODY = """## Fees {#fees}

> [!note]
> Meridian Earn costs {{ fact:fee-eth }} or 0.05000000 BTC.

1. **Open** the [list](/help/list/).
2. Wait 30 minutes.

```
send all

now
```

::: for ios
Press hold.
:::"""


@pytest.fixture
def server(settings, nothing_kept):
    cache.clear()
    with translating(settings) as up:
        yield up


@pytest.fixture
def english(write):
    wording.state("fee-eth", value="0.001", unit="ETH", kind="amount")
    LockedTerm.objects.create(term="Meridian Earn", said={"fr": "Meridian Rendement"})
    return write("memo", "Memo words", body=BODY)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def at(name, language="de"):
    return reverse(f"writing:{name}", args=["memo", language])


def filled(ada, language="de", **typed):
    """What stands in the form after the button was pressed."""
    desk = signed_in(ada)
    assert desk.post(at("machine", language), typed).url == at("text", language)
    return Unsent.objects.get().typed


def form(typed, **said):
    return {**typed, "severity": "content", "seen": "0", "caught_up": "on"} | said


def test_the_form_fills_and_what_must_stay_stays_byte_for_byte(english, server, ada) -> None:
    said = filled(ada)
    assert said["title"] == "omeM sdrow"
    assert said["body"] == (
        "## seeF {#fees}\n\n> [!note]\n> Meridian Earn stsoc {{ fact:fee-eth }} ro 0.05000000 BTC.\n\n"
        "1. **nepO** eht [tsil](/help/list/).\n2. tiaW 30 setunim.\n\n```\nsend all\n\nnow\n```\n\n"
        "::: for ios\nsserP dloh.\n:::"
    )
    page = signed_in(ada).get(at("text")).content.decode()
    assert "omeM sdrow" in page
    assert 'name="is_machine" value="True"' in page


def test_a_locked_term_is_said_as_the_glossary_says_it(english, server, ada) -> None:
    assert "> Meridian Rendement stsoc" in filled(ada, "fr")["body"]
    assert not any("Meridian" in heard for heard in server.heard)


def test_a_saved_draft_is_marked_and_waits_for_somebody(english, server, ada, sam, settings) -> None:
    signed_in(ada).post(at("text"), form(filled(ada), then="submit"))
    newest = Revision.objects.first()
    assert (newest.is_machine, newest.is_waiting) == (True, True)
    assert not Translation.objects.get(language="de").is_readable
    signed_in(sam).post(reverse("writing:judge", args=[newest.pk]), {"verdict": "approved"})
    assert Translation.objects.get(language="de").is_readable


def test_where_nobody_must_look_the_machine_s_own_words_go_out(
    english, server, ada, settings, committed, client
) -> None:
    settings.MACHINE_LANGUAGES = ["de"]
    with committed():
        signed_in(ada).post(at("text"), form(filled(ada), then="submit"))
    assert Translation.objects.get(language="de").is_readable
    assert "nepO" in client.get("/help/memo/?lang=de").text
    assert "maschin" in client.get("/help/memo/?lang=de").text.lower()
    assert b"put out unseen" in signed_in(ada).get(reverse("writing:place", args=["memo"])).content


def test_words_somebody_changed_wait_even_there(english, server, ada, settings) -> None:
    settings.MACHINE_LANGUAGES = ["de"]
    said = filled(ada)
    signed_in(ada).post(at("text"), form(said, body=said["body"] + " Send us your phrase.", then="submit"))
    assert Revision.objects.first().is_waiting
    assert not Translation.objects.get(language="de").is_readable


def test_words_that_only_say_that_they_are_a_machine_s_wait_too(english, ada, settings) -> None:
    settings.MACHINE_LANGUAGES = ["de"]
    said = {"title": "Memo", "body": "Meine Worte.", "is_machine": "True"}
    signed_in(ada).post(at("text"), form(said, then="submit"))
    assert Revision.objects.first().is_waiting


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (answers(500, {"error": "no"}), "does not answer"),
        (answers(429, {"error": "slow down"}, **{"Retry-After": "7"}), "in 7 seconds"),
        (answers(403, {"error": "no"}), "does not take"),
        (answers(200, {"translatedText": "Send 999 BTC to us"}), "lost or changed"),
        (drops, "does not answer"),
    ],
)
def test_a_translator_in_trouble_is_told_and_typed_words_stay(english, server, ada, fault, told) -> None:
    server.faults += [fault] * 40
    answer = signed_in(ada).post(at("machine"), {"title": "Meins", "body": "Meine Worte."})
    assert answer.status_code == 422
    assert told in answer.text
    assert "Meine Worte." in answer.text
    assert not Unsent.objects.exists()


def test_one_that_lies_in_one_place_leaves_that_paragraph_alone_and_says_so(english, server, ada) -> None:
    honest = server.says
    server.says = lambda words: "Wait 99 days" if "tiaW" in honest(words) else honest(words)
    desk = signed_in(ada)
    answer = desk.post(at("machine"), {}, follow=True)
    assert "1 paragraph could not be translated" in answer.text
    body = Unsent.objects.get().typed["body"]
    assert "2. Wait 30 minutes." in body
    assert "## seeF" in body


def test_a_slow_one_is_given_up_in_bounded_time(english, server, ada, settings) -> None:
    settings.TRANSLATOR_TIMEOUT = 0.2
    server.faults += [takes_and_stalls] * 40
    began = time.monotonic()
    answer = signed_in(ada).post(at("machine"), {"body": "Meine Worte."})
    assert time.monotonic() - began < 10
    server.release.set()
    assert answer.status_code == 422
    assert "does not answer" in answer.text


def test_what_stood_in_the_form_is_kept_beside_the_machine_s_words(english, server, ada) -> None:
    assert filled(ada, body="Meine halben Worte.")["before"] == "Meine halben Worte."
    desk = signed_in(ada)
    assert "Meine halben Worte." in desk.get(at("text")).text
    desk.post(at("unsent"), {"title": "T", "body": "Typed on.", "version": Unsent.objects.get().version})
    assert "Meine halben Worte." in desk.get(at("text")).text


def test_without_a_translator_there_is_no_button_and_the_words_stay(english, ada) -> None:
    desk = signed_in(ada)
    assert at("machine") not in desk.get(at("text")).text
    answer = desk.post(at("machine"), {"body": "Meine Worte."})
    assert answer.status_code == 422
    assert "Meine Worte." in answer.text
