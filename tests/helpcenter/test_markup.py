"""What an author may and may not do with Markdown."""

import re
from html.parser import HTMLParser

import pytest

from helpcenter.allowed import TAGS
from helpcenter.anchors import TAKEN
from helpcenter.markup import render


class Seen(HTMLParser):
    """The tags, attributes and addresses a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&#58;alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:x)",
        "<a href='javascript:alert(1)'>x</a>",
        "<svg onload=alert(1)>",
        "<iframe src=//evil.example></iframe>",
        "<style>*{display:none}</style>",
        "<form action=//evil.example><input name=x></form>",
        '[x](/y "a\\" onmouseover=\\"b")',
        "`<script>`",
        "```html\n<script>alert(1)</script>\n```",
        '# <b onclick="x">h</b>',
        "| a |\n|---|\n| <img src=x> |",
        '<https://x.example/"onclick=alert(1)>',
    ],
)
def test_hostile_markdown_is_only_text(hostile: str) -> None:
    seen = Seen()
    seen.feed(render(hostile).html)
    assert seen.tags <= TAGS
    assert seen.attributes <= {"href", "rel", "id", "class", "title", "scope", "data-cards", "data-label"}
    assert all(address.startswith(("https:", "http:", "/", "#")) for address in seen.addresses)


def test_pictures_become_their_words() -> None:
    html = render("![a chart](https://elsewhere.example/x.png)").html
    assert "elsewhere" not in html
    assert "a chart" in html


def test_ordinary_markdown_is_kept() -> None:
    html = render("## Head\n\nSome **bold** `code`, a [link](/help/memo/) and ~~old~~ news.\n\n> said").html
    for part in (
        '<h2 id="s1">',
        "<strong>bold</strong>",
        "<code>code</code>",
        'href="/help/memo/"',
        "<s>old</s>",
    ):
        assert part in html
    assert "<blockquote>" in html


def test_a_list_that_begins_in_bold_is_a_path_of_steps() -> None:
    assert 'class="prose-steps"' in render("1. **One.** Do.\n2. **Two.** Do.").html
    assert "prose-steps" not in render("1. **One.** Do.\n2. Plain.").html


STEPS = (
    "1. **You have a code.** Choose **Another way**, then **Code.** It works.\n"
    "2. **“Ready?”** Go.\n"
    "3. **先停下。** 再看。"
)


def test_a_step_begins_with_its_lead_and_bold_words_in_a_sentence_stay_in_it() -> None:
    html = render(STEPS).html
    leads = re.findall(r'<strong class="step-lead">(.*?)</strong>', html)
    assert leads == ["You have a code.", "“Ready?”", "先停下。"]
    assert "Choose <strong>Another way</strong>, then <strong>Code.</strong> It works." in html


def test_bold_words_that_begin_a_sentence_are_no_lead_and_one_list_has_one_look() -> None:
    html = render(f"{STEPS}\n4. **Cancel orders** under **Orders**.").html
    assert 'class="prose-steps"' in html
    assert "step-lead" not in html


def test_a_list_that_is_no_path_and_a_list_within_a_step_have_no_leads() -> None:
    assert "step-lead" not in render("1. **One.** Do.\n2. Plain.").html
    assert "step-lead" not in render("- **One.** Do.\n- **Two.** Do.").html
    assert render("1. **One.** Do.\n   - **Not this.** No.\n2. **Two.** Do.").html.count("step-lead") == 2


def test_a_warning_is_a_callout_and_a_quotation_is_not() -> None:
    html = render("> [!warning]\n> **Careful.** Really.").html
    assert '<div class="callout" data-tone="warn">' in html
    assert "<p>Warning</p>" not in html
    assert "callout" not in render("> just said").html


def test_a_table_says_its_columns_on_a_phone() -> None:
    html = render("| Network | Time |\n|---|---|\n| Bitcoin | 31 min |\n| Tron | 2 min |").html
    assert '<th scope="row">Bitcoin</th>' in html
    assert 'data-label="Time"' in html
    assert html.count("data-num") == 3
    assert "data-num" not in render("| a | b |\n|---|---|\n| x | y |").html


def test_an_empty_corner_of_a_table_is_no_head() -> None:
    html = render("| | Fee |\n|---|---|\n| Bitcoin | 1 EUR |").html
    assert '<th scope="col"></th>' not in html
    assert html.count('scope="col"') == 1
    assert '<th scope="row">Bitcoin</th>' in html


@pytest.mark.parametrize("key", sorted(TAKEN))
def test_a_heading_s_own_key_never_takes_an_id_of_the_page(key: str) -> None:
    assert f'id="{key}"' not in render(f"## One {{#{key}}}").html
    assert f'id="{key}-2"' in render(f"## One {{#{key}}}").html


def test_contents_are_the_second_level_and_anchors_are_unique() -> None:
    rendered = render("## Same\n\n### Deeper\n\n## Same\n\n## 先看这里")
    assert [heading for _, heading in rendered.contents] == ["Same", "Same", "先看这里"]
    anchors = [anchor for anchor, _ in rendered.contents]
    assert len(set(anchors)) == 3
    assert all(f'id="{anchor}"' in rendered.html for anchor in anchors)


def test_the_page_keeps_its_only_h1() -> None:
    assert "<h1" not in render("# Main\n\n## Vote").html


def test_the_way_to_a_person_is_a_button_and_an_ordinary_link_is_not() -> None:
    assert 'class="button"' in render("[Write about it](/tickets/new/?topic=fees)").html
    assert "button" not in render("See [the form](/tickets/new/) first.").html
    assert "button" not in render("[Elsewhere](https://x.example/tickets/new/)").html


def test_reading_time_knows_chinese() -> None:
    assert render("word " * 600).minutes == 3
    assert render("字" * 1200).minutes == 3
