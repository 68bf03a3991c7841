"""The first user of the house: somebody who looks for help, in their own language."""

import pytest
from playwright.sync_api import expect

from tests.browser import library

SHELVED = ("deposit-not-arrived", "wrong-network", "api-errors", "lost-2fa")


@pytest.fixture
def articles(transactional_db, house, tmp_path):
    """A few of the demo's own articles, in the index."""
    library.ours(tmp_path, *SHELVED)


def test_a_reader_finds_an_article_mistyped_and_all(new_page, articles):
    page = new_page()
    page.goto("/")
    page.get_by_role("combobox").first.fill("depsoit not arrived")
    page.get_by_role("button", name="Search", exact=True).first.click()
    page.get_by_role("link", name="My crypto deposit has not arrived").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My crypto deposit has not arrived")
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("Thank you for telling us")).to_be_visible()


def test_the_language_switch_keeps_the_page(new_page, articles):
    page = new_page(language="de-DE", phone=True, dark=True)
    page.goto("/help/wrong-network/")
    german = page.get_by_role("heading", level=1).inner_text()
    assert page.locator("html").get_attribute("lang") == "de"
    page.locator(".site-more > summary").click()
    page.locator(".site-more").get_by_role("button", name="简体中文").click()
    assert page.url.endswith("/help/wrong-network/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    assert page.get_by_role("heading", level=1).inner_text() != german


def test_an_untranslated_page_says_so_and_keeps_its_language(new_page, articles):
    page = new_page(language="tr-TR")
    page.goto("/help/api-errors/")
    assert page.locator("html").get_attribute("lang") == "tr"
    expect(page.locator("[lang=en] h1, h1[lang=en]").first).to_be_visible()


def test_who_finds_nothing_is_led_on_with_their_words(new_page, articles):
    page = new_page()
    page.goto("/help/search/?q=xyzzyplugh")
    page.get_by_role("link", name="Write to us").first.click()
    page.wait_for_url("**/tickets/new/**")
    expect(page.get_by_label("In one line")).to_have_value("xyzzyplugh")


def test_the_title_comes_first_and_the_contents_stand_beside_the_text_where_there_is_room(new_page, articles):
    page = new_page()
    for width in (390, 900, 1100, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/help/lost-2fa/")
        places = [
            page.locator(f"main {part}").bounding_box() for part in ("h1", ".contents", ".reading-text")
        ]
        title, contents, text = (place or {} for place in places)
        if width == 1440:
            assert contents["x"] + contents["width"] < text["x"] == title["x"]
            assert abs(contents["y"] - title["y"]) < 60
        else:
            assert title["y"] < contents["y"] < text["y"]
            assert title["x"] == contents["x"] == text["x"]


def test_bold_words_within_a_step_stay_in_their_sentence(new_page, articles):
    page = new_page()
    page.goto("/help/lost-2fa/")
    bold = page.locator(".prose-steps > li").nth(2).locator("strong")
    shown = bold.evaluate_all("all => all.map(one => getComputedStyle(one).display)")
    assert shown == ["block", "inline", "inline"]


def test_on_the_first_visit_already_a_reader_elsewhere_reads_both_times(new_page, house):
    page = new_page()
    page.goto("/status/")  # the server does not know the zone yet
    expect(page.locator("header [data-city]")).to_have_text("Berlin")
    expect(page.locator("[data-utc]")).to_be_visible()
