"""A fact that changes flags every text that quotes it; who looked takes a text off the list."""

from django.urls import reverse

from helpcenter import wording
from helpcenter.models import Flag


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
