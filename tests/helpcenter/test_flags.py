"""A fact that changes flags every text that quotes it; who looked takes a text off the list."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from helpcenter import actions, wording
from helpcenter.models import Flag
from helpcenter.writing import review


def state(value):
    return wording.state("fee", value=value, unit="EUR", kind="amount")


def flagged():
    return sorted(Flag.objects.values_list("translation__article__slug", "translation__language"))


def test_a_changed_fact_flags_what_quotes_it_in_every_language_and_by_snippets(write) -> None:
    state("1")
    wording.reword("fees", {"en": "Costs {{ fact:fee }}."})
    for language in ("en", "de"):
        write("memo", "Memo", language=language, body="{{ fact:fee }}")
    write("by-snippet", "By snippet", body="{{ snippet:fees }}")
    write("other", "Other")
    state("2")
    assert flagged() == [("by-snippet", "en"), ("memo", "de"), ("memo", "en")]


def test_a_fact_that_is_said_otherwise_flags_and_what_nobody_reads_of_it_does_not(write) -> None:
    said = {"value": "5", "words": {"en": "five"}}
    wording.state("fee", kind="number", **said)
    write("memo", "Memo", body="{{ fact:fee }}")
    wording.state("fee", kind="number", unit="EUR")  # a number has no unit
    assert flagged() == []
    for more in ({"kind": "percent"}, {"kind": "text"}, {"words": {"en": "six"}}):
        wording.state("fee", **more)
        assert flagged() == [("memo", "en")]
        Flag.objects.all().delete()
    wording.state("fee", value="7")  # words hide it
    assert flagged() == []


def test_what_is_on_its_way_out_is_flagged_and_a_draft_that_nobody_submitted_is_not(write, ada, sam) -> None:
    state("1")
    wording.reword("fees", {"en": "Costs {{ fact:fee }}."})
    texts = {
        name: write(name, body="{{ snippet:fees }}", out=False) for name in ("draft", "timed", "waiting")
    }
    review.submit(texts["waiting"].revisions.get(), by=ada)
    write("memo", "Memo")
    newer = actions.revise(texts["timed"].article, "en", by=ada, title="Timed", body="{{ fact:fee }}")
    review.approve(newer, by=sam, publish_at=timezone.now() + timedelta(days=1))
    state("2")
    assert flagged() == [("timed", "en"), ("waiting", "en")]
    review.send_back(texts["waiting"].revisions.get(), by=sam, remark="Another way.")
    Flag.objects.all().delete()
    state("3")
    assert flagged() == [("timed", "en")]


def test_the_same_value_again_flags_nothing(write) -> None:
    state("1")
    write("memo", "Memo", body="{{ fact:fee }}")
    state("1")
    assert flagged() == []


def test_ada_goes_through_the_list_and_carl_finds_none(write, client, ada, carl) -> None:
    state("1")
    write("memo", "Memo", body="{{ fact:fee }}")
    state("2")
    client.force_login(carl.user)
    assert client.get(reverse("writing:flags")).status_code == 404
    client.force_login(ada)
    assert "Memo" in client.get(reverse("writing:flags")).content.decode()
    client.post(reverse("writing:looked", args=[Flag.objects.get().pk]))
    assert flagged() == []
    assert "Nothing to go through" in client.get(reverse("writing:flags")).content.decode()
