"""Articles by file: tried, taken in, looked at by others; a broken one is refused by name."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from helpcenter.clock import go_on_with_article_files
from helpcenter.models import Article, Revision
from helpcenter.writing import review
from tests.browser import library
from tests.browser.axe import nothing_in_the_way
from tests.browser.conftest import backstage
from tests.browser.hands import Keys

GOOD = b"---\ntitle: Add a key\ncategory: keys\nkind: how-to\n---\n\nTap **Keys**.\n"


@pytest.fixture
def memo(transactional_db, house):
    return library.text("memo", "I forgot the memo", "Nothing is lost.")


def archive(**texts):
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for slug, text in texts.items():
            file.writestr(f"{slug.replace('_', '-')}/en.md", text)
    return {"name": "articles.zip", "mimeType": "application/zip", "buffer": made.getvalue()}


def time_passes():
    with backstage():
        go_on_with_article_files()


def test_a_zip_is_tried_by_keyboard_read_about_and_taken_in(new_page, sam, root, memo):
    page = new_page(sam)
    hand = Keys(page)
    page.goto("/desk/help/")
    hand.presses(page.get_by_role("link", name="Articles by file"))
    hand.brings(page.get_by_label("File", exact=True), archive(add_a_key=GOOD))
    hand.presses(page.get_by_role("button", name="See what would change"))
    expect(page.get_by_text("The file is being read; nothing is changed yet.")).to_be_visible()
    time_passes()
    expect(page.get_by_text("This is what the file would do.")).to_be_visible()
    expect(page.locator("tbody td")).to_have_text(["1", "1", "0", "0"])
    nothing_in_the_way(page)
    assert not Article.objects.filter(slug="add-a-key").exists()
    hand.presses(page.get_by_role("button", name="Take all of it in"))
    expect(page.get_by_text("The texts are being taken in, all or nothing.")).to_be_visible()
    time_passes()
    expect(page.get_by_text("Taken in.")).to_be_visible()
    waiting = Revision.objects.get(title="Add a key")
    assert (waiting.submitted_at is None, waiting.verdict) == (False, "")
    with backstage():
        review.approve(waiting, by=root)
    reader = new_page()
    reader.goto("/help/add-a-key/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Add a key")


def test_a_broken_zip_is_refused_with_the_file_and_its_line_and_nothing_is_lost(new_page, sam, memo):
    page = new_page(sam, phone=True)
    page.goto("/desk/help/files/")
    broken = archive(add_a_key=GOOD, memo=b"---\ntitle: Gone\nkind: nonsense\n---\n\nGone.\n")
    page.get_by_label("File", exact=True).set_input_files([broken])
    page.get_by_role("button", name="See what would change").click()
    time_passes()
    expect(page.get_by_text("Nothing was taken in.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="memo/en.md, line 3")).to_contain_text("nonsense")
    expect(page.get_by_role("button", name="Take all of it in")).to_have_count(0)
    nothing_in_the_way(page)
    assert list(Article.objects.values_list("slug", flat=True)) == ["memo"]
    assert Revision.objects.get().body == "Nothing is lost."
