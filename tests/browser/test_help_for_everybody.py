"""Nothing in the help center keeps anybody out, in any of its languages, neither who reads nor who writes.

Facts, snippets and locked terms are kept in the admin: its frame is django-unfold's, whose landmarks and
small targets are not ours to mend, so those rules alone are left out there.
"""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from helpcenter import actions, wording
from helpcenter.models import Fact, LockedTerm, Snippet, Translation
from helpcenter.writing import review
from tests.browser import library
from tests.browser.axe import violations, walking
from tests.browser.conftest import backstage

LANGUAGES = [code for code, _name in settings.LANGUAGES]
UNFOLDS_OWN = ("landmark-one-main", "landmark-unique", "region", "target-size")
READ = {
    "help home": "/help/",
    "help shelf": "/help/topics/keys/",
    "how-to": "/help/add-a-key/",
    "explainer": "/help/how-waiting-times-work/",
    "troubleshooting that lags": "/help/wrong-network/",
    "questions and answers": "/help/what-we-never-ask/",
    "notice": "/help/old-keys-end/",
    "results": "/help/search/?q=key",
    "no results": "/help/search/?q=xyzzyplugh",
    "article that is not there": "/help/nowhere/",
}
WRITE = {
    "articles to write": "/desk/help/",
    "editor": "/desk/help/add-a-key/en/",
    "translation": "/desk/help/wrong-network/{other}/",
    "history": "/desk/help/wrong-network/en/history/",
    "facts that changed": "/desk/help/facts/",
    "articles by file": "/desk/help/files/",
    "figures": "/desk/reports/help-center/",
    "searches in vain": "/help/searches/",
    "results to judge": "/help/searches/judge/?language=en&words=key",
}
walk = pytest.fixture(walking)


@pytest.fixture
def shelves(transactional_db, house, tmp_path, ada):
    """Every kind of article, a translation that lags, a fact that changed, a text that waits for review."""
    library.ours(tmp_path, "how-waiting-times-work", "wrong-network", "what-we-never-ask")
    with backstage():
        library.quoted()
        library.picture()
        LockedTerm.objects.create(term="Meridian Earn")
    library.text("add-a-key", "Add a key", library.EVERY_BLOCK)
    notice = library.text("old-keys-end", "Old keys end in May", "On 1 May.", kind="notice")
    with backstage():
        wording.state("fee", value="0.0004", unit="BTC", kind="amount")
        waiting = actions.revise(notice.article, "en", title="Old keys end", body="On 2 May.", by=ada)
        review.submit(waiting, by=ada)
        text = Translation.objects.get(article__slug="wrong-network", language="en")
        said = {"title": text.title, "summary": text.summary, "body": f"{text.body}\n\n## And then\n\nWait."}
        actions.publish(text, revision=actions.revise(text.article, "en", **said))
    return waiting


def browser(language):
    return {"zh-hans": "zh-CN"}.get(language, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_reads_meets_nothing_in_the_way(new_page, watch, walk, shelves, language):
    watch.forgive("404")
    page = new_page(language=browser(language))
    for state, address in READ.items():
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        walk.looks(page, f"{language} {state}")
    page.goto("/help/")
    page.get_by_role("combobox").first.fill("key")
    expect(page.get_by_role("option").first).to_be_visible()
    walk.looks(page, f"{language} suggestions")
    page.goto("/help/what-we-never-ask/")
    page.locator("[name=helped][value=no]").click()
    walk.looks(page, f"{language} vote")
    page.locator("#vote [name=reason]").first.check()
    page.locator("#vote form button").click()
    expect(page.locator("#vote form")).to_have_count(0)
    walk.looks(page, f"{language} vote with its reason")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_writes_meets_nothing_in_the_way(new_page, walk, root, shelves, language):
    page = new_page(root, language=browser(language))
    other = "de" if language == "en" else language
    for state, address in WRITE.items():
        page.goto(address.format(other=other))
        walk.looks(page, f"{language} {state}")
    page.goto(f"/desk/help/revisions/{shelves.pk}/")
    walk.looks(page, f"{language} revision")


def test_what_texts_quote_is_kept_on_pages_that_keep_nobody_out_but_for_their_frame(new_page, root, shelves):
    page = new_page(root)
    terms = f"lockedterm/{LockedTerm.objects.get().pk}"
    for place in (
        f"fact/{Fact.objects.get(name='fee').pk}",
        f"snippet/{Snippet.objects.get(name='fees').pk}",
        terms,
    ):
        page.goto(f"/admin/helpcenter/{place}/change/")
        assert not [one for one in violations(page) if not one.startswith(UNFOLDS_OWN)]
