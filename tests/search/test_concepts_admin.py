"""Synonyms in the admin: taken over once, changed a language at a time, and not emptied by mistake."""

import pytest

from support.search import admin as rooms
from support.search.models import Concept

pytestmark = pytest.mark.django_db


def test_the_first_look_takes_the_houses_words_over_and_the_second_changes_nothing(client, root) -> None:
    client.force_login(root)
    assert client.get("/admin/search/concept/").status_code == 200
    many = Concept.objects.count()
    assert many > 20
    rooms.take_over()
    assert Concept.objects.count() == many


def test_an_admin_writes_words_a_line_each(client, root) -> None:
    client.force_login(root)
    response = client.post("/admin/search/concept/add/", {"en": "bridge\n wormhole \nbridge", "de": "Brücke"})
    assert response.status_code == 302
    assert Concept.objects.last().said == {"en": ["bridge", "wormhole"], "de": ["Brücke"]}


@pytest.mark.parametrize("said", [{"en": "alone"}, {}, {"en": "...\nbridge"}, {"en": "x" * 61 + "\nbridge"}])
def test_what_can_never_be_found_is_refused(client, root, said: dict[str, str]) -> None:
    client.force_login(root)
    rooms.take_over()
    many = Concept.objects.count()
    assert client.post("/admin/search/concept/add/", said).status_code == 200
    assert Concept.objects.count() == many


def test_nobody_else_sees_them(client, ada) -> None:
    client.force_login(ada)
    assert client.get("/admin/search/concept/").status_code == 404
