"""Six windows of one editor are still at the same moment: one is kept, five are told, no word is lost."""

from collections import Counter

import pytest
from django.test import Client

from helpcenter import actions
from helpcenter.models import Unsent
from tests.together import at_once

SIX = 6
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("valkey")]


def test_six_windows_that_saw_nothing_write_over_nothing(ada):
    article = actions.open_article("memo", category=actions.shelve("coins", names={"en": "Coins"}))
    actions.revise(article, "en", title="Memo", body="Some words.")
    client = Client()
    client.force_login(ada)
    windows = [Client() for _window in range(SIX)]
    for window in windows:
        window.cookies = client.cookies
    words = [f"Words of window {number}." for number in range(SIX)]
    found = at_once(
        SIX,
        lambda n: windows[n].post(
            "/desk/help/memo/en/unsent/", {"title": "Memo", "body": words[n], "window": f"w{n}"}
        ),
    )
    assert Counter(getattr(answer, "status_code", answer) for answer in found) == {204: 1, 409: SIX - 1}
    draft = Unsent.objects.get()
    assert found[words.index(draft.typed["body"])].status_code == 204
    assert sorted([draft.typed["body"], *(one.typed["body"] for one in draft.asides)]) == words
