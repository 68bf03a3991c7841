"""A translator on a phone: the original above, what changed in it marked, a term that must stay, and a reader
who is told what lags until somebody has looked at the new words."""

import pytest
from playwright.sync_api import expect

from helpcenter import actions
from helpcenter.models import LockedTerm, Translation
from tests.browser import library
from tests.browser.axe import nothing_in_the_way
from tests.browser.conftest import backstage

GERMAN = "/desk/help/memo/de/"
BEFORE = "Write to us.\n\n## Fees {#fees}\n\nNothing.\n\n## Time {#time}\n\nOne day."


@pytest.fixture
def lagging(transactional_db, house):
    """A German text whose original says something else about fees by now."""
    english = library.text("memo", "I forgot the memo", BEFORE)
    ours = "Schreiben Sie uns.\n\n## Gebühren {#fees}\n\nNichts.\n\n## Dauer {#time}\n\nEin Tag."
    german = library.text("memo", "Ich habe das Memo vergessen", ours, language="de")
    with backstage():
        LockedTerm.objects.create(term="Meridian Earn")
        body = BEFORE.replace("Nothing.", "Meridian Earn pays.")
        actions.revise(english.article, "en", title=english.title, summary="In a minute.", body=body)
        actions.publish(english)
    german.refresh_from_db()
    return german


def test_what_lags_is_shown_part_by_part_and_told_to_readers_until_it_is_mended(new_page, ada, sam, lagging):
    reader = new_page(language="de-DE", phone=True, dark=True)
    reader.goto("/help/memo/")
    notice = reader.locator(".callout[data-tone=warn]")
    expect(notice.get_by_role("listitem")).to_have_text(["Gebühren"])
    expect(notice.get_by_role("link", name="Gebühren")).to_have_attribute("href", "#fees")
    nothing_in_the_way(reader)

    page = new_page(ada, phone=True)
    page.goto("/desk/help/?todo=lagging")
    page.get_by_role("row", name="I forgot the memo").get_by_role("link", name="de !").click()
    page.wait_for_url(f"**{GERMAN}")
    original = page.get_by_role("region", name="Original")
    expect(original.locator("[data-changed]")).to_have_count(1)
    expect(original.locator("[data-changed]")).to_contain_text("Meridian Earn pays.")
    original.get_by_text("What changed since it was translated").click()
    expect(original.locator("ins").first).to_contain_text("Meridian Earn pays")
    nothing_in_the_way(page)
    words = page.get_by_role("textbox", name="Text", exact=True)
    assert original.bounding_box()["height"] < 500  # the form is not far below
    words.fill(lagging.body.replace("Nichts.", "Verdienst zahlt."))
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Words that must stay are missing: Meridian Earn.")).to_be_visible()
    words.fill(lagging.body.replace("Nichts.", "Meridian Earn zahlt."))
    page.get_by_role("button", name="Save and submit for review").click()
    expect(page.get_by_text("Submitted. Somebody else looks at it now.")).to_be_visible()
    expect(page.get_by_text("Words that must stay")).to_have_count(0)

    reader.reload()
    expect(notice).to_be_visible()
    his = new_page(sam)
    his.goto(page.url)
    his.get_by_role("button", name="Approve").click()
    expect(his.get_by_text("Approved.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("Meridian Earn zahlt.")).to_be_visible()
    expect(notice).to_have_count(0)
    assert Translation.objects.get(pk=lagging.pk).status == "published"


def test_a_text_not_written_yet_begins_beside_its_original(new_page, ada, lagging):
    page = new_page(ada)
    page.goto("/desk/help/memo/fr/")
    expect(page.get_by_role("region", name="Original")).to_contain_text("Meridian Earn pays.")
    page.get_by_label("Title").fill("J’ai oublié le mémo")
    page.get_by_role("textbox", name="Text", exact=True).fill("## Frais\n\nMeridian Earn paie.")
    seen = page.frame_locator("iframe[name=writing-preview]")
    expect(seen.get_by_role("heading", name="Frais")).to_be_visible()
    expect(seen.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    reader = new_page(language="fr-FR")
    reader.goto("/help/memo/")  # a draft is nobody's to read
    expect(reader.get_by_role("heading", level=1)).to_have_text("I forgot the memo")
