"""What one of us wrote: bold, italics, lists, links, code and quotes; never HTML, never another number."""

import pytest

from support.look.written import formatted, plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**now** and *soon*", "<strong>now</strong> and <em>soon</em>"),
        ("one\ntwo", "one<br>two"),
        ("- a\n- b", '<ul dir="auto">\n<li>a</li>\n<li>b</li>\n</ul>'),
        ("30. November\n1986. Then", '<li value="30">November</li>\n<li value="1986">Then</li>'),
        ("> said", '<blockquote dir="auto">\n<p dir="auto">said</p>\n</blockquote>'),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("[help](https://a.example/?x=1&y=2)", '<a href="https://a.example/?x=1&amp;y=2"'),
        ("See https://a.example/x.", ">https://a.example/x</a>."),
        ("MER-D2SXDYM", '<span class="id">MER-D2SXDYM</span>'),
    ],
)
def test_a_small_part_of_markdown(text, html):
    assert html in formatted(text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "<javascript:alert(1)>",
        '[x](https://a.example/"onmouseover="alert(1))',
        "`<b>`",
        "```\n<b onclick=x>\n```",
    ],
)
def test_it_is_never_html(text):
    shown = formatted(text)
    for bad in ("<script", "<img", 'href="javascript', 'href="data', "<b", '"onmouseover'):
        assert bad not in shown


@pytest.mark.parametrize(
    "text",
    ["5*10*2 = 100", "a_snake_case_name", "# 48213", "1 * 2 * 3", "** and *", "+1 202 555", "!", "~x~"],
)
def test_what_is_no_mark_stays_as_it_was_typed(text):
    assert formatted(text) == f'<p dir="auto">{text}</p>'


def test_a_mask_is_a_mask_whatever_stands_around_it():
    for text in (
        "**⟦masked:seed⟧**",
        "`⟦masked:seed⟧`",
        "- ⟦masked:seed⟧",
        "[⟦masked:seed⟧](https://a.example)",
    ):
        assert 'class="masked"' in formatted(text)
        assert "⟦" not in formatted(text)


def test_a_network_gets_the_words_without_marks():
    said = "**Hello**, see [help](https://a.example/x) and `MX-1`\n5*10*2, a_b_c, - item"
    assert plain(said) == "Hello, see help: https://a.example/x and MX-1\n5*10*2, a_b_c, - item"
